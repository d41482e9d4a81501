using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;
using Eligibility.Tests.Domain;
using Eligibility.Tests.Profiles;

namespace Eligibility.Tests.Screenings;

public sealed class ScreeningWriterTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Screener Screener = new(RuleBook.Shipped);

    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void What_is_written_is_json_without_a_null_and_without_a_member_twice() => RandomProfiles.Any.Sample(
        profile =>
        {
            using var answer = JsonDocument.Parse(Written(profile), new JsonDocumentOptions { AllowDuplicateProperties = false });
            Nulls(answer.RootElement).Should().BeEmpty();
        },
        iter: 100, print: ProfileText.Of);

    [Fact]
    public void The_same_profile_gives_the_same_bytes_in_whatever_order_it_was_sent() =>
        Gen.Select(RandomProfiles.Any, Gen.Shuffle(FactCatalogue.All.ToArray())).Sample(
            (profile, order) =>
            {
                var sent = Some.Profile(ProfileText.Of(profile, order));
                Written(sent).Should().Equal(Written(profile));
                Written(sent, new Screener(RuleBook.Shipped)).Should().Equal(Written(profile));
            },
            iter: 50, print: sample => ProfileText.Of(sample.Item1, sample.Item2));

    [Fact]
    public void Every_place_of_a_citation_is_in_the_list_and_every_one_in_the_list_is_referred_to() => RandomProfiles.Any.Sample(
        profile =>
        {
            var answer = JsonNode.Parse(Written(profile))!;
            var places = Places(answer).Distinct().Order();
            places.Should().Equal(Enumerable.Range(0, answer["citations"]!.AsArray().Count));
        },
        iter: 50, print: ProfileText.Of);

    [Fact]
    public void What_is_written_is_the_plain_types_of_the_contract_byte_for_byte() => RandomProfiles.Any.Sample(
        profile =>
        {
            foreach (var asOf in new[] { Today, new DateOnly(2020, 1, 1), new DateOnly(1990, 1, 1) })
            {
                var screening = Screener.Screen(profile, asOf);
                Encoding.UTF8.GetString(Bytes(screening, "visit-1")).Should().Be(JsonSerializer.Serialize(PlainScreening.Of(screening, "visit-1"), Plain));
            }
        },
        iter: 150, print: ProfileText.Of);

    [Fact]
    public void It_comes_out_the_same_in_pieces_and_in_an_answer_that_is_filled_again()
    {
        var reused = new Eligibility.Domain.Screenings.Screening();
        RandomProfiles.Any.Sample(
            profile =>
            {
                using var pieces = new MemoryStream();
                var output = System.IO.Pipelines.PipeWriter.Create(pieces, new(minimumBufferSize: 1, leaveOpen: true));
                ScreeningWriter.Write(output, Screener.Screen(profile, Today, null, reused), null);
                output.Complete();
                pieces.ToArray().Should().Equal(Written(profile));
            },
            iter: 50, threads: 1, print: ProfileText.Of);
    }

    [Theory]
    [InlineData(Detail.Verdicts)]
    [InlineData(Detail.Full)]
    public void Writing_what_was_met_before_allocates_nothing(Detail detail)
    {
        var profile = Some.Profile("""{ "headacheDaysPerMonth": 18, "painLocations": ["neck"], "spasmHistory": "chronic", "priorPhysicalTherapy": "none" }""");
        var (screening, output) = (new Eligibility.Domain.Screenings.Screening(), new ArrayBufferWriter<byte>(1024 * 1024));
        void Write()
        {
            output.ResetWrittenCount();
            ScreeningWriter.Write(output, Screener.Screen(profile, Today, null, screening), null, detail);
        }

        for (var i = 0; i < 100; i++)
        {
            Write();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Theory]
    [InlineData("""{ "headacheDaysPerMonth": 14.5 }""", "headache-days", "headacheDaysPerMonth", "14.5", ">= 15")]
    [InlineData("""{ "headacheDaysPerMonth": 18.0 }""", "headache-days", "headacheDaysPerMonth", "18", ">= 15")]
    [InlineData("""{ "spasmHistory": "acute" }""", "spasm-history", "spasmHistory", "\"acute\"", "any of: chronic")]
    [InlineData("""{ "painLocations": ["neck", "arm"] }""", "locations", "painLocations", "[\"neck\",\"arm\"]", "any of: neck")]
    [InlineData("""{ "painLocations": ["arm", "neck"] }""", "locations", "painLocations", "[\"neck\",\"arm\"]", "any of: neck")]
    [InlineData("""{ "pregnant": true }""", "pregnant", "pregnant", "true", "any of: false")]
    [InlineData("""{ "breastfeeding": false }""", "breastfeeding", "breastfeeding", "false", "any of: false")]
    [InlineData("""{ "plannedUnits": 155, "unitsLast3Months": 245.5 }""", "units", "plannedUnits", "400.5", "<= 400")]
    [InlineData("""{ "headacheHoursPerDay": 6 }""", "long-headache-days", "headacheHoursPerDay", "6", ">= 4")]
    [InlineData("{}", "days", "daysSinceLastInjection", null, ">= 84")]
    public void A_criterion_says_what_was_observed_and_what_is_required(string profile, string id, string fact, string? observed, string required)
    {
        var criterion = Criteria(JsonNode.Parse(Written(Some.Profile(profile)))!).First(criterion => (string)criterion["id"]! == id);
        ((string)criterion["fact"]!).Should().Be(fact);
        criterion["observed"]?.ToJsonString().Should().Be(observed);
        criterion.AsObject().ContainsKey("observed").Should().Be(observed is not null);
        ((string)criterion["required"]!).Should().Be(required);
    }

    [Fact]
    public void Words_for_not_met_and_notes_appear_where_they_belong_and_nowhere_else() => RandomProfiles.Any.Sample(
        profile =>
        {
            foreach (var criterion in Criteria(JsonNode.Parse(Written(profile))!))
            {
                criterion.AsObject().ContainsKey("notMet").Should().Be((string)criterion["verdict"]! == "not-met");
                criterion.AsObject().ContainsKey("note").Should().Be(
                    ((string)criterion["id"]! == "long-headache-days" && (string)criterion["fact"]! == "headacheHoursPerDay" && criterion.AsObject().ContainsKey("observed"))
                    || ((string)criterion["id"]! == "toxin-products" && (string)criterion["verdict"]! == "unknown"));
            }
        },
        iter: 50, print: ProfileText.Of);

    [Fact]
    public void A_criterion_that_is_unknown_names_a_fact_that_is_missing() => RandomProfiles.Any.Sample(
        profile => RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Leaves)
            .Where(leaf => leaf.Judge(profile) == Verdict.Unknown && leaf.OpenFacts(profile).InOrder.Any(fact => !profile.Has(fact))).Select(leaf => leaf.Observe(profile).Fact).OfType<Eligibility.Domain.Facts.Fact>().Where(profile.Has).Should().BeEmpty(),
        iter: 500, print: ProfileText.Of);

    [Theory]
    [InlineData(null, false)]
    [InlineData("visit-4711", true)]
    public void The_reference_comes_first_and_only_where_one_was_sent(string? reference, bool expected)
    {
        var answer = JsonNode.Parse(Written(SymptomProfile.Empty, reference: reference))!.AsObject();
        answer.ContainsKey("reference").Should().Be(expected);
        answer.First().Key.Should().Be(expected ? "reference" : "candidacy");
        ((string?)answer["reference"]).Should().Be(reference);
    }

    [Fact]
    public void The_stamp_names_the_day_and_the_rule_book()
    {
        var answer = JsonNode.Parse(Written(SymptomProfile.Empty))!;
        ((string)answer["asOf"]!).Should().Be("2026-11-23");
        ((string)answer["ruleBook"]!["digest"]!).Should().Be(RuleBook.Shipped.Digest);
        ((string)answer["ruleBook"]!["version"]!).Should().Be(RuleBook.Shipped.Version);
        ((string)answer["intendedUse"]!).Should().Be(RuleBook.Shipped.IntendedUse);
    }

    [Theory]
    [InlineData("""{ "painLocations": ["neck"] }""", "neck pain;")]
    [InlineData("""{ "painLocations": ["neck", "lower-back"] }""", "neck pain and back pain;")]
    [InlineData("""{ "headacheDaysPerMonth": 15, "painLocations": ["neck", "lower-back"] }""", "chronic migraine, neck pain and back pain;")]
    public void The_summary_names_the_indications_that_have_the_candidacy(string profile, string expected) =>
        ((string)JsonNode.Parse(Written(Some.Profile(profile)))!["summary"]!).Should().Contain(expected);

    // One sentence, or two clauses; nothing left to fill in.
    [Fact]
    public void The_summary_is_one_sentence_with_nothing_left_to_fill_in() => RandomProfiles.Any.Sample(
        profile => ((string)JsonNode.Parse(Written(profile))!["summary"]!).Should().MatchRegex(@"^[A-Z][^{}.]*\.$"),
        iter: 50, print: ProfileText.Of);

    private static byte[] Written(SymptomProfile profile, Screener? screener = null, string? reference = null) =>
        Bytes((screener ?? Screener).Screen(profile, Today), reference);

    private static byte[] Bytes(Eligibility.Domain.Screenings.Screening screening, string? reference)
    {
        var output = new ArrayBufferWriter<byte>();
        ScreeningWriter.Write(output, screening, reference);
        return output.WrittenSpan.ToArray();
    }

    private static IEnumerable<string> Nulls(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Nulls(member.Value).Select(path => $"{member.Name}.{path}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Nulls),
        JsonValueKind.Null => ["null"],
        _ => [],
    };

    private static IEnumerable<JsonNode> Criteria(JsonNode answer) => answer["indications"]!.AsArray()
        .SelectMany(indication => indication!["authorities"]!.AsArray()).Concat(answer["safeguards"]!.AsArray())
        .SelectMany(rule => rule!["criteria"]!.AsArray()).Select(criterion => criterion!);

    private static IEnumerable<int> Places(JsonNode answer) => Criteria(answer).Concat(answer["caveats"]!.AsArray().Select(caveat => caveat!))
        .Concat(answer["indications"]!.AsArray().SelectMany(indication => indication!["evidence"]!.AsArray()).Select(evidence => evidence!))
        .Select(node => (int)node["citation"]!);
}
