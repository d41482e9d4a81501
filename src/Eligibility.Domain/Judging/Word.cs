using Eligibility.Domain.Criteria;

namespace Eligibility.Domain.Judging;

/// <summary>What is known of the criteria of one rule: two bits a leaf, in the order of the rule's definition. A leaf that is met is known.</summary>
internal struct Word
{
    /// <summary>The most leaves that a rule can have.</summary>
    public const int MostLeaves = 64;

    /// <summary>The leaves whose verdict stands.</summary>
    public ulong Known;

    /// <summary>The leaves that are met.</summary>
    public ulong Met;

    /// <summary>The verdict of a leaf.</summary>
    public readonly Verdict Of(int leaf) =>
        (Met >> leaf & 1) != 0 ? Verdict.Met : (Known >> leaf & 1) != 0 ? Verdict.NotMet : Verdict.Unknown;

    /// <summary>Puts down the verdict of a leaf.</summary>
    public void Set(int leaf, Verdict verdict)
    {
        Known |= verdict == Verdict.Unknown ? 0 : 1UL << leaf;
        Met |= verdict == Verdict.Met ? 1UL << leaf : 0;
    }
}
