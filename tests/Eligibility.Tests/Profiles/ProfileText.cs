using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Profiles;

/// <summary>A profile as a clinic would post it.</summary>
internal static class ProfileText
{
    public static string Of(SymptomProfile profile) => Of(profile, FactCatalogue.All);

    public static string Of(SymptomProfile profile, IEnumerable<Fact> order) => new JsonObject(
        order.Where(profile.Has).Select(fact => KeyValuePair.Create(fact.Name, Value(fact, profile[fact]!.Value)))).ToJsonString();

    private static JsonNode? Value(Fact fact, Answer answer) => fact switch
    {
        NumberFact => answer.Number,
        BooleanFact => answer.Codes == 2,
        CodeSetFact set => new JsonArray([.. set.CodesOf(answer.Codes).Select(code => (JsonNode)code)]),
        CodedFact coded => coded.CodesOf(answer.Codes).Single(),
        EntryListFact list => new JsonArray([.. answer.Entries.Select(entry => Entry(list, entry))]),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static JsonObject Entry(EntryListFact list, Entry entry) => new(
        list.Fields.Where(field => entry[field] is not null).Select(field => KeyValuePair.Create(field.Name, Value(field, entry[field]!.Value))));
}
