using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Rules;

/// <summary>The planned units and those of the last three months stay within the cap.</summary>
internal sealed class DoseCap : RuleClass<DoseCap.Limits>
{
    internal sealed record Limits(NumberLimit Units);

    protected override Criterion Define(Limits limits) => new UnitsWithin3Months().AtMost(limits.Units);
}
