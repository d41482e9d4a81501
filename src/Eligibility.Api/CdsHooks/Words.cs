using System.Globalization;
using System.Text;
using Eligibility.Api.Fhir;
using Eligibility.Domain;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.CdsHooks;

/// <summary>Codes, answers and lists in words, as they stand on a card.</summary>
internal static class Words
{
    /// <summary>The longest summary of a card, in code points: CDS Hooks asks for fewer than 140 characters.</summary>
    public const int LongestSummary = 139;

    // With fewer characters of it nobody could tell what a sentence is about.
    private const int LeastOfASentence = 14;

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count < 2
        ? string.Concat(items)
        : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    /// <summary>A title within a sentence.</summary>
    public static string Within(string title) => title.Length > 1 && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;

    /// <summary>Words as the beginning of a sentence.</summary>
    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>A code as words, those that the form has for it.</summary>
    public static string Of(string code) => CodeWords.Of(code);

    /// <summary>What it is that a person says "yes" to, within a sentence.</summary>
    public static string Of(BooleanFact fact) => fact == FactCatalogue.Pregnant ? "pregnancy" : Of(Codes.Kebab(fact.Name));

    /// <summary>Codes that answer a question, with what the question is about, within a sentence: "headache type (cluster)".</summary>
    public static string Of(CodedFact fact, IReadOnlyList<string> codes) => fact is BooleanFact asked
        ? $"{Of(asked)}{(codes.Contains(asked.Codes[^1]) ? "" : " (no)")}"
        : $"{Of(Codes.Kebab(fact.Name))} ({List([.. codes.Select(Of)])})";

    /// <summary>A number in its shortest exact form.</summary>
    public static string Of(decimal number) => number.ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>An answer in words.</summary>
    public static string Of(Fact fact, Answer answer) => fact switch
    {
        NumberFact number => $"{Of(answer.Number)} {number.Unit}",
        BooleanFact => answer.Codes == 2 ? "yes" : "no",
        CodedFact { Codes: var _ } when answer.Codes == 0 => "none",
        CodedFact coded => string.Join(", ", coded.CodesOf(answer.Codes).Select(Of)),
        _ => Of(answer.Number),
    };

    /// <summary>Whether a text is short enough for a summary as it is.</summary>
    public static bool Fits(string text) => text.Length <= LongestSummary
        // Hardly any text has a character that counts as one and takes two.
        || (text.AsSpan().ContainsAnyInRange('\uDC00', '\uDFFF') && text.Count(character => !char.IsLowSurrogate(character)) <= LongestSummary);

    /// <summary>A text that is short enough for a summary, cut at a word where it was not.</summary>
    public static string Cut(string text)
    {
        if (Fits(text))
        {
            return text;
        }

        // One place is the ellipsis's.
        var room = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(LongestSummary - 1))
        {
            room.Append(rune);
        }

        var cut = room.ToString();
        var space = cut.LastIndexOf(' ');
        var atWord = space > 0 ? cut[..space].TrimEnd(' ', ',', ':', ';', '.') : cut;
        var sentence = atWord.LastIndexOf(". ", StringComparison.Ordinal) + 1;
        return sentence > 0 && atWord.Length - sentence - 1 < LeastOfASentence ? $"{atWord[..sentence]} …" : $"{atWord}…";
    }
}
