using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>
/// Whether treatment of chronic migraine goes on: a response that is good enough after some cycles, in any of the ways that the authority counts,
/// and, for some authorities, not so good that treatment may stop.
/// </summary>
internal sealed class ChronicMigraineResponse : RuleClass<ChronicMigraineResponse.Limits>
{
    internal sealed record Limits(
        NumberLimit Cycles,
        NumberLimit? LastCycle,
        NumberLimit? ReductionPercent,
        NumberLimit? FewerDays,
        NumberLimit? FewerDaysOver,
        NumberLimit? FewerHours,
        NumberLimit? MonthsBelow15Days,
        NumberLimit? MonthsBelow10Days);

    protected override Criterion Define(Limits limits) => AllOf(
        AnyOf(
            Response(limits, limits.ReductionPercent, Comparison.AtLeast, BaselineHeadacheDaysPerMonth, HeadacheDaysPerMonth, inPercent: true),
            Response(limits, limits.FewerDays, Comparison.AtLeast, BaselineHeadacheDaysPerMonth, HeadacheDaysPerMonth),
            Response(limits, limits.FewerDaysOver, Comparison.MoreThan, BaselineHeadacheDaysPerMonth, HeadacheDaysPerMonth),
            Response(limits, limits.FewerHours, Comparison.AtLeast, BaselineHeadacheHoursPerMonth, HeadacheHoursPerMonth)),
        MonthsBelow15HeadacheDays.LessThan(limits.MonthsBelow15Days),
        MonthsBelow10HeadacheDays.LessThan(limits.MonthsBelow10Days));

    private static NumberComparison? Response(
        Limits limits, NumberLimit? limit, Comparison comparison, NumberFact baseline, NumberFact now, bool inPercent = false)
    {
        if (limit is null)
        {
            return null;
        }

        var response = new AfterCycles(new Reduction(baseline, now, inPercent), limits.Cycles.Value, (limits.LastCycle ?? limits.Cycles).Value);
        return new NumberComparison(limit.Id, response, comparison, limit.Value, [limit, .. new Limit?[] { limits.Cycles, limits.LastCycle }.OfType<Limit>()]);
    }
}
