using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// The rules about one indication as they stand on a day, and the ladder that makes a candidacy of their verdicts. The lead is the
/// screening rule where there is one, else the label, else the only authority that speaks about it.
/// </summary>
internal sealed class IndicationRules
{
    private readonly ImmutableArray<RuleInForce> _redFlags;
    private readonly ImmutableArray<RuleInForce> _contraindications;
    private readonly ImmutableArray<RuleInForce> _deferrals;
    private readonly ImmutableArray<RuleInForce> _leading;
    private readonly ImmutableArray<RuleInForce> _ladder;
    private readonly RuleInForce? _label;
    private readonly RuleJudge _judge;
    private readonly VerdictTree? _presentation;
    private readonly OpenQuestions _questions;

    /// <summary>Finds the rules of an indication.</summary>
    /// <param name="indication">The indication.</param>
    /// <param name="place">Its place in the order of an answer.</param>
    /// <param name="rules">Every rule, by its place.</param>
    public IndicationRules(Indication indication, int place, ImmutableArray<RuleInForce> rules)
    {
        Indication = indication;
        Place = place;
        Authorities = [.. rules.Where(rule => rule.Rule.Indication == indication)];
        Safeguards = [.. rules.Where(rule => rule.Rule.Safeguard?.BindsTo(indication) == true)];
        _redFlags = WithEffect(Effect.ReferUrgently);
        _contraindications = WithEffect(Effect.Contraindicated);
        _deferrals = WithEffect(Effect.Deferred);
        Lead = Authorities.First(rule => rule.Rule.Stage == Stage.Initial);
        _label = Authorities.FirstOrDefault(rule => rule.Rule is { Kind: RuleKind.Label, Stage: Stage.Initial });
        _leading = _label is null || _label == Lead ? [Lead] : [Lead, _label];
        _ladder = [.. _redFlags, .. _contraindications, .. _leading, .. _deferrals];
        _judge = new RuleJudge(_ladder.Where(rule => rule.Edition is not null).Select(rule => (rule.Place, rule.Edition!.Criterion)), rules.Length);
        _presentation = Presentation is null ? null : VerdictTree.Of(Presentation);
        _questions = new OpenQuestions(Decide, Look, new Completions(Leaves));
        Evidence = Lead.Edition is null ? [] : [.. indication.Evidence.Select(evidence => (evidence, new ConditionInForce(evidence.When, Lead)))];
        AtStart = [.. Authorities.Where(rule => rule.Rule.Stage == Stage.Initial)];
        OnceBegun = [.. Authorities.Where(rule => _leading.Contains(rule) || rule.Rule.Stage == Stage.Continuation || !Authorities.Any(other => GoesOn(other, rule)))];
    }

    public Indication Indication { get; }

    /// <summary>Its place in the order of an answer.</summary>
    public int Place { get; }

    /// <summary>The rules of the authorities, in the order of an answer.</summary>
    public ImmutableArray<RuleInForce> Authorities { get; }

    /// <summary>The safeguards that bind the indication.</summary>
    public ImmutableArray<RuleInForce> Safeguards { get; }

    /// <summary>The rule that leads.</summary>
    public RuleInForce Lead { get; }

    /// <summary>What research says about it, and to whom each applies.</summary>
    public ImmutableArray<(Evidence Evidence, ConditionInForce When)> Evidence { get; }

    /// <summary>What has to be there for the indication to be worth spelling out; null where that cannot be said.</summary>
    public Criterion? Presentation => Lead.Edition?.Presentation;

    /// <summary>The leaves of every rule that the ladder looks at.</summary>
    public IEnumerable<Leaf> Leaves => _ladder.SelectMany(rule => rule.Leaves);

    private ImmutableArray<RuleInForce> AtStart { get; }

    private ImmutableArray<RuleInForce> OnceBegun { get; }

    /// <summary>
    /// The rules that are in play at the stage a person is in: an authority with criteria for going on is not asked about starting
    /// once treatment has begun. What the lead and the label say stays on view.
    /// </summary>
    public ImmutableArray<RuleInForce> InPlay(SymptomProfile profile) => profile.TreatmentHasBegun ? OnceBegun : AtStart;

