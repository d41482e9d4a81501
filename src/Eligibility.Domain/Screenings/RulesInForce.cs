using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>The rules as they stand on a day, made ready for judging. Safe for use by many threads.</summary>
internal sealed class RulesInForce
{
    private readonly RuleJudge _judge;

    /// <summary>Makes them ready.</summary>
    public RulesInForce(RuleBook book, DateOnly asOf)
    {
        All = [.. book.Rules.Select((rule, place) => new RuleInForce(rule, asOf, place))];
        Indications = [.. book.Indications.Select((indication, place) => new IndicationRules(indication, place, All))];
        Safeguards = [.. All.Where(rule => rule.Rule.Safeguard is not null)];
        RedFlags = [.. Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == Effect.ReferUrgently)];
        _judge = new RuleJudge(
            [
                .. All.Where(rule => rule.Edition is not null).Select(rule => (rule.Place, rule.Edition!.Criterion)),
                .. Indications.Where(rules => rules.Presentation is not null).Select(rules => (All.Length + rules.Place, rules.Presentation!)),
            ],
            All.Length + Indications.Length);
        Completions = new Completions(Indications.SelectMany(rules => rules.Ladder.Leaves).Concat(Safeguards.SelectMany(rule => rule.Leaves)));
        Inquiry = new Inquiry(this);
    }

    /// <summary>Every rule, in the order of the rule book.</summary>
    public ImmutableArray<RuleInForce> All { get; }

    /// <summary>The indications, in the order of an answer.</summary>
    public ImmutableArray<IndicationRules> Indications { get; }

    /// <summary>The rules that can only restrict.</summary>
    public ImmutableArray<RuleInForce> Safeguards { get; }

    /// <summary>The safeguards that make an answer urgent.</summary>
    public ImmutableArray<RuleInForce> RedFlags { get; }

    /// <summary>The answers that any ladder can tell apart.</summary>
    public Completions Completions { get; }

    /// <summary>Knows what is worth asking.</summary>
    public Inquiry Inquiry { get; }

    /// <summary>How many words judging fills: one a rule, then one for the presentation of each indication.</summary>
    public int Words => _judge.Words;

    /// <summary>Judges every rule.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="words">What is known of the leaves of each rule.</param>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public void Judge(SymptomProfile profile, Span<Word> words, Span<Verdict> verdicts)
    {
        _judge.Judge(profile, words);
        for (var i = 0; i < All.Length; i++)
        {
            verdicts[i] = All[i].Judge(words);
        }
    }

    /// <summary>Makes unknown again what was judged by the absence of codes from sets that are held in part.</summary>
    /// <param name="heldInPart">The sets.</param>
    /// <param name="profile">The answers, which hold the codes that are known to apply.</param>
    /// <param name="words">What was judged of the leaves of each rule.</param>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public void Forget(FactSet heldInPart, SymptomProfile profile, Span<Word> words, Span<Verdict> verdicts)
    {
        foreach (var rule in All)
        {
            Forget(rule.Leaves, heldInPart, profile, ref words[rule.Place]);
            verdicts[rule.Place] = rule.Judge(words);
        }

        foreach (var rules in Indications)
        {
            Forget(rules.PresentationLeaves, heldInPart, profile, ref words[All.Length + rules.Place]);
        }
    }

    /// <summary>Whether the presentation of an indication was asked about and is definitely absent.</summary>
    public bool IsRuledOut(IndicationRules rules, ReadOnlySpan<Word> words) => rules.IsAbsent(words[All.Length + rules.Place]);

    /// <summary>Whether the presentation of an indication was asked about and is there; of one without, whether its lead rule is decided.</summary>
    public bool IsReported(IndicationRules rules, ReadOnlySpan<Word> words) => rules.Presentation is null
        ? rules.Lead.Judge(words) != Verdict.Unknown
        : rules.IsPresent(words[All.Length + rules.Place]);

    /// <summary>Whether a red flag is there.</summary>
    public bool IsUrgent(ReadOnlySpan<Verdict> verdicts) => Ladder.AnyBroken(RedFlags, verdicts);

    // A code that is there decides for good whether one of some codes is there, and whether none of them is.
    private static void Forget(ImmutableArray<Leaf> leaves, FactSet heldInPart, SymptomProfile profile, ref Word word)
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            // Of hardly any.
            if ((leaves[i].Reads & heldInPart) is { IsEmpty: false } read
                && read.InOrder.OfType<CodedFact>().Any(fact => leaves[i].Distinguishes(fact).All(codes => (codes & profile.CodesOf(fact)) == 0)))
            {
                word.Known &= ~(1UL << i);
                word.Met &= ~(1UL << i);
            }
        }
    }
}
