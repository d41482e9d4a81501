using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Judging;

/// <summary>A leaf and where its bit is.</summary>
/// <param name="Leaf">The leaf.</param>
/// <param name="Place">The place of the tree's word.</param>
/// <param name="Bit">The bit within the word.</param>
internal readonly record struct LeafPlace(Leaf Leaf, int Place, int Bit);

/// <summary>
/// Judges the leaves of many trees at once, without allocating: each distinct number and each coded fact is looked at once, whatever the
/// number of rules that ask about it. Made once for the rules in force. Safe for use by many threads.
/// </summary>
internal sealed class RuleJudge
{
    private readonly Word[] _unanswered;
    private readonly ImmutableArray<(FactSet Reads, QuantityTable Table)> _quantities;
    private readonly ImmutableArray<(CodedFact Fact, ImmutableArray<(ulong Mask, bool Wanted, int Place, ulong Bit)> Uses)> _codes;
    private readonly ImmutableArray<(FactSet Reads, Leaf Leaf, ImmutableArray<LeafPlace> Uses)> _others;

    /// <summary>Sets it up.</summary>
    /// <param name="trees">The trees, each with the place of its word.</param>
    /// <param name="words">How many words there are.</param>
    public RuleJudge(IEnumerable<(int Place, Criterion Tree)> trees, int words)
    {
        ImmutableArray<LeafPlace> leaves = [.. trees.SelectMany(tree => tree.Tree.Leaves.Select((leaf, bit) => new LeafPlace(leaf, tree.Place, bit)))];
        _unanswered = new Word[words];
        foreach (var (leaf, place, bit) in leaves.Where(leaf => !RestsOnAssumption(Reads(leaf.Leaf))))
        {
            _unanswered[place].Set(bit, leaf.Judge(SymptomProfile.Empty));
        }

        _quantities = [.. leaves.Where(leaf => leaf.Leaf is NumberComparison).GroupBy(leaf => ((NumberComparison)leaf.Leaf).Quantity.Identity)
            .Select(uses => (Reads(uses.First().Leaf), new QuantityTable([.. uses])))];
        _codes = [.. leaves.Where(leaf => leaf.Leaf is CodeMembership).GroupBy(leaf => ((CodeMembership)leaf.Leaf).Fact)
            .Select(uses => (uses.Key, uses.Select(Use).ToImmutableArray()))];
        _others = [.. leaves.Where(leaf => leaf.Leaf is not NumberComparison and not CodeMembership && !leaf.Leaf.Facts.IsEmpty).GroupBy(leaf => leaf.Leaf.Identity)
            .Select(uses => (Reads(uses.First().Leaf), uses.First().Leaf, uses.ToImmutableArray()))];
    }

    /// <summary>How many words there are.</summary>
    public int Words => _unanswered.Length;

    /// <summary>Puts down what the answers say about every leaf.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="words">Where to: as many as <see cref="Words"/>. What was there is replaced.</param>
    public void Judge(SymptomProfile profile, Span<Word> words)
    {
        _unanswered.CopyTo(words);
        var answered = profile.Known;
        foreach (var (reads, table) in _quantities)
        {
            if (!(reads & answered).IsEmpty)
            {
                table.Judge(profile, words);
            }
        }

        foreach (var (fact, uses) in _codes)
        {
            if (answered.Contains(fact))
            {
                Judge(profile.CodesOf(fact), uses, words);
            }
        }

        foreach (var (reads, leaf, uses) in _others)
        {
            if (!(reads & answered).IsEmpty)
            {
                Judge(leaf.Judge(profile), uses, words);
            }
        }
    }

    private static void Judge(ulong codes, ImmutableArray<(ulong Mask, bool Wanted, int Place, ulong Bit)> uses, Span<Word> words)
    {
        foreach (var (mask, wanted, place, bit) in uses)
        {
            ref var word = ref words[place];
            word.Known |= bit;
            word.Met |= (codes & mask) != 0 == wanted ? bit : 0;
        }
    }

    private static void Judge(Verdict verdict, ImmutableArray<LeafPlace> uses, Span<Word> words)
    {
        foreach (var (_, place, bit) in uses)
        {
            words[place].Set(bit, verdict);
        }
    }

    private static (ulong Mask, bool Wanted, int Place, ulong Bit) Use(LeafPlace use)
    {
        var leaf = (CodeMembership)use.Leaf;
        return (leaf.Mask, leaf.Wanted, use.Place, 1UL << use.Bit);
    }

    // What is assumed where nothing was answered does not stand: an answer may say otherwise.
    private static bool RestsOnAssumption(FactSet reads) => !(reads & SymptomProfile.Empty.Known).IsEmpty;

    // Whether a number is compared as it is, or as it was before a first treatment, hangs on the cycles.
    private static FactSet Reads(Leaf leaf) =>
        FactSet.Of(leaf.Facts) | (leaf is CodeMembership or NumberComparison { Quantity.IsAnswerAlone: true } || leaf.Facts.IsEmpty ? FactSet.None : FactSet.Of(FactCatalogue.CyclesCompleted));
}
