using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>A condition whose names were looked up, so that whether it holds is told by a few bits.</summary>
internal readonly struct ConditionInForce
{
    private readonly Condition _when;
    private readonly RuleInForce _rule;
    private readonly int _leaf;

    /// <summary>Looks the names up.</summary>
    /// <param name="when">The condition.</param>
    /// <param name="rule">The rule that it belongs to; it has an edition in force.</param>
    public ConditionInForce(Condition when, RuleInForce rule)
    {
        _when = when;
        _rule = rule;
        _leaf = when.Criterion is { } id ? rule.Leaves.IndexOf(rule.Leaves.First(leaf => leaf.Id == id)) : -1;
    }

    /// <summary>Whether the answers bring it.</summary>
    /// <param name="screening">The answers, judged.</param>
    /// <param name="inPlay">The rules among which another rule is looked for.</param>
    public bool Holds(Screening screening, ImmutableArray<RuleInForce> inPlay) =>
        (_when.Verdict is not { } verdict || verdict == (_leaf < 0 ? screening.VerdictOf(_rule) : screening.WordOf(_rule).Of(_leaf)))
        && (_when.OtherRule is null || Other(screening, inPlay) == _when.OtherVerdict)
        && (_when.Fact is not { } fact || (screening.Profile.Known.Contains(fact) ? (screening.Profile.CodesOf(fact) & _when.Codes) != 0 : _when.Codes == 0));

    private Verdict? Other(Screening screening, ImmutableArray<RuleInForce> inPlay)
    {
        foreach (var rule in inPlay)
        {
            if (rule.Rule.Id == _when.OtherRule)
            {
                return screening.VerdictOf(rule);
            }
        }

        return null;
    }
}
