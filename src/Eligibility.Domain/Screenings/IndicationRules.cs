using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
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
    private readonly RuleInForce _lead;
    private readonly RuleInForce? _label;
    private readonly OpenQuestions _questions;

    public IndicationRules(Indication indication, RuleBook book, DateOnly asOf)
    {
        Indication = indication;
        Authorities = [.. book.Rules.Where(rule => rule.Indication == indication).Select(rule => new RuleInForce(rule, asOf))];
        Safeguards = [.. book.Rules.Where(rule => rule.Safeguard?.BindsTo(indication) == true).Select(rule => new RuleInForce(rule, asOf))];
        _redFlags = WithEffect(Effect.ReferUrgently);
        _contraindications = WithEffect(Effect.Contraindicated);
        _deferrals = WithEffect(Effect.Deferred);
        _lead = Authorities.First(rule => rule.Rule.Stage == Stage.Initial);
        _label = Authorities.FirstOrDefault(rule => rule.Rule is { Kind: RuleKind.Label, Stage: Stage.Initial });
        _questions = new OpenQuestions(Decide, OpenFacts, new Completions(Leaves));
    }

    public Indication Indication { get; }

    /// <summary>The rules of the authorities, in the order of an answer.</summary>
    public ImmutableArray<RuleInForce> Authorities { get; }

    /// <summary>The safeguards that bind the indication.</summary>
    public ImmutableArray<RuleInForce> Safeguards { get; }

    /// <summary>
    /// The rules that are in play at the stage a person is in: an authority with criteria for going on is not asked about starting
    /// once treatment has begun. What the lead and the label say stays on view.
    /// </summary>
    public IEnumerable<RuleInForce> InPlay(SymptomProfile profile)
    {
        return Authorities.Where(rule => profile.TreatmentHasBegun
            ? rule == _lead || rule == _label || rule.Rule.Stage == Stage.Continuation || !Authorities.Any(other => GoesOn(other, rule))
            : rule.Rule.Stage == Stage.Initial);

        static bool GoesOn(RuleInForce other, RuleInForce rule) =>
            other.Rule.Stage == Stage.Continuation && other.Rule.Authority == rule.Rule.Authority;
    }

    /// <summary>The evidence that applies to a person, by the lead's verdict and the answers.</summary>
    public IEnumerable<Evidence> Evidence(SymptomProfile profile) => _lead.Edition is { } edition
        ? Indication.Evidence.Where(evidence => evidence.When.Holds(edition, profile, _ => null))
        : [];

    /// <summary>Whether the presentation was asked about and is definitely absent, so that the indication is not worth spelling out.</summary>
    public bool IsRuledOut(SymptomProfile profile) => _lead.Edition?.Presentation?.Judge(profile) == Verdict.NotMet;

    /// <summary>The candidacy: the first line of the ladder that fits.</summary>
    public Candidacy Decide(SymptomProfile profile)
    {
        if (AnyBroken(_redFlags, profile))
        {
            return Candidacy.ReferUrgently;
        }

        if (AnyBroken(_contraindications, profile))
        {
            return Candidacy.Contraindicated;
        }

        var lead = _lead.Judge(profile);
        if (lead == Verdict.NotMet || _label?.Judge(profile) == Verdict.NotMet)
        {
            return Candidacy.NotCandidate;
        }

        return lead == Verdict.Unknown ? Candidacy.Undetermined
            : AnyBroken(_deferrals, profile) ? Candidacy.Deferred
            : Candidacy.Candidate;
    }

    /// <summary>The facts that could still move the candidacy: unanswered, in a rule that is undecided and that the ladder still reaches.</summary>
    public IEnumerable<Fact> OpenFacts(SymptomProfile profile)
    {
        ImmutableArray<RuleInForce> reached = Decide(profile) switch
        {
            Candidacy.ReferUrgently => [],
            Candidacy.Contraindicated => _redFlags,
            // For good: a verdict that rests on a stand-in may still be turned by the fact it stands in for.
            _ when Leading.Any(rule => rule.Judge(profile) == Verdict.NotMet && !rule.OpenFacts(profile).Any()) => [.. _redFlags, .. _contraindications],
            // Where the lead can never be met there is nothing to put off.
            _ when _lead.Edition?.Criterion.CanBeMet != true || AnyBroken(_deferrals, profile) => [.. _redFlags, .. _contraindications, .. Leading],
            _ => [.. _redFlags, .. _contraindications, .. Leading, .. _deferrals],
        };
        return reached.SelectMany(rule => rule.OpenFacts(profile)).Distinct();
    }

    /// <summary>The facts that could still move the candidacy, exactly.</summary>
    public IEnumerable<Fact> Needs(SymptomProfile profile) => _questions.Of(profile);

    /// <summary>The leaves of every rule that the ladder looks at.</summary>
    public IEnumerable<Leaf> Leaves =>
        _redFlags.Concat(_contraindications).Concat(Leading).Concat(_deferrals).SelectMany(rule => rule.Leaves);

    public LabelStatus LabelStatus(SymptomProfile profile) => _label?.Judge(profile) switch
    {
        Verdict.Met => Screenings.LabelStatus.OnLabel,
        Verdict.Unknown => Screenings.LabelStatus.Undetermined,
        _ => Screenings.LabelStatus.OffLabel,
    };

    private IEnumerable<RuleInForce> Leading => _label is null || _label == _lead ? [_lead] : [_lead, _label];

    private static bool AnyBroken(ImmutableArray<RuleInForce> rules, SymptomProfile profile) =>
        rules.Any(rule => rule.Judge(profile) == Verdict.NotMet);

    private ImmutableArray<RuleInForce> WithEffect(Effect effect) => [.. Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == effect)];
}

/// <summary>A rule and its edition in force on a day; null: no edition in force, and the rule says nothing.</summary>
internal sealed class RuleInForce
{
    public RuleInForce(Rule rule, DateOnly asOf)
    {
        Rule = rule;
        Edition = rule.InForce(asOf);
        Completions = new Completions(Leaves);
    }

    public Rule Rule { get; }

    public Edition? Edition { get; }

    /// <summary>The answers that the rule can tell apart.</summary>
    public Completions Completions { get; }

    public IEnumerable<Leaf> Leaves => Edition is null ? [] : Edition.Leaves;

    public Verdict Judge(SymptomProfile profile) => Edition?.Criterion.Judge(profile) ?? Verdict.Unknown;

    /// <summary>The facts that could still move the verdict, by the look of the rule.</summary>
    public IEnumerable<Fact> OpenFacts(SymptomProfile profile) => Edition?.Criterion.OpenFacts(profile) ?? [];

}
