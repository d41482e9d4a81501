using System.Text.Json.Nodes;

namespace Eligibility.Tests.Http;

public sealed class ContractBreaksTests
{
    private const string Facts = "/paths/~1v1~1facts/get";
    private const string Screen = "/paths/~1v1~1screenings/post";
    private const string Profile = "/components/schemas/SymptomProfile";
    private const string Need = "/components/schemas/Need";

    // What was broken on purpose since the release, and why nobody is hurt. An entry that is no longer a break has to go.
    private static readonly Dictionary<string, string> OnPurpose = new()
    {
        ["GET /v1/facts: needs other access"] = KeysAreAnOption,
        ["GET /v1/rules: needs other access"] = KeysAreAnOption,
        ["GET /v1/rules/{authority}/{rule}: needs other access"] = KeysAreAnOption,
        ["GET /v1/rules/{authority}/{rule}/graph: needs other access"] = KeysAreAnOption,
        ["POST /v1/screenings: needs other access"] = KeysAreAnOption,
        ["POST /v1/screenings 200 application/json: may be something else now"] = "only the new parameter detail asks for something else",
    };

    private const string KeysAreAnOption = "a service that is configured as it was before asks for no key";

    [Fact]
    public void The_present_contract_breaks_no_client_of_the_release() =>
        ContractBreaks.Find(Contract("released", "v1.json"), Contract("v1.json")).Should().BeEquivalentTo(OnPurpose.Keys);

    [Fact]
    public void A_contract_does_not_break_itself() => ContractBreaks.Find(Contract("v1.json"), Contract("v1.json")).Should().BeEmpty();

    [Theory]
    [InlineData(Facts, null, "GET /v1/facts: is gone")]
    [InlineData($"{Facts}/operationId", "\"facts\"", "another operationId")]
    [InlineData($"{Facts}/security", """[{"bearer":["rules","more"]}]""", "needs other access")]
    [InlineData("/paths/~1health~1live/get/security", """[{"bearer":[]}]""", "needs other access")]
    [InlineData($"{Screen}/parameters/0", null, "query asOf: is gone")]
    [InlineData($"{Screen}/parameters/0/required", "true", "query asOf: is required now")]
    [InlineData($"{Screen}/parameters/-", """{"name":"new","in":"query","required":true,"schema":{"type":"string"}}""", "query new: is required now")]
    [InlineData($"{Screen}/parameters/1/explode", "false", "query authority: is written otherwise")]
    [InlineData($"{Screen}/parameters/1/schema/maxItems", "31", "maxItems is tighter")]
    [InlineData($"{Screen}/requestBody/content/application~1json", null, "body application/json: is gone")]
    [InlineData($"{Screen}/requestBody", null, "body application/json: is gone")]
    [InlineData($"{Facts}/requestBody", """{"required":true,"content":{}}""", "body: is required now")]
    public void A_call_that_asks_for_more_is_found(string pointer, string? json, string broken) => Changed(pointer, json).Should().ContainMatch($"*{broken}");

