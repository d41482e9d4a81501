using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>Whether an answer has one of some codes in it, or none of them.</summary>
internal sealed class CodeMembership : Leaf
{
    private readonly CodedFact _fact;
    private readonly ulong _mask;
    private readonly bool _wanted;
    private readonly string _required;

    public CodeMembership(string id, CodedFact fact, IEnumerable<string> codes, bool wanted, params ImmutableArray<Limit> limits)
        : base(id, limits)
    {
        _fact = fact;
        _mask = fact.MaskOf(codes);
        _wanted = wanted;
        _required = $"{(wanted ? "any of" : "none of")}: {string.Join(", ", fact.CodesOf(_mask))}";
        Facts = [fact];
    }

    public override ImmutableArray<Fact> Facts { get; }

    public override Observation Observe(SymptomProfile profile) => new(_fact, profile[_fact], _required);

    internal override Verdict Judge(SymptomProfile profile) =>
        profile[_fact] is not { } answer ? Verdict.Unknown : (answer.Codes & _mask) != 0 == _wanted ? Verdict.Met : Verdict.NotMet;

    internal override ulong Distinguishes(CodedFact fact) => _mask;
}
