using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>No contraindication of the listed ones is present.</summary>
internal sealed class ContraindicationsAbsent : RuleClass<ContraindicationsAbsent.Limits>
{
    internal sealed record Limits(CodesLimit Factors);

    protected override Criterion Define(Limits limits) => SafetyFactors.IncludesNone(limits.Factors);
}
