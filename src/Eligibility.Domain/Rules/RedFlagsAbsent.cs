using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Rules;

/// <summary>No warning sign of the listed ones is present.</summary>
internal sealed class RedFlagsAbsent : RuleClass<RedFlagsAbsent.Limits>
{
    internal sealed record Limits(CodesLimit Flags);

    protected override Criterion Define(Limits limits) => RedFlags.IncludesNone(limits.Flags);
}
