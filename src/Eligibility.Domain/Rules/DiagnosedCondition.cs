using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>A condition that was diagnosed, from an age on, with some products, and for some conditions only after another treatment failed.</summary>
internal sealed class DiagnosedCondition : RuleClass<DiagnosedCondition.Limits>
{
    internal sealed record Limits(
        CodesLimit Conditions,
        NumberLimit? AgeYears,
        CodesLimit? TopicalTreatmentFailed,
        CodesLimit? AnticholinergicFailed,
        CodesLimit? ToxinProducts,
        CodesLimit? ExcludedProducts);

    protected override Criterion Define(Limits limits) => AllOf(
        Conditions.IncludesAny(limits.Conditions),
        AgeYears.AtLeast(limits.AgeYears),
        TopicalTreatmentFailed.IncludesAny(limits.TopicalTreatmentFailed),
        AnticholinergicFailed.IncludesAny(limits.AnticholinergicFailed),
        Product(limits));

    protected override Criterion Presentation(Limits limits) => Conditions.IncludesAny(limits.Conditions);

    private static ProductCompared? Product(Limits limits) => limits.ToxinProducts is { } compared ? new ProductCompared(compared, limits.ExcludedProducts) : null;
}
