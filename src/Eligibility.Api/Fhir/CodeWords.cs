using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.Fhir;

/// <summary>A code in words, as a form or a card shows it: the code itself, with spaces for hyphens.</summary>
internal static class CodeWords
{
    // Abbreviations are not words.
    private static readonly ImmutableDictionary<string, string> Abbreviations = ImmutableDictionary<string, string>.Empty
        .Add("ace", "ACE").Add("arb", "ARB").Add("cgrp", "CGRP").Add("iv", "IV").Add("nsaid", "NSAID");

    /// <summary>The words of a code, within a sentence.</summary>
    public static string Of(string code) => string.Join(' ', code.Split('-').Select(word => Abbreviations.GetValueOrDefault(word, word)));

    /// <summary>The words of a code that answers a question of the form.</summary>
    public static string Of(IntakeItem item, string code)
    {
        if (item.Fact is CodeSetFact && code == IntakeItem.None)
        {
            return "None of these";
        }

        var words = Of(code);
        // The names of the toxins are written as they are: their last letter tells them apart.
        return item.Fact == FactCatalogue.ToxinProduct ? words : $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
