using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// Enough days a month with headache of enough hours. The label and one payer count such days; most intake forms ask for the usual
/// hours instead. The count decides where it was given; else the usual hours stand in, and the criterion says so.
/// </summary>
internal sealed class LongHeadacheDays(NumberLimit days, NumberLimit hours) : Leaf(days.Id, days, hours)
{
    public override ImmutableArray<Fact> Facts => [LongHeadacheDaysPerMonth, HeadacheHoursPerDay];

    public override Observation Observe(SymptomProfile profile) =>
        profile[LongHeadacheDaysPerMonth] is null && profile[HeadacheHoursPerDay] is { } usual
            ? new Observation(HeadacheHoursPerDay, usual, Required(hours), StandsIn: true)
            : new Observation(LongHeadacheDaysPerMonth, profile[LongHeadacheDaysPerMonth], Required(days));

    internal override Verdict Judge(SymptomProfile profile) => (profile[LongHeadacheDaysPerMonth], profile[HeadacheHoursPerDay]) switch
    {
        ({ } counted, _) => counted.Number >= days.Value ? Verdict.Met : Verdict.NotMet,
        (null, { } usual) => usual.Number >= hours.Value ? Verdict.Met : Verdict.NotMet,
        _ => Verdict.Unknown,
    };

    internal override IEnumerable<decimal> TurningPoints(NumberFact fact, SymptomProfile profile) =>
        [fact == LongHeadacheDaysPerMonth ? days.Value : hours.Value];

    private static string Required(NumberLimit limit) => string.Create(CultureInfo.InvariantCulture, $">= {limit.Value}");
}
