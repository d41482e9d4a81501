using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Criteria.Criterion;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>Myofascial pain after physical therapy and after trigger-point injections, which a profile does not ask about.</summary>
internal sealed class MyofascialPain : RuleClass<MyofascialPain.Limits>
{
    internal sealed record Limits(CodesLimit Conditions, CodesLimit PhysicalTherapy);

    protected override Criterion Define(Limits limits) => AllOf(
        Conditions.IncludesAny(limits.Conditions),
        PriorPhysicalTherapy.IncludesAny(limits.PhysicalTherapy),
        new NotAsked("trigger-point-injections"));

    protected override Criterion Presentation(Limits limits) => Conditions.IncludesAny(limits.Conditions);
}
