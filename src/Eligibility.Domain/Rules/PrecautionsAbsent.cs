using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>Nothing that calls for a specialist's review is present: none of the listed factors, no pregnancy, no breastfeeding.</summary>
internal sealed class PrecautionsAbsent : RuleClass<PrecautionsAbsent.Limits>
{
    internal sealed record Limits(CodesLimit Factors);

    protected override Criterion Define(Limits limits) =>
        AllOf(SafetyFactors.IncludesNone(limits.Factors), Pregnant.IsFalse, Breastfeeding.IsFalse);
}
