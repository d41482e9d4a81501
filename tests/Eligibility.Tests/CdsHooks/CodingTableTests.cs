using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Hosting;

namespace Eligibility.Tests.CdsHooks;

public sealed class CodingTableTests
{
    private static JsonObject File => JsonNode.Parse(CodingTable.ShippedFile().Span)!.AsObject();

    [Fact]
    public void The_table_that_ships_can_be_opened_and_knows_every_code_it_names()
    {
        var names = 0;
        foreach (var (kind, entry, list) in Lists())
        {
            foreach (var uri in File["systems"]![(string)list["system"]!]!["uris"]!.AsArray())
            {
                foreach (var code in list["codes"]!.AsArray().Select(code => (string)code!))
                {
                    // A family is known by its members.
                    var coding = JsonSerializer.SerializeToElement(new { system = (string)uri!, code = code.EndsWith('-') ? code[..^1] + "1" : code });
                    (kind == "findings" ? (object?)CodingTable.Shipped.Find(coding)?.Id : CodingTable.Shipped.FindOrder(coding, [])).Should().NotBeNull("{0} {1}", entry, code);
                    names++;
                }
            }
        }

        names.Should().BeGreaterThan(100);
    }

    [Fact]
    public void A_code_of_a_procedure_has_a_number_and_no_words()
    {
        // The descriptors of these numbers belong to the American Medical Association.
        foreach (var (_, entry, list) in Lists().Where(list => (string?)list.List["system"] == "cpt"))
        {
            list["codes"]!.AsArray().Should().OnlyContain(code => ((string)code!).Length == 5 && ((string)code!).All(char.IsAsciiDigit));
            list.AsObject().Select(pair => pair.Key).Should().BeSubsetOf(["system", "codes", "source"]);
            entry.Should().NotContainAny("hemodenervation", "destruction");
        }
    }

    [Fact]
    public void No_finding_makes_anybody_a_candidate_by_what_a_chart_does_not_say()
    {
        File["findings"]!.AsArray().SelectMany(finding => finding!["fills"]?.AsObject().Select(fill => fill.Key) ?? [])
            .Should().BeSubsetOf(["headacheType", "conditions", "painLocations", "safetyFactors", "pregnant"]);
        File["findings"]!.AsArray().Select(finding => finding!["fills"]?["pregnant"]?[0]).OfType<JsonNode>().Select(answer => (string?)answer).Should().Equal("true");
    }

    [Theory]
    [InlineData("ICD-10-CM", "http://hl7.org/fhir/sid/icd-10-cm", "G24.30")]
    [InlineData("ICD-10-CM", "http://hl7.org/fhir/sid/icd-10-cm", "I69.30")]
    [InlineData("another system", "http://hl7.org/fhir/sid/icd-10", "G24.3")]
    public void A_code_that_is_not_in_the_table_says_nothing(string because, string system, string code) =>
        CodingTable.Shipped.Find(JsonSerializer.SerializeToElement(new { system, code })).Should().BeNull(because);

    [Fact]
    public void RxNorm_codes_are_those_that_were_configured()
    {
        var botox = JsonSerializer.SerializeToElement(new { system = "http://www.nlm.nih.gov/research/umls/rxnorm", code = "860195" });

        CodingTable.Shipped.FindOrder(botox, []).Should().BeNull();
        CodingTable.Shipped.FindOrder(botox, ["860195"]).Should().NotBeNull();
    }

    [Fact]
    public void Whatever_is_wrong_with_the_table_stops_the_start_with_a_sentence()
    {
        (Action<JsonObject> Slip, string Named)[] slips =
        [
            (file => file["unheardOf"] = 1, "codings/README.md"),
            (file => file.Remove("orders"), "codings/README.md"),
            (file => file["findings"]![0]!["fills"] = new JsonObject { ["headacheDaysPerMonth"] = new JsonArray("18") }, "chronic-migraine.fills"),
            (file => file["findings"]![0]!["fills"]!["headacheType"] = new JsonArray("migrane"), "chronic-migraine.fills"),
            (file => file["findings"]![0]!["asks"] = new JsonArray("unheardOf"), "chronic-migraine.asks"),
            (file => file["findings"]![2]!.AsObject().Remove("asks"), "headache: fills nothing"),
            (file => file["findings"]![0]!["codes"]![0]!["source"] = "unheardOf", "'unheardOf' of sources"),
            (file => file["findings"]![0]!["codes"]![0]!["system"] = "unheardOf", "'unheardOf' must be a key"),
            (file => file["findings"]![1]!["codes"]![0]!["codes"] = new JsonArray("427419006"), "is there twice"),
            (file => file["findings"]![1]!["id"] = "headache", "headache: is there twice"),
            (file => file["orders"]![0]!["product"] = "botox", "product"),
            (file => file["orders"]![6]!["indications"] = new JsonArray("unheardOf"), "indications"),
            (file => file["orders"]![1]!["names"]![0]!["texts"] = new JsonArray("BOTOX"), "BOTOX is there twice"),
            (file => file["orders"]![1]!["names"]![0]!["texts"] = new JsonArray("tox"), "abobotulinumtoxinA.names"),
            (file => file["orders"]![1]!["names"]![0]!["source"] = "unheardOf", "abobotulinumtoxinA.names: 'unheardOf'"),
            (file => file["otherThings"]!["texts"] = new JsonArray("anti"), "otherThings"),
            (file => file["sources"]!["icd-own"]!["confidence"] = "certain", "sources.icd-own"),
            (file => file["sources"]!["unused"] = file["sources"]!["icd-own"]!.DeepClone(), "sources.unused"),
            (file => file["systems"]!["loinc"]!["uris"] = new JsonArray("http://snomed.info/sct"), "is there twice"),
        ];
        foreach (var (slip, named) in slips)
        {
            var file = File;
            slip(file);

            FluentActions.Invoking(() => CodingTableReader.Read(Encoding.UTF8.GetBytes(file.ToJsonString()))).Should().Throw<SettingsException>().WithMessage($"*{named}*");
        }
    }

    private static IEnumerable<(string Kind, string Entry, JsonNode List)> Lists() => new[] { "findings", "orders" }
        .SelectMany(kind => File[kind]!.AsArray().SelectMany(entry => entry!["codes"]!.AsArray().Select(list => (kind, entry.ToJsonString(), list!))));
}
