using Eligibility.Domain;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>The answer in one sentence: the rule book's sentence for the candidacy, with the names of the indications that have it.</summary>
internal static class Summary
{
    /// <summary>The sentence.</summary>
    public static string Of(Screening screening)
    {
        string[] names =
        [
            .. screening.Indications.Where(indication => indication.Candidacy == screening.Candidacy)
                .Select(indication => LowerFirst(indication.Indication.Title)),
        ];
        return screening.RuleBook.Summaries[Codes.Of(screening.Candidacy)].Replace("{indications}", Enumerate(names), StringComparison.Ordinal);
    }

    private static string LowerFirst(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    private static string Enumerate(string[] names) => names switch
    {
        // Every indication was ruled out.
        [] => "the indications that were asked about",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };
}
