using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>Whether an answer has one of some codes in it, or none of them.</summary>
internal sealed class CodeMembership : Leaf
{
    private readonly string _required;

    public CodeMembership(string id, CodedFact fact, IEnumerable<string> codes, bool wanted, params ImmutableArray<Limit> limits)
        : base(id, limits)
    {
        Fact = fact;
        Mask = fact.MaskOf(codes);
        Wanted = wanted;
        _required = $"{(wanted ? "any of" : "none of")}: {string.Join(", ", fact.CodesOf(Mask))}";
        Facts = [fact];
    }

    /// <summary>The fact.</summary>
    public CodedFact Fact { get; }

    /// <summary>The codes, as bits.</summary>
    public ulong Mask { get; }

    /// <summary>Whether one of them has to be there; else none may.</summary>
    public bool Wanted { get; }

    public override ImmutableArray<Fact> Facts { get; }

    public override Observation Observe(SymptomProfile profile) => new(Fact, profile[Fact], _required);

    internal override Verdict Judge(SymptomProfile profile) =>
        profile[Fact] is not { } answer ? Verdict.Unknown : (answer.Codes & Mask) != 0 == Wanted ? Verdict.Met : Verdict.NotMet;

    internal override ImmutableArray<ulong> Distinguishes(CodedFact fact) => [Mask];
}
