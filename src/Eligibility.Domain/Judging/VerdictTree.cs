using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Judging;

/// <summary>A criterion tree over the bits of its leaves: what a whole combination says is a few operations on two words.</summary>
internal sealed class VerdictTree
{
    private readonly bool _all;
    private readonly ulong _leaves;
    private readonly ImmutableArray<(ulong Bit, FactSet Reads)> _plain;
    private readonly ImmutableArray<(int Bit, Leaf Leaf)> _others;
    private readonly ImmutableArray<VerdictTree> _parts;

    private VerdictTree(Criterion criterion, ref int next)
    {
        var parts = ImmutableArray.CreateBuilder<VerdictTree>();
        var plain = ImmutableArray.CreateBuilder<(ulong, FactSet)>();
        var others = ImmutableArray.CreateBuilder<(int, Leaf)>();
        _all = criterion is not Combination { All: false };
        foreach (var part in criterion is Combination combination ? combination.Parts : [criterion])
        {
            if (part is not Leaf leaf)
            {
                parts.Add(new VerdictTree(part, ref next));
                continue;
            }

            _leaves |= 1UL << next;
            if (leaf.IsOpenWhileUnanswered)
            {
                plain.Add((1UL << next, FactSet.Of(leaf.Facts)));
            }
            else
            {
                others.Add((next, leaf));
            }

            next++;
        }

        (_parts, _plain, _others) = (parts.ToImmutable(), plain.ToImmutable(), others.ToImmutable());
    }

    /// <summary>The tree of a criterion; its leaves have the bits of their order.</summary>
    /// <exception cref="ArgumentException">It has more leaves than a word has bits.</exception>
    public static VerdictTree Of(Criterion criterion)
    {
        if (criterion.Leaves.Count() > Word.MostLeaves)
        {
            throw new ArgumentException($"A rule has at most {Word.MostLeaves} criteria.", nameof(criterion));
        }

        var next = 0;
        return new VerdictTree(criterion, ref next);
    }

    /// <summary>The verdict, where that of each leaf is given.</summary>
    public Verdict Of(Word word)
    {
        var verdict = _all
            ? (word.Known & ~word.Met & _leaves) != 0 ? Verdict.NotMet : (word.Met & _leaves) == _leaves ? Verdict.Met : Verdict.Unknown
            : (word.Met & _leaves) != 0 ? Verdict.Met : (word.Known & _leaves) == _leaves ? Verdict.NotMet : Verdict.Unknown;
        foreach (var part in _parts)
        {
            var next = part.Of(word);
            verdict = _all == next < verdict ? next : verdict;
        }

        return verdict;
    }

    /// <summary>The facts that may still change the verdict, as <see cref="Criterion.OpenFacts"/> finds them, where the leaves were judged.</summary>
    /// <param name="word">What is known of the leaves.</param>
    /// <param name="profile">The answers.</param>
    public FactSet OpenFacts(Word word, SymptomProfile profile)
    {
        var deciding = _all ? Verdict.NotMet : Verdict.Met;
        var decided = _all ? word.Known & ~word.Met : word.Met;
        var open = FactSet.None;
        foreach (var (bit, reads) in _plain)
        {
            if ((decided & bit) != 0)
            {
                return FactSet.None;
            }

            open |= (word.Known & bit) == 0 ? reads : FactSet.None;
        }

        open = open.Without(profile.Known);
        foreach (var (bit, leaf) in _others)
        {
            var facts = leaf.OpenFacts(profile);
            if (facts.IsEmpty && word.Of(bit) == deciding)
            {
                return FactSet.None;
            }

            open |= facts;
        }

        foreach (var part in _parts)
        {
            var facts = part.OpenFacts(word, profile);
            if (facts.IsEmpty && part.Of(word) == deciding)
            {
                return FactSet.None;
            }

            open |= facts;
        }

        return open;
    }
}
