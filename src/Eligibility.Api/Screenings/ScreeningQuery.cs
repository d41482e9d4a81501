using System.Globalization;
using Eligibility.Api.Problems;

namespace Eligibility.Api.Screenings;

/// <summary>The query of a screening. What it does not know, or has twice, is refused.</summary>
internal static class ScreeningQuery
{
    /// <summary>The parameter that names the day whose editions apply.</summary>
    public const string AsOf = "asOf";

    /// <summary>Reads the query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="clock">Gives today, in UTC, where no day is named.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static ProblemAnswer? Read(IQueryCollection query, TimeProvider clock, out DateOnly asOf)
    {
        asOf = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (query.Keys.Any(name => name != AsOf))
        {
            return ProblemAnswer.Parameter($"The query has a parameter that this call does not take. It takes: {AsOf}.", null);
        }

        return query.TryGetValue(AsOf, out var days)
            && !(days.Count == 1 && DateOnly.TryParseExact(days[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf))
            ? ProblemAnswer.Parameter($"{AsOf} must be one day, as YYYY-MM-DD.", AsOf)
            : null;
    }
}
