using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// The rules about one indication as they stand on a day. The lead is the screening rule where there is one, else the label, else the only
/// authority that speaks about it.
/// </summary>
internal sealed class IndicationRules
{
    private readonly RuleInForce? _label;
    private readonly VerdictTree? _presentation;

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
        Lead = Authorities.First(rule => rule.Rule.Stage == Stage.Initial);
        _label = Authorities.FirstOrDefault(rule => rule.Rule is { Kind: RuleKind.Label, Stage: Stage.Initial });
        Ladder = new Ladder(Safeguards, Lead, _label, rules.Length);
        _presentation = Presentation is null ? null : VerdictTree.Of(Presentation);
        PresentationLeaves = [.. Presentation?.Leaves ?? []];
        Evidence = Lead.Edition is null ? [] : [.. indication.Evidence.Select(evidence => (evidence, new ConditionInForce(evidence.When, Lead)))];
        AtStart = [.. Authorities.Where(rule => rule.Rule.Stage == Stage.Initial)];
        OnceBegun = [.. Authorities.Where(rule => rule == Lead || rule == _label || rule.Rule.Stage == Stage.Continuation || !Authorities.Any(other => GoesOn(other, rule)))];
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

    /// <summary>The leaves of <see cref="Presentation"/>, in order.</summary>
    public ImmutableArray<Leaf> PresentationLeaves { get; }

    /// <summary>What makes a candidacy of the verdicts.</summary>
    public Ladder Ladder { get; }

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

    /// <summary>How the indication stands to the label.</summary>
    /// <param name="verdicts">The verdict of each rule, by its place.</param>
    public LabelStatus LabelStatus(ReadOnlySpan<Verdict> verdicts) => _label is null ? Screenings.LabelStatus.OffLabel : verdicts[_label.Place] switch
    {
        Verdict.Met => Screenings.LabelStatus.OnLabel,
        Verdict.Unknown => Screenings.LabelStatus.Undetermined,
        _ => Screenings.LabelStatus.OffLabel,
    };

    private static bool GoesOn(RuleInForce other, RuleInForce rule) => other.Rule.Stage == Stage.Continuation && other.Rule.Authority == rule.Rule.Authority;
}
