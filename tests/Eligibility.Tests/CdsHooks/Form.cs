using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Answers to the form as a chart keeps them, put together by hand: nothing here knows how they are read.</summary>
internal static class Form
{
    public static JsonObject Of(SymptomProfile profile) =>
        With(FactCatalogue.All.Where(profile.Has).SelectMany(fact => Items(fact, fact.Name, profile[fact]!.Value)));

    public static JsonObject With(params IEnumerable<JsonObject> items) => new()
    {
        ["resourceType"] = "QuestionnaireResponse",
        ["questionnaire"] = "urn:eligibility:Questionnaire:botulinum-intake|1.0.0",
        ["status"] = "completed",
        ["item"] = new JsonArray([.. items]),
    };

    public static JsonObject Item(string linkId, params IEnumerable<JsonObject> answers) => new() { ["linkId"] = linkId, ["answer"] = new JsonArray([.. answers]) };

    public static JsonObject Decimal(decimal value) => new() { ["valueDecimal"] = value };

    private static JsonObject Code(string linkId, string code) =>
        new() { ["valueCoding"] = new JsonObject { ["system"] = $"urn:eligibility:codes:{linkId}", ["code"] = code } };

    private static IEnumerable<JsonObject> Items(Fact fact, string linkId, Answer answer) => fact switch
    {
        NumberFact { WholeNumbers: true } => [Item(linkId, new JsonObject { ["valueInteger"] = answer.Number })],
        NumberFact => [Item(linkId, Decimal(answer.Number))],
        BooleanFact => [Item(linkId, new JsonObject { ["valueBoolean"] = answer.Codes == 2 })],
        CodeSetFact when answer.Codes == 0 => [Item(linkId, Code(linkId, "none"))],
        CodedFact coded => [Item(linkId, coded.CodesOf(answer.Codes).Select(code => Code(linkId, code)))],
        EntryListFact list => answer.Entries.Select(entry => Entry(list, linkId, entry)).Prepend(Item($"{linkId}.any", new JsonObject { ["valueBoolean"] = !answer.Entries.IsEmpty })),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static JsonObject Entry(EntryListFact list, string linkId, Entry entry) => new()
    {
        ["linkId"] = linkId,
        ["item"] = new JsonArray([.. list.Fields.Where(field => entry[field] is not null).SelectMany(field => Items(field, $"{linkId}.{field.Name}", entry[field]!.Value))]),
    };
}
