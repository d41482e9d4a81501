using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>Muscle spasm that has been there for long enough to count.</summary>
internal sealed class ChronicMuscleSpasm : RuleClass<ChronicMuscleSpasm.Limits>
{
    internal sealed record Limits(CodesLimit SpasmHistory);

    protected override Criterion Define(Limits limits) => SpasmHistory.IncludesAny(limits.SpasmHistory);

    protected override Criterion Presentation(Limits limits) => SpasmHistory.IsAnyButNone;
}
