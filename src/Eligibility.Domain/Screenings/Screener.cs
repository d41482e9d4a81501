using System.Collections.Concurrent;
using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>Screens symptom profiles by a rule book. Safe for use by many threads.</summary>
/// <param name="ruleBook">The rule book.</param>
public sealed class Screener(RuleBook ruleBook)
{
    private readonly ConcurrentDictionary<DateOnly, RulesInForce> _inForce = [];

    /// <summary>The rule book that profiles are screened by.</summary>
    public RuleBook RuleBook { get; } = ruleBook;

    /// <summary>Screens one profile.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    /// <param name="scope">What part of the answer is wanted; null: everything.</param>
    /// <returns>The answer.</returns>
    public Screening Screen(SymptomProfile profile, DateOnly asOf, Scope? scope = null)
    {
        scope ??= Scope.Everything;
        var inForce = _inForce.GetOrAdd(Turn(asOf), Compile);
        var wanted = inForce.Indications.Where(rules => scope.Screens(rules.Indication)).ToList();
        ImmutableArray<IndicationRules> shown = [.. wanted.Where(rules => !rules.IsRuledOut(profile))];
        var questions = new Questions([.. wanted], inForce.RedFlags, inForce.Completions, profile);
        ImmutableArray<RuleScreening> safeguards = [.. inForce.Safeguards.Select(rule => Screen(rule, profile, asOf))];
        ImmutableArray<IndicationScreening> indications = [.. shown.Select(rules => Screen(rules, profile, asOf, scope, questions.Settles(rules)))];
        return new Screening(
            profile,
            asOf,
            RuleBook,
            Overall(wanted, inForce.RedFlags, profile),
            indications,
            safeguards,
            [.. wanted.Except(shown).Select(rules => rules.Indication)],
            [.. indications.SelectMany(indication => indication.Caveats).Concat(inForce.Safeguards.SelectMany(rule => Caveats(rule, profile, _ => null))).Distinct()],
            questions.Needs([.. indications.SelectMany(indication => indication.Authorities), .. safeguards]),
            [.. Assumptions(profile)]);
    }

    // Days between two turns of the rule book have the same editions in force, so they share what is compiled for them.
    private DateOnly Turn(DateOnly asOf) => RuleBook.Rules.SelectMany(rule => rule.Editions).Select(edition => edition.EffectiveFrom)
        .Where(from => from <= asOf).DefaultIfEmpty(DateOnly.MinValue).Max();

    private RulesInForce Compile(DateOnly asOf) => new(
        [.. RuleBook.Indications.Select(indication => new IndicationRules(indication, RuleBook, asOf))],
        [.. RuleBook.Rules.Where(rule => rule.Safeguard is not null).Select(rule => new RuleInForce(rule, asOf))]);

    private static IndicationScreening Screen(IndicationRules rules, SymptomProfile profile, DateOnly asOf, Scope scope, bool settled)
    {
        var inPlay = rules.InPlay(profile).ToList();
        return new IndicationScreening(
            rules.Indication,
            rules.Decide(profile),
            settled,
            rules.LabelStatus(profile),
            [.. inPlay.Where(rule => scope.Shows(rule.Rule.Authority)).Select(rule => Screen(rule, profile, asOf))],
            [.. rules.Evidence(profile)],
            [.. inPlay.Concat(rules.Safeguards).SelectMany(rule => Caveats(rule, profile, VerdictOf)).Distinct()]);

        Verdict? VerdictOf(string id) => inPlay.Find(rule => rule.Rule.Id == id)?.Judge(profile);
    }

    private static RuleScreening Screen(RuleInForce rule, SymptomProfile profile, DateOnly asOf) => new(
        rule.Rule,
        rule.Edition,
        rule.Judge(profile),
        [.. rule.Leaves.Select(leaf => leaf.Judge(profile))],
        [.. rule.OpenFacts(profile).Distinct().OrderBy(fact => fact.Index)],
        rule.Judge(profile) == Verdict.NotMet ? new Changes(rule).Of(profile, asOf) : []);

    private static IEnumerable<Caveat> Caveats(RuleInForce rule, SymptomProfile profile, Func<string, Verdict?> verdictOf) => rule.Edition is { } edition
        ? edition.Caveats.Where(use => use.When.Holds(edition, profile, verdictOf)).Select(use => use.Caveat)
        : [];

    // What is ruled out counts too: a contraindication stands, whatever is or is not there to be treated.
    private static Candidacy Overall(List<IndicationRules> wanted, ImmutableArray<RuleInForce> redFlags, SymptomProfile profile) =>
        redFlags.Any(rule => rule.Judge(profile) == Verdict.NotMet)
            ? Candidacy.ReferUrgently
            : wanted.Select(rules => rules.Decide(profile)).DefaultIfEmpty(Candidacy.NotCandidate).Min();

    private static IEnumerable<string> Assumptions(SymptomProfile profile)
    {
        foreach (var fact in FactCatalogue.All.Where(fact => !profile.Has(fact)))
        {
            if (fact.Assumed is { } assumed)
            {
                yield return assumed.Sentence;
            }
            else if (fact.StandIn is { } standIn && profile.Has(standIn))
            {
                yield return $"While {fact.Name} is missing, {standIn.Name} stands in for it.";
            }
        }
    }

    private sealed record RulesInForce(ImmutableArray<IndicationRules> Indications, ImmutableArray<RuleInForce> Safeguards)
    {
        /// <summary>The answers that any ladder can tell apart.</summary>
        public Completions Completions { get; } = new(Indications.SelectMany(rules => rules.Leaves).Concat(Safeguards.SelectMany(rule => rule.Leaves)));

        public ImmutableArray<RuleInForce> RedFlags { get; } =
            [.. Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == Effect.ReferUrgently)];
    }
}
