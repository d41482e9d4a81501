using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>Makes the candidacy of one indication of the verdicts of the rules that count for it, and knows which answers could still move it.</summary>
internal sealed class Ladder
{
    private readonly ImmutableArray<RuleInForce> _redFlags;
    private readonly ImmutableArray<RuleInForce> _contraindications;
    private readonly ImmutableArray<RuleInForce> _leading;
    private readonly ImmutableArray<RuleInForce> _deferrals;
    private readonly ImmutableArray<RuleInForce> _all;
    private readonly RuleInForce _lead;
    private readonly RuleJudge _judge;
    private readonly OpenQuestions _questions;

    /// <summary>Puts the rules in their order.</summary>
    /// <param name="safeguards">The safeguards that bind the indication.</param>
    /// <param name="lead">The rule that leads.</param>
    /// <param name="label">The label's rule; null where there is none.</param>
    /// <param name="places">How many places of rules there are.</param>
    public Ladder(ImmutableArray<RuleInForce> safeguards, RuleInForce lead, RuleInForce? label, int places)
    {
        ImmutableArray<RuleInForce> With(Effect effect) => [.. safeguards.Where(rule => rule.Rule.Safeguard!.Effect == effect)];
        _lead = lead;
        _redFlags = With(Effect.ReferUrgently);
        _contraindications = With(Effect.Contraindicated);
        _leading = label is null || label == lead ? [lead] : [lead, label];
        _deferrals = With(Effect.Deferred);
        _all = [.. _redFlags, .. _contraindications, .. _leading, .. _deferrals];
        _judge = new RuleJudge(_all.Where(rule => rule.Edition is not null).Select(rule => (rule.Place, rule.Edition!.Criterion)), places);
        _questions = new OpenQuestions(Decide, Look, new Completions(Leaves));
    }

    /// <summary>The leaves of every rule that it looks at.</summary>
    public IEnumerable<Leaf> Leaves => _all.SelectMany(rule => rule.Leaves);

    /// <summary>The candidacy: the first line of the ladder that fits.</summary>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public Candidacy Decide(ReadOnlySpan<Verdict> verdicts)
    {
        if (AnyBroken(_redFlags, verdicts))
        {
            return Candidacy.ReferUrgently;
        }

        if (AnyBroken(_contraindications, verdicts))
        {
            return Candidacy.Contraindicated;
        }

        if (AnyBroken(_leading, verdicts))
        {
            return Candidacy.NotCandidate;
        }

        return verdicts[_lead.Place] == Verdict.Unknown ? Candidacy.Undetermined
            : AnyBroken(_deferrals, verdicts) ? Candidacy.Deferred
            : Candidacy.Candidate;
    }

    /// <summary>
    /// Whether a safeguard was not answered that an answer could break, and that would then decide the candidacy, whatever else is
    /// answered. It tells at a glance, for most people, that a candidacy is not settled.
    /// </summary>
    /// <param name="candidacy">The candidacy.</param>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public bool AwaitsSafeguard(Candidacy candidacy, ReadOnlySpan<Verdict> verdicts) =>
        candidacy < Candidacy.ReferUrgently && (CanBreak(_redFlags, verdicts) || (candidacy < Candidacy.Contraindicated && CanBreak(_contraindications, verdicts)));

    /// <summary>The candidacy of a profile by itself.</summary>
    public Candidacy Decide(SymptomProfile profile)
    {
        Span<Word> words = stackalloc Word[_judge.Words];
        Span<Verdict> verdicts = stackalloc Verdict[_judge.Words];
        Judge(profile, words, verdicts);
        return Decide(verdicts);
    }

    /// <summary>The facts that could still move the candidacy: unanswered, in a rule that is undecided and that the ladder still reaches.</summary>
    public FactSet OpenFacts(SymptomProfile profile) => Look(profile).Open;

    /// <summary>The same, where the rules were judged.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="candidacy">The candidacy.</param>
    /// <param name="words">What is known of the leaves of each rule.</param>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public FactSet OpenFacts(SymptomProfile profile, Candidacy candidacy, ReadOnlySpan<Word> words, ReadOnlySpan<Verdict> verdicts)
    {
        if (candidacy == Candidacy.ReferUrgently)
        {
            return FactSet.None;
        }

        var open = OpenFacts(_redFlags, profile, words);
        if (candidacy == Candidacy.Contraindicated)
        {
            return open;
        }

        open |= OpenFacts(_contraindications, profile, words);
        if (IsOutForGood(profile, words, verdicts))
        {
            return open;
        }

        open |= OpenFacts(_leading, profile, words);
        // Where the lead can never be met there is nothing to put off.
        return _lead.Edition?.Criterion.CanBeMet != true || AnyBroken(_deferrals, verdicts) ? open : open | OpenFacts(_deferrals, profile, words);
    }

    /// <summary>The facts that could still move the candidacy, exactly.</summary>
    public FactSet Needs(SymptomProfile profile) => _questions.Of(profile);

    /// <summary>Whether there is an answer that by itself moves the candidacy.</summary>
    public bool IsMovedByOneAnswer(SymptomProfile profile) => _questions.AnyAlone(profile);

    /// <summary>Whether one of some rules is not met.</summary>
    public static bool AnyBroken(ImmutableArray<RuleInForce> rules, ReadOnlySpan<Verdict> verdicts)
    {
        foreach (var rule in rules)
        {
            if (verdicts[rule.Place] == Verdict.NotMet)
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanBreak(ImmutableArray<RuleInForce> rules, ReadOnlySpan<Verdict> verdicts)
    {
        foreach (var rule in rules)
        {
            if (rule.BreaksByAnyAnswer && verdicts[rule.Place] == Verdict.Unknown)
            {
                return true;
            }
        }

        return false;
    }

    private (Candidacy Candidacy, FactSet Open) Look(SymptomProfile profile)
    {
        Span<Word> words = stackalloc Word[_judge.Words];
        Span<Verdict> verdicts = stackalloc Verdict[_judge.Words];
        Judge(profile, words, verdicts);
        var candidacy = Decide(verdicts);
        return (candidacy, OpenFacts(profile, candidacy, words, verdicts));
    }

    // For good: a verdict that rests on a stand-in may still be turned by the fact it stands in for.
    private bool IsOutForGood(SymptomProfile profile, ReadOnlySpan<Word> words, ReadOnlySpan<Verdict> verdicts)
    {
        foreach (var rule in _leading)
        {
            if (verdicts[rule.Place] == Verdict.NotMet && rule.OpenFacts(words[rule.Place], profile).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private void Judge(SymptomProfile profile, Span<Word> words, Span<Verdict> verdicts)
    {
        _judge.Judge(profile, words);
        foreach (var rule in _all)
        {
            verdicts[rule.Place] = rule.Judge(words);
        }
    }

    private static FactSet OpenFacts(ImmutableArray<RuleInForce> rules, SymptomProfile profile, ReadOnlySpan<Word> words)
    {
        var open = FactSet.None;
        foreach (var rule in rules)
        {
            open |= rule.OpenFacts(words[rule.Place], profile);
        }

        return open;
    }
}
