using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>
/// Chronic migraine, for its diagnosis or for preventive treatment. An authority that leaves a limit out does not ask for it. Some
/// authorities want more than so many months of history, others at least so many, so there is a limit for each.
/// </summary>
internal sealed class ChronicMigrainePrevention : RuleClass<ChronicMigrainePrevention.Limits>
{
    internal sealed record Limits(
        NumberLimit HeadacheDays,
        NumberLimit? MigraineDays,
        NumberLimit? HeadacheMonths,
        NumberLimit? HeadacheMonthsOver,
        NumberLimit? LongHeadacheDays,
        NumberLimit? HeadacheHours,
        NumberLimit? AgeYears,
        NumberLimit? PreventiveMedicines,
        NumberLimit? PreventiveClasses,
        NumberLimit? PreventiveWeeks,
        CodesLimit? PreventiveOutcomes,
        CodesLimit? PreventiveOutcomesAtOnce,
        CodesLimit? PreventivesCounted,
        NumberLimit? OveruseDays,
        NumberLimit? OveruseDaysSimpleAnalgesics,
        NumberLimit? OveruseDaysSeveralClasses,
        NumberLimit? OveruseMonths,
        CodesLimit? ToxinProducts);

    protected override Criterion Define(Limits limits) => AllOf(
        new HeadacheDays().AtLeast(limits.HeadacheDays),
        MigraineDaysPerMonth.AtLeast(limits.MigraineDays),
        HeadacheMonths.AtLeast(limits.HeadacheMonths),
        HeadacheMonths.MoreThan(limits.HeadacheMonthsOver),
        LongHeadache(limits),
        AgeYears.AtLeast(limits.AgeYears),
        Preventives(limits, limits.PreventiveMedicines, byClass: false),
        Preventives(limits, limits.PreventiveClasses, byClass: true),
        OveruseAbsentOrManaged(limits),
        ToxinProduct.IncludesAny(limits.ToxinProducts));

    protected override Criterion Presentation(Limits limits) => new HeadacheDays().IsPresent;

    private static Leaf? LongHeadache(Limits limits) => limits is { LongHeadacheDays: { } days, HeadacheHours: { } hours }
        ? new LongHeadacheDays(days, hours)
        : HeadacheHoursPerDay.AtLeast(limits.HeadacheHours);

    private static NumberComparison? Preventives(Limits limits, NumberLimit? count, bool byClass)
    {
        if (count is null || limits.PreventiveOutcomes is not { } outcomes)
        {
            return null;
        }

        var trial = new PreventiveTrial(limits.PreventiveWeeks, outcomes, limits.PreventiveOutcomesAtOnce, limits.PreventivesCounted);
        return new NumberComparison(count.Id, new PreventivesCount(trial, byClass), Comparison.AtLeast, count.Value, [count, .. trial.Limits]);
    }

    private static Criterion? OveruseAbsentOrManaged(Limits limits) =>
        limits is { OveruseDays: { } days, OveruseDaysSimpleAnalgesics: { } simple, OveruseDaysSeveralClasses: { } several, OveruseMonths: { } months }
            ? AnyOf(MedicationOveruseManaged.IsTrue, AcuteMedicineMonths.AtMost(months), new MedicationOveruseDays(days, simple, several).IsNotReached)
            : null;
}
