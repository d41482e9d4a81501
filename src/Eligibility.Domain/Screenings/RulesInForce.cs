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
        Completions = new Completions(Indications.SelectMany(rules => rules.Leaves).Concat(Safeguards.SelectMany(rule => rule.Leaves)));
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

    /// <summary>Whether the presentation of an indication was asked about and is definitely absent.</summary>
    public bool IsRuledOut(IndicationRules rules, ReadOnlySpan<Word> words) => rules.IsAbsent(words[All.Length + rules.Place]);

    /// <summary>Whether a red flag is there.</summary>
    public bool IsUrgent(ReadOnlySpan<Verdict> verdicts) => IndicationRules.AnyBroken(RedFlags, verdicts);
}
