using System.Text.Json;
using System.Text.Json.Nodes;
using Eligibility.Api.Fhir;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Fhir;

/// <summary>Responses to the form, put together by hand: nothing here knows how they are read.</summary>
internal static class Responses
{
    public const string Form = "urn:eligibility:Questionnaire:botulinum-intake";

    /// <summary>A completed response with some items.</summary>
    public static JsonObject With(params IEnumerable<JsonObject> items) => new()
    {
        ["resourceType"] = "QuestionnaireResponse",
        ["questionnaire"] = $"{Form}|1.0.0",
        ["status"] = "completed",
        ["item"] = new JsonArray([.. items]),
    };

    /// <summary>A question with its answers.</summary>
    public static JsonObject Item(string linkId, params IEnumerable<JsonObject> answers) => new() { ["linkId"] = linkId, ["answer"] = new JsonArray([.. answers]) };

    /// <summary>A group.</summary>
    public static JsonObject Group(string linkId, params IEnumerable<JsonObject> items) => new() { ["linkId"] = linkId, ["item"] = new JsonArray([.. items]) };

    public static JsonObject Decimal(decimal value) => new() { ["valueDecimal"] = value };

    public static JsonObject Integer(decimal value) => new() { ["valueInteger"] = value };

    public static JsonObject Boolean(bool value) => new() { ["valueBoolean"] = value };

    public static JsonObject Code(string linkId, string code) => new() { ["valueCoding"] = new JsonObject { ["system"] = $"urn:eligibility:codes:{linkId}", ["code"] = code } };

    /// <summary>A coding with one more member, or without a code.</summary>
    public static JsonObject Coding(string linkId, string? code, string more = "display")
    {
        var coding = new JsonObject { ["system"] = $"urn:eligibility:codes:{linkId}", ["code"] = code, [more] = "kanarienvogel" };
        return new JsonObject { ["valueCoding"] = coding };
    }

    /// <summary>What a clinic would send that was told a profile.</summary>
    public static JsonObject Of(SymptomProfile profile) => With(FactCatalogue.All.Where(profile.Has).SelectMany(fact => Items(fact, fact.Name, profile[fact]!.Value)));

    /// <summary>Some answer to a fact.</summary>
    public static JsonObject Some(Fact fact, string linkId) => fact switch
    {
        NumberFact { WholeNumbers: true } number => Integer(number.Minimum),
        NumberFact number => Decimal(number.Minimum),
        BooleanFact => Boolean(true),
        CodedFact coded => Code(linkId, coded.Codes[0]),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    /// <summary>A response that says an age, and something else.</summary>
    public static string Changed(Action<JsonObject> change)
    {
        var response = With(Item("ageYears", Integer(30)));
        change(response);
        return response.ToJsonString();
    }

    /// <summary>The same, with something else in the item of the age.</summary>
    public static string ChangedItem(Action<JsonObject> change) => Changed(response => change(response["item"]![0]!.AsObject()));

    public static ResponseReading Read(JsonNode response)
    {
        using var document = JsonDocument.Parse(response.ToJsonString());
        return ResponseReader.Read(document.RootElement);
    }

    private static IEnumerable<JsonObject> Items(Fact fact, string linkId, Answer answer) => fact switch
    {
        NumberFact { WholeNumbers: true } => [Item(linkId, Integer(answer.Number))],
        NumberFact => [Item(linkId, Decimal(answer.Number))],
        BooleanFact => [Item(linkId, Boolean(answer.Codes == 2))],
        CodeSetFact when answer.Codes == 0 => [Item(linkId, Code(linkId, "none"))],
        CodedFact coded => [Item(linkId, coded.CodesOf(answer.Codes).Select(code => Code(linkId, code)))],
        EntryListFact list => answer.Entries.Select(entry => Group(linkId, list.Fields.Where(field => entry[field] is not null)
                .SelectMany(field => Items(field, $"{linkId}.{field.Name}", entry[field]!.Value))))
            .Prepend(Item($"{linkId}.any", Boolean(!answer.Entries.IsEmpty))),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };
}
