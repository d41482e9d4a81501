using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// The answer to a symptom profile. The same profile, rule book and day give the same answer. It keeps bits and editions; the parts are made
/// of them when they are asked for. Filled by <see cref="Screener"/>, which may fill it again: until then it does not change.
/// </summary>
public sealed class Screening
{
    private Word[] _words = [];
    private Verdict[] _verdicts = [];
    private Candidacy[] _candidacies = [];
    private FactSet[] _open = [];
    private bool _isOpenKnown;
    private FactSet? _needed;
    private ulong _settled;
    private ulong _shown;

    /// <summary>An answer that is yet to be filled.</summary>
    public Screening()
    {
    }

    /// <summary>The profile that was screened.</summary>
    public SymptomProfile Profile { get; private set; } = SymptomProfile.Empty;

    /// <summary>The day whose editions were used.</summary>
    public DateOnly AsOf { get; private set; }

    /// <summary>The rule book that was used.</summary>
    public RuleBook RuleBook { get; private set; } = null!;

    /// <summary>The best candidacy of the indications; any red flag makes it <see cref="Candidacy.ReferUrgently"/>.</summary>
    public Candidacy Candidacy { get; private set; }

    /// <summary>Whether no unanswered question could change a candidacy.</summary>
    public bool Settled { get; private set; }

    /// <summary>The most answers that can still be needed to settle every candidacy: an answer never opens a new question.</summary>
    public int AtMostMoreAnswers => Needed.Count;

    /// <summary>The indications that were not ruled out.</summary>
    public ImmutableArray<IndicationScreening> Indications => [.. Shown.Select(Part)];

    /// <summary>The indications of which the person has what they are about: pain in the neck, headache at all, the diagnosis.</summary>
    public ImmutableArray<IndicationScreening> Reported => [.. Shown.Where(rules => Rules.IsReported(rules, _words)).Select(Part)];

    /// <summary>The indications that were neither reported nor ruled out, with their candidacies.</summary>
    public ImmutableArray<(Indication Indication, Candidacy Candidacy)> Unreported =>
        [.. Shown.Where(rules => !Rules.IsReported(rules, _words)).Select(rules => (rules.Indication, CandidacyOf(rules)))];

    /// <summary>The rules that can only restrict, whichever indications they bind.</summary>
    public ImmutableArray<RuleScreening> Safeguards => [.. Rules.Safeguards.Select(Part)];

    /// <summary>The indications whose presentation is definitely absent.</summary>
    public ImmutableArray<Indication> RuledOut => [.. Rules.Indications.Where(IsRuledOut).Select(rules => rules.Indication)];

    /// <summary>Every caveat of the answer, each once.</summary>
    public ImmutableArray<Caveat> Caveats => [.. Shown.SelectMany(rules => CaveatsOf(rules)).Concat(SafeguardCaveats).Distinct()];

    /// <summary>The caveats of the safeguards, each once.</summary>
    public ImmutableArray<Caveat> SafeguardCaveats => CaveatsOf(Rules.Safeguards, []);

    /// <summary>The unanswered facts that could still change a candidacy, the ones worth most first, with what they settle.</summary>
    public ImmutableArray<Need> Needs
    {
        get
        {
            ImmutableArray<RuleInForce> rules = [.. Shown.SelectMany(AuthoritiesOf), .. Rules.Safeguards];
            return [.. Asked.Select(fact => new Need(fact, [.. rules.Where(rule => OpenFactsOf(rule).Contains(fact)).Select(rule => rule.Rule)]))];
        }
    }

    /// <summary>What was taken for granted, in sentences.</summary>
    public ImmutableArray<string> Assumptions => [.. FactCatalogue.All.Select(AssumptionAbout).OfType<string>()];

    /// <summary>The rules that it was screened by.</summary>
    internal RulesInForce Rules { get; private set; } = null!;

    /// <summary>What part of the answer is wanted.</summary>
    internal Scope Scope { get; private set; } = Scope.Everything;

    /// <summary>The unanswered facts that could still change a candidacy, the ones worth most first.</summary>
    public ImmutableArray<Fact> Asked => Settled ? [] : Rules.Inquiry.InOrder(Profile, Wanted);

    /// <summary>The indications that were not ruled out.</summary>
    private IEnumerable<IndicationRules> Shown => Rules.Indications.Where(IsShown);

    private ulong Wanted { get; set; }

    // Which answers exactly could matter takes longer to find than whether any could, and not every answer says it.
    private FactSet Needed => _needed ??= FindNeeded();

    /// <summary>Fills it.</summary>
    /// <param name="book">The rule book.</param>
    /// <param name="rules">Its rules as they stand on the day.</param>
    /// <param name="profile">The answers.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="scope">What part of the answer is wanted.</param>
    /// <param name="heldInPart">The sets of which the profile holds some codes, while nothing is known of the others.</param>
    internal Screening Fill(RuleBook book, RulesInForce rules, SymptomProfile profile, DateOnly asOf, Scope scope, FactSet heldInPart = default)
    {
        (RuleBook, Rules, Profile, AsOf, Scope) = (book, rules, profile, asOf, scope);
        if (_words.Length != rules.Words)
        {
            _words = new Word[rules.Words];
            _verdicts = new Verdict[rules.All.Length];
            _candidacies = new Candidacy[rules.Indications.Length];
            _open = new FactSet[rules.All.Length];
        }

        rules.Judge(profile, _words, _verdicts);
        if (!heldInPart.IsEmpty)
        {
            rules.Forget(heldInPart, profile, _words, _verdicts);
        }

        (_isOpenKnown, _needed) = (false, null);
        (Wanted, _shown, _settled) = (0, 0, 0);
        // What is ruled out counts too: a contraindication stands, whatever is or is not there to be treated.
        var best = Candidacy.ReferUrgently;
        foreach (var indication in rules.Indications)
        {
            if (scope.Screens(indication.Indication))
            {
                var bit = 1UL << indication.Place;
                var candidacy = indication.Ladder.Decide(_verdicts);
                _candidacies[indication.Place] = candidacy;
                best = Wanted == 0 || candidacy < best ? candidacy : best;
                Wanted |= bit;
                _settled |= rules.Inquiry.IsSettled(indication, profile, candidacy, _words, _verdicts) ? bit : 0;
                _shown |= rules.IsRuledOut(indication, _words) ? 0 : bit;
            }
        }

        Settled = _settled == Wanted && rules.Inquiry.RedFlags(profile).IsEmpty;
        Candidacy = rules.IsUrgent(_verdicts) ? Candidacy.ReferUrgently : Wanted == 0 ? Candidacy.NotCandidate : best;
        return this;
    }

