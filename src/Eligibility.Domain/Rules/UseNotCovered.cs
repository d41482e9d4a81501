using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Rules;

/// <summary>A use that the authority does not recommend or does not pay for, whatever the answers are.</summary>
internal sealed class UseNotCovered : RuleClass<UseNotCovered.Limits>
{
    internal sealed record Limits;

    protected override Criterion Define(Limits limits) => new NotCovered();
}
