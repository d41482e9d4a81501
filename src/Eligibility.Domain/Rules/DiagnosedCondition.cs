using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>A condition that was diagnosed, from an age on, for some products, and for some conditions only after another treatment failed.</summary>
internal sealed class DiagnosedCondition : RuleClass<DiagnosedCondition.Limits>
{
    internal sealed record Limits(
        CodesLimit Conditions,
        NumberLimit? AgeYears,
        CodesLimit? TopicalTreatmentFailed,
        CodesLimit? AnticholinergicFailed,
        CodesLimit? ToxinProducts);

    protected override Criterion Define(Limits limits) => AllOf(
        Conditions.IncludesAny(limits.Conditions),
        AgeYears.AtLeast(limits.AgeYears),
        TopicalTreatmentFailed.IncludesAny(limits.TopicalTreatmentFailed),
        AnticholinergicFailed.IncludesAny(limits.AnticholinergicFailed),
        ToxinProduct.IncludesAny(limits.ToxinProducts));

    protected override Criterion Presentation(Limits limits) => Conditions.IncludesAny(limits.Conditions);
}
