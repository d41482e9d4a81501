using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Domain.Facts;

namespace Eligibility.Fuzz;

/// <summary>The words that are ours: names of members and codes. Any other word in an answer came with the input.</summary>
internal static class Words
{
    /// <summary>Every name of a member, of an entry's too, without quotes.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Facts.Select(fact => fact.Name).Append("reference").Distinct(StringComparer.Ordinal)];

    /// <summary>Every code, without quotes.</summary>
    public static ImmutableArray<string> Codes { get; } =
        [.. Facts.OfType<CodedFact>().Where(fact => fact is not BooleanFact).SelectMany(fact => fact.Codes).Distinct(StringComparer.Ordinal)];

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [.. Names, .. Codes];

    private static IEnumerable<Fact> Facts => FactCatalogue.All.Concat(FactCatalogue.All.OfType<EntryListFact>().SelectMany(list => list.Fields));

    /// <summary>The name of a member; null where it is not Unicode.</summary>
    /// <param name="member">The member.</param>
    /// <returns>The name, without escapes, or null.</returns>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text of a string; null where it is not Unicode.</summary>
    /// <param name="text">A string.</param>
    /// <returns>The text, without escapes, or null.</returns>
    public static string? Text(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
