using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// Enough days a month with headache of enough hours. The label and one payer count such days; most intake forms ask for the usual
/// hours instead. The count decides where it was given; else the usual hours stand in, and the criterion says so. Once treatment has
/// begun a present count says nothing about the time before it, so there the usual hours are all there is.
/// </summary>
internal sealed class LongHeadacheDays(NumberLimit days, NumberLimit hours) : Leaf(days.Id, days, hours)
{
    public override ImmutableArray<Fact> Facts => [LongHeadacheDaysPerMonth, HeadacheHoursPerDay];

    public override Observation Observe(SymptomProfile profile) =>
        Counted(profile) is null && profile[HeadacheHoursPerDay] is { } usual
            ? new Observation(HeadacheHoursPerDay, usual, Required(hours), StandsIn: true)
            : new Observation(LongHeadacheDaysPerMonth, Counted(profile), Required(days));

    internal override Verdict Judge(SymptomProfile profile) => (Counted(profile), profile[HeadacheHoursPerDay]) switch
    {
        ({ } counted, _) => counted.Number >= days.Value ? Verdict.Met : Verdict.NotMet,
        (null, { } usual) => usual.Number >= hours.Value ? Verdict.Met : Verdict.NotMet,
        _ => Verdict.Unknown,
    };

    internal override IEnumerable<Fact> OpenFacts(SymptomProfile profile) =>
        base.OpenFacts(profile).Where(fact => fact == HeadacheHoursPerDay || !HasBegun(profile));

    internal override IEnumerable<decimal> TurningPoints(NumberFact fact, SymptomProfile profile) =>
        [fact == LongHeadacheDaysPerMonth ? days.Value : hours.Value];

    private static Answer? Counted(SymptomProfile profile) => HasBegun(profile) ? null : profile[LongHeadacheDaysPerMonth];

    private static bool HasBegun(SymptomProfile profile) => profile[CyclesCompleted] is { Number: > 0 };

    private static string Required(NumberLimit limit) => string.Create(CultureInfo.InvariantCulture, $">= {limit.Value}");
}
