using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.Fhir;

/// <summary>The form, as it is served, against the facts.</summary>
public sealed class QuestionnaireTests(Service service)
{
    private const string Bound = "http://hl7.org/fhir/StructureDefinition/";

    [Fact]
    public async Task Every_fact_is_asked_under_its_name_and_in_its_order()
    {
        var items = (await FormAsync())["item"]!.AsArray();

        items.Select(LinkId).Where(linkId => !linkId.EndsWith(".any", StringComparison.Ordinal)).Should().Equal(FactCatalogue.All.Select(fact => fact.Name));
        foreach (var (fact, item) in FactCatalogue.All.Select(fact => (fact, items.Single(item => LinkId(item!) == fact.Name)!)))
        {
            AssertAsks(item, fact, fact.Name);
        }
    }

    [Fact]
    public async Task Every_list_is_asked_for_after_the_question_whether_there_is_anything_in_it()
    {
        var items = (await FormAsync())["item"]!.AsArray();
        foreach (var list in FactCatalogue.All.OfType<EntryListFact>())
        {
            var place = items.Select(LinkId).ToList().IndexOf(list.Name);
            ((string?)items[place - 1]!["linkId"]).Should().Be($"{list.Name}.any");
            ((string?)items[place - 1]!["type"]).Should().Be("boolean");
            items[place]!["enableWhen"]!.ToJsonString().Should().Be($$"""[{"question":"{{list.Name}}.any","operator":"=","answerBoolean":true}]""");
            ((bool?)items[place]!["repeats"]).Should().BeTrue();
            foreach (var field in list.Fields)
            {
                var item = items[place]!["item"]!.AsArray().Single(item => LinkId(item!) == $"{list.Name}.{field.Name}")!;
                AssertAsks(item, field, $"{list.Name}.{field.Name}");
                ((bool?)item["required"] ?? false).Should().Be(field == list.Fields[0]);
            }
        }
    }

    [Fact]
    public async Task Every_answer_that_the_form_offers_is_taken()
    {
        foreach (var item in (await FormAsync())["item"]!.AsArray().Where(item => (string?)item!["type"] != "group"))
        {
            foreach (var answer in AnswersTo(item!))
            {
                Responses.Read(Responses.With(Responses.Item(LinkId(item), answer))).Issues.Should().BeEmpty($"{LinkId(item)} was answered by {answer.ToJsonString()}");
            }
        }
    }

    [Fact]
    public async Task A_question_is_hidden_only_by_an_answer_that_another_question_can_have()
    {
        var items = (await FormAsync())["item"]!.AsArray();
        var hidden = items.Where(item => item!["enableWhen"] is not null).ToList();
        hidden.Should().HaveCountGreaterThan(10);
        foreach (var when in hidden.SelectMany(item => item!["enableWhen"]!.AsArray()))
        {
            var other = items.Single(item => LinkId(item!) == (string?)when!["question"])!;
            var (name, value) = when!.AsObject().Single(member => member.Key.StartsWith("answer", StringComparison.Ordinal));
            if ((string?)when["operator"] != "exists")
            {
                name.Should().BeEquivalentTo($"answer{((string?)other["type"] == "choice" ? "Coding" : (string?)other["type"])}");
            }

            if (name == "answerCoding")
            {
                other["answerOption"]!.AsArray().Select(option => $"{option!["valueCoding"]!["system"]}#{option["valueCoding"]!["code"]}").Should().Contain($"{value!["system"]}#{value["code"]}");
            }
        }
    }

    [Fact]
    public void No_set_has_a_code_of_its_own_that_says_none() =>
        FactCatalogue.All.OfType<CodeSetFact>().Should().OnlyContain(set => !set.Codes.Contains("none"));

    [Fact]
    public async Task The_form_is_found_by_its_url_and_nothing_else_is()
    {
        var form = await FormAsync();
        foreach (var url in new[] { Responses.Form, $"{Responses.Form}|1.0.0" })
        {
            var found = await Service.BodyAsync(await service.GetAsync($"/fhir/Questionnaire?url={Uri.EscapeDataString(url)}"));
            ((int?)found["total"]).Should().Be(1);
            found["entry"]![0]!["resource"]!.ToJsonString().Should().Be(form.ToJsonString());
        }

        ((int?)(await Service.BodyAsync(await service.GetAsync("/fhir/Questionnaire")))["total"]).Should().Be(1);
        var nothing = await Service.BodyAsync(await service.GetAsync("/fhir/Questionnaire?url=kanarienvogel"));
        ((int?)nothing["total"]).Should().Be(0);
        nothing.ToJsonString().Should().NotContain("entry").And.NotContain("kanarienvogel");
    }

    private static void AssertAsks(JsonNode item, Fact fact, string linkId)
    {
        ((string?)item["text"]).Should().Be(fact.Question);
        ((string?)item["type"]).Should().Be(fact switch
        {
            NumberFact number => number.WholeNumbers ? "integer" : "decimal",
            BooleanFact => "boolean",
            CodedFact => "choice",
            _ => "group",
        });
        ((bool?)item["repeats"] ?? false).Should().Be(fact is CodeSetFact or EntryListFact);
        (item["item"]?.AsArray().FirstOrDefault(inner => (string?)inner!["type"] == "display")?["text"]?.GetValue<string>()).Should().Be(fact.Remark);
        if (fact is NumberFact bounded)
        {
            var value = bounded.WholeNumbers ? "valueInteger" : "valueDecimal";
            ((decimal?)Extension(item, $"{Bound}minValue")![value]).Should().Be(bounded.Minimum);
            ((decimal?)Extension(item, $"{Bound}maxValue")![value]).Should().Be(bounded.Maximum);
            ((string?)Extension(item, $"{Bound}questionnaire-unit")!["valueCoding"]!["display"]).Should().Be(bounded.Unit);
        }

        if (fact is CodedFact coded and not BooleanFact)
        {
            item["answerOption"]!.AsArray().Select(option => $"{option!["valueCoding"]!["system"]}#{option["valueCoding"]!["code"]}")
                .Should().Equal(coded.Codes.Concat(fact is CodeSetFact ? ["none"] : Array.Empty<string>()).Select(code => $"urn:eligibility:codes:{linkId}#{code}"));
        }
    }

    private static IEnumerable<JsonObject> AnswersTo(JsonNode item) => (string?)item["type"] switch
    {
        "choice" => item["answerOption"]!.AsArray().Select(option => new JsonObject { ["valueCoding"] = option!["valueCoding"]!.DeepClone() }),
        "boolean" => [Responses.Boolean(true), Responses.Boolean(false)],
        var type => new[] { "minValue", "maxValue" }.Select(bound => Extension(item, Bound + bound)!)
            .Select(bound => type == "integer" ? Responses.Integer((decimal)bound["valueInteger"]!) : Responses.Decimal((decimal)bound["valueDecimal"]!)),
    };

    private static JsonNode? Extension(JsonNode item, string url) => item["extension"]?.AsArray().SingleOrDefault(extension => (string?)extension!["url"] == url);

    private static string LinkId(JsonNode? item) => (string)item!["linkId"]!;

    private async Task<JsonNode> FormAsync() => await Service.BodyAsync(await service.GetAsync("/fhir/Questionnaire/botulinum-intake"));
}
