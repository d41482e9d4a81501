using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// Enough days a month with headache of enough hours. The label and one payer count such days; most intake forms ask for the usual
/// hours instead. The count decides where it was given; else the usual hours stand in, the criterion says so, and the count stays worth
/// asking. Once treatment has begun a present count says nothing about the time before it, and a headache that has become shorter
/// nothing against it.
/// </summary>
internal sealed class LongHeadacheDays(NumberLimit days, NumberLimit hours) : Leaf(days.Id, days, hours)
{
    private readonly string _ofDays = Required(days);
    private readonly string _ofHours = Required(hours);

    public override ImmutableArray<Fact> Facts { get; } = [LongHeadacheDaysPerMonth, HeadacheHoursPerDay];

    internal override bool IsOpenWhileUnanswered => false;

    internal override bool ComparesOnly => true;

    internal override object Identity => (typeof(LongHeadacheDays), days.Value, hours.Value);

    public override Observation Observe(SymptomProfile profile) =>
        !profile.TreatmentHasBegun && (profile.Has(LongHeadacheDaysPerMonth) || !profile.Has(HeadacheHoursPerDay))
            ? new Observation(LongHeadacheDaysPerMonth, profile[LongHeadacheDaysPerMonth], _ofDays)
            : new Observation(HeadacheHoursPerDay, profile[HeadacheHoursPerDay], _ofHours, IsNoted: profile.Has(HeadacheHoursPerDay));

    internal override Verdict Judge(SymptomProfile profile) => (Counted(profile), profile[HeadacheHoursPerDay]) switch
    {
        ({ } counted, _) => counted.Number >= days.Value ? Verdict.Met : Verdict.NotMet,
        (null, { } usual) when usual.Number >= hours.Value => Verdict.Met,
        (null, { }) when !profile.TreatmentHasBegun => Verdict.NotMet,
        _ => Verdict.Unknown,
    };

    internal override FactSet OpenFacts(SymptomProfile profile) =>
        (!profile.TreatmentHasBegun && profile[LongHeadacheDaysPerMonth] is null ? FactSet.Of(LongHeadacheDaysPerMonth) : FactSet.None)
        | (Counted(profile) is null && profile[HeadacheHoursPerDay] is null ? FactSet.Of(HeadacheHoursPerDay) : FactSet.None);

    internal override IEnumerable<decimal> TurningPoints(NumberFact fact, SymptomProfile profile) =>
        [fact == LongHeadacheDaysPerMonth ? days.Value : hours.Value];

    private static Answer? Counted(SymptomProfile profile) => profile.TreatmentHasBegun ? null : profile[LongHeadacheDaysPerMonth];

    private static string Required(NumberLimit limit) => string.Create(CultureInfo.InvariantCulture, $">= {limit.Value}");
}