    /// <summary>Whether the presentation was asked about and is definitely absent, so that the indication is not worth spelling out.</summary>
    /// <param name="word">What is known of the leaves of <see cref="Presentation"/>.</param>
    public bool IsAbsent(Word word) => _presentation?.Of(word) == Verdict.NotMet;

    /// <summary>Whether the presentation is definitely there.</summary>
    /// <param name="word">What is known of the leaves of <see cref="Presentation"/>.</param>
    public bool IsPresent(Word word) => _presentation?.Of(word) == Verdict.Met;

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

        return verdicts[Lead.Place] == Verdict.Unknown ? Candidacy.Undetermined
            : AnyBroken(_deferrals, verdicts) ? Candidacy.Deferred
            : Candidacy.Candidate;
    }

    /// <summary>The candidacy of a profile by itself.</summary>
    public Candidacy Decide(SymptomProfile profile)
    {
        Span<Verdict> verdicts = stackalloc Verdict[_judge.Words];
        Judge(profile, verdicts);
        return Decide(verdicts);
    }

    /// <summary>The facts that could still move the candidacy: unanswered, in a rule that is undecided and that the ladder still reaches.</summary>
    public FactSet OpenFacts(SymptomProfile profile) => Look(profile).Open;

    /// <summary>The facts that could still move the candidacy, exactly.</summary>
    public FactSet Needs(SymptomProfile profile) => _questions.Of(profile);

    /// <summary>How the indication stands to the label.</summary>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public LabelStatus LabelStatus(ReadOnlySpan<Verdict> verdicts) => _label is null ? Screenings.LabelStatus.OffLabel : verdicts[_label.Place] switch
    {
        Verdict.Met => Screenings.LabelStatus.OnLabel,
        Verdict.Unknown => Screenings.LabelStatus.Undetermined,
        _ => Screenings.LabelStatus.OffLabel,
    };

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

    private (Candidacy Candidacy, FactSet Open) Look(SymptomProfile profile)
    {
        Span<Verdict> verdicts = stackalloc Verdict[_judge.Words];
        Judge(profile, verdicts);
        var candidacy = Decide(verdicts);
        return (candidacy, OpenFacts(profile, candidacy, verdicts));
    }

    private FactSet OpenFacts(SymptomProfile profile, Candidacy candidacy, ReadOnlySpan<Verdict> verdicts)
    {
        if (candidacy == Candidacy.ReferUrgently)
        {
            return FactSet.None;
        }

        var open = OpenFacts(_redFlags, profile);
        if (candidacy == Candidacy.Contraindicated)
        {
            return open;
        }

        open |= OpenFacts(_contraindications, profile);
        if (IsOutForGood(profile, verdicts))
        {
            return open;
        }

        open |= OpenFacts(_leading, profile);
        // Where the lead can never be met there is nothing to put off.
        return Lead.Edition?.Criterion.CanBeMet != true || AnyBroken(_deferrals, verdicts) ? open : open | OpenFacts(_deferrals, profile);
    }

    // For good: a verdict that rests on a stand-in may still be turned by the fact it stands in for.
    private bool IsOutForGood(SymptomProfile profile, ReadOnlySpan<Verdict> verdicts)
    {
        foreach (var rule in _leading)
        {
            if (verdicts[rule.Place] == Verdict.NotMet && rule.OpenFacts(profile).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private void Judge(SymptomProfile profile, Span<Verdict> verdicts)
    {
        Span<Word> words = stackalloc Word[_judge.Words];
        _judge.Judge(profile, words);
        foreach (var rule in _ladder)
        {
            verdicts[rule.Place] = rule.Judge(words);
        }
    }

    private static FactSet OpenFacts(ImmutableArray<RuleInForce> rules, SymptomProfile profile)
    {
        var open = FactSet.None;
        foreach (var rule in rules)
        {
            open |= rule.OpenFacts(profile);
        }

        return open;
    }

    private static bool GoesOn(RuleInForce other, RuleInForce rule) => other.Rule.Stage == Stage.Continuation && other.Rule.Authority == rule.Rule.Authority;

    private ImmutableArray<RuleInForce> WithEffect(Effect effect) => [.. Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == effect)];
}
