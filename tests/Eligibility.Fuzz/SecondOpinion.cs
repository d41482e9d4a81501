using System.Text.Json;
using Eligibility.Domain.Facts;
using static Eligibility.Fuzz.BrokenPromiseException;

namespace Eligibility.Fuzz;

/// <summary>Whether a profile says what a JSON document says: every answer of it, nothing else, and each within the bounds of its fact.</summary>
internal static class SecondOpinion
{
    /// <summary>Compares a profile with a document.</summary>
    /// <param name="sent">The document.</param>
    /// <param name="profile">What was made of it.</param>
    /// <param name="reference">The reference that was found in it; null where there was none.</param>
    /// <exception cref="BrokenPromiseException">They differ.</exception>
    public static void Judge(JsonElement sent, SymptomProfile profile, string? reference)
    {
        Unless(sent.ValueKind == JsonValueKind.Object, "a profile is an object");
        var members = Members(sent);
        var given = members.Remove("reference", out var sentReference) && sentReference.ValueKind != JsonValueKind.Null ? sentReference.GetString() : null;
        Unless(reference == given && reference is null or { Length: > 0 and <= 64 }, "a reference is given back as it was");
        foreach (var fact in FactCatalogue.All)
        {
            var answered = members.Remove(fact.Name, out var value) && value.ValueKind != JsonValueKind.Null;
            Unless(profile.Has(fact) == answered, "a fact is answered where an answer was sent, and nowhere else");
            Unless(!answered || Says(fact, profile[fact]!.Value, value), "an answer is the one that was sent, and one that its fact accepts");
            Unless(!answered || AgreesWithOthers(fact, profile), "an answer agrees with the others");
        }

        Unless(members.Count == 0, "a profile has no other members");
    }

    private static Dictionary<string, JsonElement> Members(JsonElement sent)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in sent.EnumerateObject())
        {
            Unless(members.TryAdd(member.Name, member.Value), "no member is there twice");
        }

        return members;
    }

    private static bool Says(Fact fact, Answer answer, JsonElement sent) => fact switch
    {
        NumberFact number => sent.ValueKind == JsonValueKind.Number && sent.GetDecimal() == answer.Number && IsWithin(number, answer.Number),
        BooleanFact => sent.ValueKind == (answer.Codes == 2 ? JsonValueKind.True : JsonValueKind.False) && answer.Codes is 1 or 2,
        CodeSetFact set => sent.ValueKind == JsonValueKind.Array && SaysCodes(set, answer, [.. sent.EnumerateArray()]),
        CodedFact code => SaysCodes(code, answer, [sent]),
        EntryListFact list => sent.ValueKind == JsonValueKind.Array && SaysEntries(list, answer, [.. sent.EnumerateArray()]),
        _ => false,
    };

    private static bool IsWithin(NumberFact fact, decimal number) =>
        number >= fact.Minimum && number <= fact.Maximum && (!fact.WholeNumbers || decimal.Truncate(number) == number);

    private static bool SaysCodes(CodedFact fact, Answer answer, JsonElement[] sent)
    {
        var codes = fact.CodesOf(answer.Codes).ToList();
        return codes.Count == sent.Length && sent.All(code => code.ValueKind == JsonValueKind.String && codes.Remove(code.GetString()!));
    }

    private static bool SaysEntries(EntryListFact list, Answer answer, JsonElement[] sent) =>
        sent.Length == answer.Entries.Length && sent.Length <= list.MaximumEntries
        && sent.Zip(answer.Entries).All(pair => pair.First.ValueKind == JsonValueKind.Object && SaysEntry(list, pair.Second, Members(pair.First)));

    private static bool SaysEntry(EntryListFact list, Entry entry, Dictionary<string, JsonElement> sent) =>
        entry[list.Fields[0]] is not null
        && list.Fields.All(field => sent.Remove(field.Name, out var value) && value.ValueKind != JsonValueKind.Null
            ? entry[field] is { } answer && Says(field, answer, value)
            : entry[field] is null)
        && sent.Count == 0;

    private static bool AgreesWithOthers(Fact fact, SymptomProfile profile) => fact is not NumberFact number
        || ((number.AtMost is not { } bound || !profile.Has(bound) || profile[number]!.Value.Number <= profile[bound]!.Value.Number)
            && (number.AtLeastEachOf is not { } list || !profile.Has(list) || profile[list]!.Value.Entries.All(
                entry => list.Fields.OfType<NumberFact>().All(field => !(entry[field] is { } each && each.Number > profile[number]!.Value.Number)))));
}
