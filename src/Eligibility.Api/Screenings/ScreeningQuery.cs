using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Api.Problems;
using Eligibility.Domain;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;

namespace Eligibility.Api.Screenings;

/// <summary>What the query of a screening asks for. What it does not know, or has twice, is refused.</summary>
/// <param name="AsOf">The day whose editions apply.</param>
/// <param name="Scope">What part of the answer is wanted.</param>
/// <param name="Detail">How much of it.</param>
internal sealed record ScreeningQuery(DateOnly AsOf, Scope Scope, Detail Detail)
{
    /// <summary>The parameter that names the day whose editions apply.</summary>
    public const string AsOfName = "asOf";

    /// <summary>The parameter that names an authority to show; may be repeated.</summary>
    public const string AuthorityName = "authority";

    /// <summary>The parameter that names an indication to screen; may be repeated.</summary>
    public const string IndicationName = "indication";

    /// <summary>The parameter that says how much is written.</summary>
    public const string DetailName = "detail";

    private static readonly string[] Known = [AsOfName, AuthorityName, IndicationName, DetailName];

    /// <summary>Reads the query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="book">Knows the authorities and the indications.</param>
    /// <param name="clock">Gives today, in UTC, where no day is named.</param>
    /// <param name="detail">How much is written where the query does not say.</param>
    /// <param name="asked">What it asks for.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static ProblemAnswer? Read(IQueryCollection query, RuleBook book, TimeProvider clock, Detail detail, out ScreeningQuery asked)
    {
        asked = new ScreeningQuery(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), Scope.Everything, detail);
        if (query.Count == 0)
        {
            return null;
        }

        if (query.Keys.Any(name => !Known.Contains(name)))
        {
            return ProblemAnswer.Parameter($"The query has a parameter that this call does not take. It takes: {string.Join(", ", Known)}.", null);
        }

        var asOf = asked.AsOf;
        if (query.TryGetValue(AsOfName, out var days)
            && !(days.Count == 1 && DateOnly.TryParseExact(days[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf)))
        {
            return ProblemAnswer.Parameter($"{AsOfName} must be one day, as YYYY-MM-DD.", AsOfName);
        }

        if (query.TryGetValue(DetailName, out var details))
        {
            if (details is not [{ } code] || Codes.Find<Detail>(code) is not { } known)
            {
                return ProblemAnswer.Parameter($"{DetailName} must be one of: {string.Join(", ", Codes.All<Detail>())}.", DetailName);
            }

            detail = known;
        }

        var scope = new Scope([.. query[AuthorityName].OfType<string>()], [.. query[IndicationName].OfType<string>()]);
        asked = new ScreeningQuery(asOf, scope, detail);
        return Check(AuthorityName, scope.Authorities, book.Authorities)
            ?? Check(IndicationName, scope.Indications, book.Indications.Select(indication => indication.Id));
    }

    private static ProblemAnswer? Check(string parameter, ImmutableArray<string> asked, IEnumerable<string> known) => asked.All(known.Contains)
        ? null
        : ProblemAnswer.Parameter($"{parameter} must be one of: {string.Join(", ", known)}. It may be repeated.", parameter);
}
