using System.Collections.Immutable;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Criteria;

/// <summary>Headache days a month that count for starting treatment: before the first treatment the present ones, after it the baseline.</summary>
internal sealed class HeadacheDays : Quantity
{
    public override ImmutableArray<Fact> Facts { get; } = [HeadacheDaysPerMonth, BaselineHeadacheDaysPerMonth];

    public override object Identity => typeof(HeadacheDays);

    public override (decimal Least, decimal Most) Range(SymptomProfile profile) => RangeOf(Counting(profile), profile);

    public override Fact DecidedBy(SymptomProfile profile) => Counting(profile);

    public override bool DependsOn(Fact fact, SymptomProfile profile) => fact == Counting(profile) && profile[fact] is null;

    public override IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile) => fact == Counting(profile) ? [value] : [];

    private static NumberFact Counting(SymptomProfile profile) =>
        profile.TreatmentHasBegun ? BaselineHeadacheDaysPerMonth : HeadacheDaysPerMonth;
}

/// <summary>Units of onabotulinumtoxinA that would fall within three months of each other.</summary>
internal sealed class UnitsWithin3Months : Quantity
{
    public override ImmutableArray<Fact> Facts { get; } = [PlannedUnits, UnitsLast3Months];

    public override object Identity => typeof(UnitsWithin3Months);

    public override (decimal Least, decimal Most) Range(SymptomProfile profile)
    {
        var (planned, earlier) = (RangeOf(PlannedUnits, profile), RangeOf(UnitsLast3Months, profile));
        return (planned.Least + earlier.Least, planned.Most + earlier.Most);
    }

    public override Fact DecidedBy(SymptomProfile profile) => profile.Has(PlannedUnits) && !profile.Has(UnitsLast3Months) ? UnitsLast3Months : PlannedUnits;

    public override IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile) =>
        [value - RangeOf(fact == PlannedUnits ? UnitsLast3Months : PlannedUnits, profile).Least];
}

/// <summary>How much less headache there is than before the first treatment, as a difference or in percent of the baseline.</summary>
internal sealed class Reduction(NumberFact baseline, NumberFact now, bool inPercent) : Quantity
{
    public override ImmutableArray<Fact> Facts { get; } = [now, baseline];

    public override object Identity => (typeof(Reduction), baseline, now, inPercent);

    public override bool IsPercent => inPercent;

    public override (decimal Least, decimal Most) Range(SymptomProfile profile)
    {
        var (before, after) = (RangeOf(baseline, profile), RangeOf(now, profile));
        return (Of(before.Least, after.Most), Of(before.Most, after.Least));
    }

    public override Fact DecidedBy(SymptomProfile profile) => profile.Has(now) && !profile.Has(baseline) ? baseline : now;

    public override IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile)
    {
        var rest = 1 - (value / 100);
        return (fact == now, profile[fact == now ? baseline : now]) switch
        {
            (_, null) => [],
            (true, { } before) => [inPercent ? before.Number * rest : before.Number - value],
            (false, { } after) => [inPercent && rest != 0 ? after.Number / rest : after.Number + value],
        };
    }

    // Nothing less than nothing: without a headache before there is no reduction.
    private decimal Of(decimal before, decimal after) => !inPercent ? before - after : before == 0 ? 0 : (before - after) * 100 / before;
}

/// <summary>
/// A response that is judged only after some cycles: before them it is unknown, whatever the numbers are. Between those and the last
/// cycle that is waited for, a response that is good enough counts, and one that is not is still open.
/// </summary>
internal sealed class AfterCycles(Quantity response, decimal judgedFrom, decimal givenUpFrom) : Quantity
{
    public override ImmutableArray<Fact> Facts => response.Facts;

    public override object Identity => (typeof(AfterCycles), response.Identity, judgedFrom, givenUpFrom);

    public override bool IsPercent => response.IsPercent;

    public override (decimal Least, decimal Most) Range(SymptomProfile profile)
    {
        var cycles = profile.NumberOf(CyclesCompleted);
        var isOpen = (Below: cycles < judgedFrom, Above: cycles < givenUpFrom);
        if (isOpen is (true, true))
        {
            return (decimal.MinValue, decimal.MaxValue);
        }

        var (least, most) = response.Range(profile);
        return (isOpen.Below ? decimal.MinValue : least, isOpen.Above ? decimal.MaxValue : most);
    }

    public override Fact DecidedBy(SymptomProfile profile) =>
        profile[CyclesCompleted]!.Value.Number < judgedFrom ? CyclesCompleted : response.DecidedBy(profile);

    public override bool DependsOn(Fact fact, SymptomProfile profile) =>
        profile[CyclesCompleted]!.Value.Number >= judgedFrom && response.DependsOn(fact, profile);

    public override IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile) => response.TurningPoints(value, fact, profile);
}
