using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>Pain in one of some places.</summary>
internal sealed class LocalizedPain : RuleClass<LocalizedPain.Limits>
{
    internal sealed record Limits(CodesLimit Locations);

    protected override Criterion Define(Limits limits) => PainLocations.IncludesAny(limits.Locations);

    protected override Criterion Presentation(Limits limits) => PainLocations.IncludesAny(limits.Locations);
}