    /// <summary>Whether an indication was asked for and not ruled out.</summary>
    internal bool IsShown(IndicationRules rules) => (_shown >> rules.Place & 1) != 0;

    /// <summary>Whether an indication was asked for and is definitely absent.</summary>
    internal bool IsRuledOut(IndicationRules rules) => ((Wanted & ~_shown) >> rules.Place & 1) != 0;

    /// <summary>The candidacy of an indication that was asked for.</summary>
    internal Candidacy CandidacyOf(IndicationRules rules) => _candidacies[rules.Place];

    /// <summary>Whether no unanswered question could change the candidacy of an indication.</summary>
    internal bool IsSettled(IndicationRules rules) => (_settled >> rules.Place & 1) != 0;

    /// <summary>How an indication stands to the label.</summary>
    internal LabelStatus LabelStatusOf(IndicationRules rules) => rules.LabelStatus(_verdicts);

    /// <summary>The verdict of a rule.</summary>
    internal Verdict VerdictOf(RuleInForce rule) => _verdicts[rule.Place];

    /// <summary>What is known of the leaves of a rule.</summary>
    internal Word WordOf(RuleInForce rule) => _words[rule.Place];

    /// <summary>The rules of an indication that are shown.</summary>
    private IEnumerable<RuleInForce> AuthoritiesOf(IndicationRules rules) =>
        rules.InPlay(Profile).Where(rule => Scope.Shows(rule.Rule.Authority));

    /// <summary>The facts that could still move the verdict of a rule.</summary>
    internal FactSet OpenFactsOf(RuleInForce rule) => OpenFactsOf(rule.Place);

    /// <summary>The facts that could still move the verdict of the rule of a place.</summary>
    internal FactSet OpenFactsOf(int place)
    {
        if (!_isOpenKnown)
        {
            foreach (var each in Rules.All)
            {
                _open[each.Place] = each.OpenFacts(_words[each.Place], Profile);
            }

            _isOpenKnown = true;
        }

        return _open[place];
    }

    /// <summary>What was taken for granted about a fact, or null.</summary>
    internal string? AssumptionAbout(Fact fact) => Profile.Has(fact) ? null
        : fact.Assumed is { } assumed ? assumed.Sentence
        : fact.StandIn is { } standIn && Profile.Has(standIn) ? fact.StandInSentence
        : null;

    /// <summary>The evidence that applies to a person, by the lead's verdict and the answers.</summary>
    private IEnumerable<Evidence> EvidenceOf(IndicationRules rules) =>
        rules.Evidence.Where(evidence => evidence.When.Holds(this, [])).Select(evidence => evidence.Evidence);

    /// <summary>The other answers after which a rule that is not met would no longer be.</summary>
    internal ImmutableArray<ImmutableArray<Change>> ChangesOf(RuleInForce rule) =>
        VerdictOf(rule) == Verdict.NotMet ? rule.Changes(Profile, AsOf) : [];

    /// <summary>The caveats of an indication, each once.</summary>
    private ImmutableArray<Caveat> CaveatsOf(IndicationRules rules) => CaveatsOf([.. rules.InPlay(Profile), .. rules.Safeguards], rules.InPlay(Profile));

    // Most do not apply, and of those that do there are few.
    private ImmutableArray<Caveat> CaveatsOf(ImmutableArray<RuleInForce> of, ImmutableArray<RuleInForce> inPlay)
    {
        var caveats = new List<Caveat>();
        foreach (var (caveat, when) in of.SelectMany(rule => rule.Caveats))
        {
            if (when.Holds(this, inPlay) && !caveats.Contains(caveat))
            {
                caveats.Add(caveat);
            }
        }

        return [.. caveats];
    }

    private FactSet FindNeeded()
    {
        var needed = FactSet.None;
        if (!Settled)
        {
            needed = Rules.Inquiry.RedFlags(Profile);
            foreach (var rules in Rules.Indications)
            {
                needed |= (Wanted >> rules.Place & 1) != 0 ? Rules.Inquiry.Needs(rules, Profile) : FactSet.None;
            }
        }

        return needed;
    }

    private IndicationScreening Part(IndicationRules rules) => new(
        rules.Indication, CandidacyOf(rules), IsSettled(rules), LabelStatusOf(rules), [.. AuthoritiesOf(rules).Select(Part)], [.. EvidenceOf(rules)], CaveatsOf(rules));

    private RuleScreening Part(RuleInForce rule) => new(rule, VerdictOf(rule), WordOf(rule), Profile, AsOf);
}