    [Theory]
    [InlineData($"{Profile}/properties/ageYears", null, "ageYears: is gone")]
    [InlineData($"{Profile}/required", """["ageYears"]""", "ageYears: is required now")]
    [InlineData($"{Profile}/properties/ageYears/type", "\"integer\"", "ageYears: another type")]
    [InlineData($"{Profile}/properties/headacheDaysPerMonth/type", """["null","integer"]""", "headacheDaysPerMonth: another type")]
    [InlineData($"{Profile}/properties/ageYears/minimum", "1", "ageYears: minimum is tighter")]
    [InlineData($"{Profile}/properties/ageYears/exclusiveMinimum", "0", "ageYears: exclusiveMinimum is tighter")]
    [InlineData($"{Profile}/properties/ageYears/maximum", "119", "ageYears: maximum is tighter")]
    [InlineData($"{Profile}/properties/ageYears/exclusiveMaximum", "120", "ageYears: exclusiveMaximum is tighter")]
    [InlineData($"{Profile}/properties/ageYears/multipleOf", "2", "ageYears: another multipleOf")]
    [InlineData($"{Profile}/properties/reference/minLength", "2", "reference: minLength is tighter")]
    [InlineData($"{Profile}/properties/reference/maxLength", "63", "reference: maxLength is tighter")]
    [InlineData($"{Profile}/properties/reference/pattern", "\"^[a-z]+$\"", "reference: another pattern")]
    [InlineData($"{Profile}/properties/reference/format", "\"uuid\"", "reference: another format")]
    [InlineData($"{Profile}/properties/spasmHistory/enum", """["none","chronic",null]""", "spasmHistory: code \"acute\" is gone")]
    [InlineData($"{Profile}/properties/spasmHistory/enum", """["none","acute","chronic"]""", "spasmHistory: code null is gone")]
    [InlineData($"{Profile}/properties/reference/enum", """["one"]""", "reference: closed")]
    [InlineData($"{Profile}/properties/painLocations/items/enum/0", null, "painLocations/items: code \"head\" is gone")]
    [InlineData($"{Profile}/properties/painLocations/maxItems", "8", "painLocations: maxItems is tighter")]
    [InlineData($"{Profile}/properties/painLocations/minItems", "1", "painLocations: minItems is tighter")]
    [InlineData($"{Profile}/properties/acuteMedicines/uniqueItems", "true", "acuteMedicines: another uniqueItems")]
    [InlineData($"{Profile}/properties/acuteMedicines/items/properties/daysPerMonth", null, "acuteMedicines/items/daysPerMonth: is gone")]
    [InlineData($"{Profile}/properties/acuteMedicines/items/required", """["class","daysPerMonth"]""", "daysPerMonth: is required now")]
    [InlineData($"{Profile}/minProperties", "1", "minProperties is tighter")]
    [InlineData($"{Profile}/maxProperties", "9", "maxProperties is tighter")]
    [InlineData($"{Profile}/anyOf", """[{"required":["ageYears"]}]""", "another anyOf")]
    [InlineData($"{Profile}/not", """{"required":["ageYears"]}""", "another not")]
    public void A_body_that_is_read_more_narrowly_is_found(string pointer, string? json, string broken) => Changed(pointer, json).Should().ContainMatch($"*{broken}");

    [Theory]
    [InlineData("""{"type":"object"}""", """{"type":"object","additionalProperties":false}""", "takes no other members now")]
    [InlineData("""{"type":"object"}""", """{"type":"object","additionalProperties":{"type":"string"}}""", "another additionalProperties")]
    [InlineData("""{"additionalProperties":{"maxLength":9}}""", """{"additionalProperties":{"maxLength":8}}""", "maxLength is tighter")]
    [InlineData("""{"allOf":[{"maxLength":9}]}""", """{"allOf":[{"maxLength":8}]}""", "allOf/0: maxLength is tighter")]
    public void A_body_of_another_shape_is_found_too(string before, string now, string broken)
    {
        const string Schema = $"{Screen}/requestBody/content/application~1json/schema";

        var released = Change(Contract("v1.json"), Schema, before);
        var present = Change(Contract("v1.json"), Schema, now);

        ContractBreaks.Find(released, present).Should().ContainSingle().Which.Should().EndWith(broken);
    }

