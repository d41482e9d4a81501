using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Api.Problems;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.Screenings;

/// <summary>The query of a screening. What it does not know, or has twice, is refused.</summary>
internal static class ScreeningQuery
{
    /// <summary>The parameter that names the day whose editions apply.</summary>
    public const string AsOf = "asOf";

    /// <summary>The parameter that names an authority to show; may be repeated.</summary>
    public const string Authority = "authority";

    /// <summary>The parameter that names an indication to screen; may be repeated.</summary>
    public const string Indication = "indication";

    private static readonly string[] Known = [AsOf, Authority, Indication];

    /// <summary>Reads the query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="book">Knows the authorities and the indications.</param>
    /// <param name="clock">Gives today, in UTC, where no day is named.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    /// <param name="scope">What part of the answer is wanted.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static ProblemAnswer? Read(IQueryCollection query, RuleBook book, TimeProvider clock, out DateOnly asOf, out Scope scope)
    {
        asOf = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        scope = Scope.Everything;
        if (query.Keys.Any(name => !Known.Contains(name)))
        {
            return ProblemAnswer.Parameter($"The query has a parameter that this call does not take. It takes: {string.Join(", ", Known)}.", null);
        }

        if (query.TryGetValue(AsOf, out var days)
            && !(days.Count == 1 && DateOnly.TryParseExact(days[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf)))
        {
            return ProblemAnswer.Parameter($"{AsOf} must be one day, as YYYY-MM-DD.", AsOf);
        }

        if (query.Count > (query.ContainsKey(AsOf) ? 1 : 0))
        {
            scope = new Scope([.. query[Authority].OfType<string>()], [.. query[Indication].OfType<string>()]);
        }

        return Check(Authority, scope.Authorities, book.Authorities)
            ?? Check(Indication, scope.Indications, book.Indications.Select(indication => indication.Id));
    }

    private static ProblemAnswer? Check(string parameter, ImmutableArray<string> asked, IEnumerable<string> known) => asked.All(known.Contains)
        ? null
        : ProblemAnswer.Parameter($"{parameter} must be one of: {string.Join(", ", known)}. It may be repeated.", parameter);
}
