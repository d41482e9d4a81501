using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>Headache with acute medicines taken on too many days, for too long.</summary>
internal sealed class MedicationOveruse : RuleClass<MedicationOveruse.Limits>
{
    internal sealed record Limits(
        NumberLimit HeadacheDays,
        NumberLimit OveruseDays,
        NumberLimit OveruseDaysSimpleAnalgesics,
        NumberLimit OveruseDaysSeveralClasses,
        NumberLimit OveruseMonths);

    protected override Criterion Define(Limits limits) => AllOf(
        new HeadacheDays().AtLeast(limits.HeadacheDays),
        new MedicationOveruseDays(limits.OveruseDays, limits.OveruseDaysSimpleAnalgesics, limits.OveruseDaysSeveralClasses).IsReached,
        AcuteMedicineMonths.MoreThan(limits.OveruseMonths));
}
