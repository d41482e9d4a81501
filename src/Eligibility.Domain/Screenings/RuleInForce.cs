using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>A rule and its edition in force on a day; null: no edition in force, and the rule says nothing.</summary>
internal sealed class RuleInForce
{
    private const int MostChangesKept = 1024;

    private readonly VerdictTree? _tree;
    private readonly ProfileKinds _answers;
    private readonly KindCache<KeptChanges> _changes = new(MostChangesKept);

    /// <summary>Finds the edition.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="place">The place of the rule's word and verdict among those of all rules.</param>
    public RuleInForce(Rule rule, DateOnly asOf, int place)
    {
        Rule = rule;
        Place = place;
        Edition = rule.InForce(asOf);
        Reads = Leaves.Aggregate(FactSet.Of(FactCatalogue.CyclesCompleted), (facts, leaf) => facts | leaf.Reads);
        Completions = new Completions(Leaves);
        _answers = new ProfileKinds(Leaves, Grain.Exact);
        _tree = Edition is null ? null : VerdictTree.Of(Edition.Criterion);
        BreaksByAnyAnswer = Edition is not null && BreaksBy(Edition.Criterion);
        Caveats = Edition is null ? [] : [.. Edition.Caveats.Select(use => (use.Caveat, new ConditionInForce(use.When, this)))];
    }

    public Rule Rule { get; }

    public Edition? Edition { get; }

    /// <summary>The place of the rule's word and verdict among those of all rules.</summary>
    public int Place { get; }

    /// <summary>Every fact that what is said of the rule may depend on; the stage of the treatment is always among them.</summary>
    public FactSet Reads { get; }

    /// <summary>The answers that the rule can tell apart.</summary>
    public Completions Completions { get; }

    /// <summary>Its caveats, and when each applies.</summary>
    public ImmutableArray<(Caveat Caveat, ConditionInForce When)> Caveats { get; }

    /// <summary>Whether, as long as its verdict is unknown, an answer could make it not met, whatever the other answers are: each criterion is about codes alone.</summary>
    public bool BreaksByAnyAnswer { get; }

    public ImmutableArray<Leaf> Leaves => Edition is null ? [] : Edition.Leaves;

    /// <summary>The verdict, where those of its leaves were judged.</summary>
    public Verdict Judge(ReadOnlySpan<Word> words) => _tree?.Of(words[Place]) ?? Verdict.Unknown;

    public Verdict Judge(SymptomProfile profile) => Edition?.Criterion.Judge(profile) ?? Verdict.Unknown;

    /// <summary>The smallest sets of other answers after which it would no longer be not met. They are kept for answers that were met before.</summary>
    /// <param name="profile">The answers; the rule is not met by them.</param>
    /// <param name="asOf">The day from which waiting counts.</param>
    public ImmutableArray<ImmutableArray<Change>> Changes(SymptomProfile profile, DateOnly asOf)
    {
        Span<byte> key = stackalloc byte[ProfileKinds.LongestKey];
        BitConverter.TryWriteBytes(key, asOf.DayNumber);
        var length = _answers.Write(profile, key[sizeof(int)..]);
        if (length < 0)
        {
            return new Changes(this).Of(profile, asOf);
        }

        key = key[..(sizeof(int) + length)];
        return (_changes.Find(key) ?? _changes.Keep(key, new KeptChanges(new Changes(this).Of(profile, asOf)))).Sets;
    }

    /// <summary>The facts that could still move the verdict, by the look of the rule, where its leaves were judged.</summary>
    public FactSet OpenFacts(Word word, SymptomProfile profile) => _tree?.OpenFacts(word, profile) ?? FactSet.None;

    /// <summary>The facts that could still move the verdict, by the look of the rule.</summary>
    public FactSet OpenFacts(SymptomProfile profile) => Edition?.Criterion.OpenFacts(profile) ?? FactSet.None;

    // A code never bounds another answer, so one that breaks the criterion can always be given while its fact is open.
    private static bool BreaksBy(Criterion criterion) => criterion switch
    {
        Combination { All: true } all => all.Parts.All(BreaksBy),
        CodeMembership { Fact: { Assumed: null } fact } codes => codes.Wanted
            ? fact is CodeSetFact || codes.Mask != fact.MaskOf(fact.Codes)
            : codes.Mask != 0,
        _ => false,
    };

    private sealed record KeptChanges(ImmutableArray<ImmutableArray<Change>> Sets);
}
