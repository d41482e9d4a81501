using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>Enough days since the last injection.</summary>
internal sealed class TreatmentInterval : RuleClass<TreatmentInterval.Limits>
{
    internal sealed record Limits(NumberLimit Days);

    protected override Criterion Define(Limits limits) => DaysSinceLastInjection.AtLeast(limits.Days);
}