    [Theory]
    [InlineData($"{Facts}/responses/200", null, "200: is gone")]
    [InlineData($"{Facts}/responses/429", null, "429: is gone")]
    [InlineData($"{Facts}/responses/200/content/application~1json", null, "200 application/json: is gone")]
    [InlineData($"{Facts}/responses/200/headers/ETag", null, "200 ETag: is gone")]
    [InlineData("/components/headers/ETag/schema/maxLength", "65", "ETag: maxLength is looser")]
    [InlineData("/components/responses/TooManyRequests/content/application~1problem+json", null, "429 application/problem+json: is gone")]
    [InlineData($"{Need}/properties/question", null, "needs/items/question: is gone")]
    [InlineData($"{Need}/required", """["fact","settles"]""", "needs/items/question: is no longer always there")]
    [InlineData($"{Need}/properties/question/type", """["string","null"]""", "question: another type")]
    [InlineData($"{Need}/properties/question/type", null, "question: another type")]
    [InlineData($"{Need}/properties/question/maxLength", "5000", "question: maxLength is looser")]
    [InlineData($"{Need}/properties/question/maxLength", null, "question: maxLength is looser")]
    [InlineData($"{Need}/properties/question/pattern", "\".\"", "question: another pattern")]
    [InlineData($"{Need}/properties/settles/maxItems", "2048", "settles: maxItems is looser")]
    [InlineData("/components/schemas/Citation/properties/year/minimum", "0", "year: minimum is looser")]
    [InlineData("/components/schemas/Citation/properties/year/maximum", "9999", "year: maximum is looser")]
    [InlineData("/components/schemas/Citation/properties/url/format", null, "url: another format")]
    [InlineData("/components/schemas/Caveat/properties/severity/enum/-", "\"new\"", "severity: code \"new\" is new in a closed list")]
    [InlineData("/components/schemas/Caveat/properties/severity/enum", null, "severity: no longer closed")]
    [InlineData($"{Facts}/responses/200/content/application~1json/schema", """{"oneOf":[{"$ref":"#/components/schemas/FactsInfo"},{}]}""", "may be something else now")]
    [InlineData("/components/schemas/TreeInfo/properties/anyOf/items/$ref", "\"#/components/schemas/Need\"", "criterion: is gone")]
    public void An_answer_that_promises_less_is_found(string pointer, string? json, string broken) => Changed(pointer, json).Should().ContainMatch($"*{broken}");

    [Theory]
    [InlineData("/paths/~1v2", """{"get":{"responses":{}}}""")]
    [InlineData($"{Facts}/security", "[]")]
    [InlineData($"{Facts}/security/-", "{}")]
    [InlineData($"{Facts}/responses/418", """{"description":"New."}""")]
    [InlineData($"{Screen}/parameters/-", """{"name":"new","in":"query","schema":{"type":"string"}}""")]
    [InlineData($"{Screen}/requestBody/content/application~1json/schema", """{"oneOf":[{"$ref":"#/components/schemas/SymptomProfile"},{"type":"null"}]}""")]
    [InlineData($"{Profile}/properties/new", """{"type":"string"}""")]
    [InlineData($"{Profile}/properties/ageYears/maximum", "121")]
    [InlineData($"{Profile}/properties/ageYears/format", "\"int64\"")]
    [InlineData($"{Profile}/properties/ageYears/type", """["null","number"]""")]
    [InlineData($"{Profile}/properties/reference/pattern", null)]
    [InlineData($"{Profile}/properties/spasmHistory/enum/-", "\"new\"")]
    [InlineData($"{Profile}/additionalProperties", null)]
    [InlineData($"{Need}/properties/new", """{"type":"string"}""")]
    [InlineData($"{Need}/required/-", "\"new\"")]
    [InlineData($"{Need}/properties/question/maxLength", "99")]
    [InlineData($"{Need}/description", "\"In other words.\"")]
    [InlineData("/components/schemas/Caveat/properties/severity/enum/0", null)]
    public void What_breaks_nobody_is_let_through(string pointer, string? json) => Changed(pointer, json).Should().BeEmpty();

    private static IReadOnlyList<string> Changed(string pointer, string? json)
    {
        var changed = Change(Contract("v1.json"), pointer, json);
        JsonNode.DeepEquals(changed, Contract("v1.json")).Should().BeFalse("{0} has to change something", pointer);
        return ContractBreaks.Find(Contract("v1.json"), changed);
    }

    // A JSON pointer to a member or an element; "-" is the place after the last element, and nothing for JSON takes away what is there.
    private static JsonNode Change(JsonNode contract, string pointer, string? json)
    {
        string[] steps = [.. pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal))];
        var holder = steps[..^1].Aggregate(contract, (at, step) => at is JsonArray list ? list[Index(step)]! : at[step]!);
        if (holder is JsonArray elements)
        {
            if (json is null)
            {
                elements.RemoveAt(Index(steps[^1]));
            }
            else
            {
                elements.Add(JsonNode.Parse(json));
            }
        }
        else if (json is null)
        {
            holder.AsObject().Remove(steps[^1]);
        }
        else
        {
            holder[steps[^1]] = JsonNode.Parse(json);
        }

        return contract;
    }

    private static int Index(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode Contract(params string[] path) => JsonNode.Parse(File.ReadAllText(Path.Combine([Repository.Root, "openapi", .. path])))!;
}
