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
    /// <returns>The answer.</returns>
    public Screening Screen(SymptomProfile profile, DateOnly asOf)
    {
        var inForce = _inForce.GetOrAdd(Turn(asOf), Compile);
        ImmutableArray<IndicationRules> shown = [.. inForce.Indications.Where(rules => !rules.IsRuledOut(profile))];
        var questions = shown.ToDictionary(rules => rules.Indication, rules => Questions(rules).Of(profile).ToImmutableArray());
        ImmutableArray<IndicationScreening> indications = [.. shown.Select(rules => Screen(rules, profile, questions[rules.Indication].IsEmpty))];
        ImmutableArray<RuleScreening> safeguards = [.. inForce.Safeguards.Select(rule => Screen(rule, profile))];
        return new Screening(
            profile,
            asOf,
            RuleBook,
            Overall(indications, safeguards),
            indications,
            safeguards,
            [.. inForce.Indications.Except(shown).Select(rules => rules.Indication)],
            [.. indications.SelectMany(indication => indication.Caveats).Concat(inForce.Safeguards.SelectMany(rule => Caveats(rule, profile))).Distinct()],
            Needs(questions.Values, indications, safeguards),
            [.. FactCatalogue.All.Where(fact => fact.Assumed is not null && !profile.Has(fact)).Select(fact => fact.Assumed!.Sentence)]);
    }

    // Days between two turns of the rule book have the same editions in force, so they share what is compiled for them.
    private DateOnly Turn(DateOnly asOf) => RuleBook.Rules.SelectMany(rule => rule.Editions).Select(edition => edition.EffectiveFrom)
        .Where(from => from <= asOf).DefaultIfEmpty(DateOnly.MinValue).Max();

    private RulesInForce Compile(DateOnly asOf) => new(
        [.. RuleBook.Indications.Select(indication => new IndicationRules(indication, RuleBook, asOf))],
        [.. RuleBook.Rules.Where(rule => rule.Safeguard is not null).Select(rule => new RuleInForce(rule, rule.InForce(asOf)))]);

    private static OpenQuestions<Candidacy> Questions(IndicationRules rules) =>
        new(rules.Decide, rules.OpenFacts, new Completions(rules.Leaves));

    private static IndicationScreening Screen(IndicationRules rules, SymptomProfile profile, bool settled)
    {
        var continues = profile[FactCatalogue.CyclesCompleted] is { Number: > 0 };
        var authorities = rules.Authorities.Where(rule => rule.Rule.Stage == Stage.Initial || continues).ToList();
        return new IndicationScreening(
            rules.Indication,
            rules.Decide(profile),
            settled,
            rules.LabelStatus(profile),
            [.. authorities.Select(rule => Screen(rule, profile))],
            [.. authorities.Concat(rules.Safeguards).SelectMany(rule => Caveats(rule, profile)).Distinct()]);
    }

    private static RuleScreening Screen(RuleInForce rule, SymptomProfile profile) => new(
        rule.Rule,
        rule.Edition,
        rule.Judge(profile),
        [.. rule.Leaves.Select(leaf => leaf.Judge(profile))],
        [.. new OpenQuestions<Verdict>(rule.Judge, rule.OpenFacts, new Completions(rule.Leaves)).Of(profile)]);

    private static IEnumerable<Caveat> Caveats(RuleInForce rule, SymptomProfile profile)
    {
        var verdict = rule.Judge(profile);
        return rule.Edition is null ? [] : rule.Edition.Caveats.Where(use => use.Applies(verdict, profile)).Select(use => use.Caveat);
    }

    private static Candidacy Overall(ImmutableArray<IndicationScreening> indications, ImmutableArray<RuleScreening> safeguards) =>
        safeguards.Any(rule => IsRedFlag(rule) && rule.Verdict == Verdict.NotMet)
            ? Candidacy.ReferUrgently
            : indications.Select(indication => indication.Candidacy).DefaultIfEmpty(Candidacy.NotCandidate).Min();

    // A red flag of an indication that is ruled out still makes the whole answer urgent, so an open one is always worth asking.
    private static ImmutableArray<Need> Needs(
        IEnumerable<ImmutableArray<Fact>> questions, ImmutableArray<IndicationScreening> indications, ImmutableArray<RuleScreening> safeguards)
    {
        var rules = indications.SelectMany(indication => indication.Authorities).Concat(safeguards).ToList();
        return
        [
            .. questions.SelectMany(facts => facts).Concat(safeguards.Where(IsRedFlag).SelectMany(rule => rule.Needs))
                .GroupBy(fact => fact)
                .OrderByDescending(votes => votes.Count()).ThenBy(votes => votes.Key.Index)
                .Select(votes => new Need(votes.Key, [.. rules.Where(rule => rule.Needs.Contains(votes.Key)).Select(rule => rule.Rule)])),
        ];
    }

    private static bool IsRedFlag(RuleScreening rule) => rule.Rule.Safeguard?.Effect == Effect.ReferUrgently;

    private sealed record RulesInForce(ImmutableArray<IndicationRules> Indications, ImmutableArray<RuleInForce> Safeguards);
}
