using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>Preventive treatment of chronic migraine. An authority that leaves a limit out does not ask for it.</summary>
internal sealed class ChronicMigrainePrevention : RuleClass<ChronicMigrainePrevention.Limits>
{
    internal sealed record Limits(
        NumberLimit HeadacheDays,
        NumberLimit? LongHeadacheDays,
        NumberLimit? HeadacheHours,
        NumberLimit? AgeYears,
        CodesLimit? ToxinProducts);

    protected override Criterion Define(Limits limits) => AllOf(
        Quantity.HeadacheDays.AtLeast(limits.HeadacheDays),
        limits is { LongHeadacheDays: { } days, HeadacheHours: { } hours } ? new LongHeadacheDays(days, hours) : null,
        AgeYears.AtLeast(limits.AgeYears),
        ToxinProduct.IncludesAny(limits.ToxinProducts));

    protected override Criterion Presentation(Limits limits) => Quantity.HeadacheDays.IsPresent;
}
