using System.Collections.Immutable;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// The questions that are still worth asking for a whole answer, and their order: first the one whose answer is expected to leave the
/// fewest open.
/// </summary>
internal sealed class Questions
{
    private readonly ImmutableArray<IndicationRules> _indications;
    private readonly ImmutableArray<RuleInForce> _redFlags;
    private readonly SymptomProfile _profile;
    private readonly Completions _completions;
    private readonly Dictionary<IndicationRules, ImmutableArray<Fact>> _open;

    public Questions(ImmutableArray<IndicationRules> indications, ImmutableArray<RuleInForce> redFlags, Completions completions, SymptomProfile profile)
    {
        _indications = indications;
        _redFlags = redFlags;
        _profile = profile;
        _completions = completions;
        _open = indications.ToDictionary(rules => rules, rules => rules.Needs(profile).ToImmutableArray());
    }

    /// <summary>Whether no unanswered fact could move the candidacy of an indication.</summary>
    public bool Settles(IndicationRules rules) => _open[rules].IsEmpty;

    /// <summary>The facts that could still move a candidacy, in the order worth asking, with the rules that each helps to decide.</summary>
    public ImmutableArray<Need> Needs(ImmutableArray<RuleScreening> rules)
    {
        // A red flag of an indication that is ruled out still makes the whole answer urgent, so an open one is always worth asking.
        var facts = _open.Values.SelectMany(open => open).Concat(RedFlags(_profile)).Distinct().ToList();
        return
        [
            .. facts.OrderByDescending(Settled).ThenBy(fact => fact.Index)
                .Select(fact => new Need(fact, [.. rules.Where(rule => rule.Needs.Contains(fact)).Select(rule => rule.Rule)])),
        ];
    }

    // Of a set, none and each single code stand for its many combinations.
    private IEnumerable<SymptomProfile> Answers(Fact fact) => fact is CodeSetFact set
        ? set.Codes.Select((_, index) => 1UL << index).Prepend(0UL).Select(codes => _profile.With(set, new Answer(Codes: codes)))
        : _completions.Of(_profile, fact);

    // How many open questions, over all indications, an answer is expected to take away, itself included: an indication that it decides asks
    // nothing more. Only the indications that ask for the fact can be moved by it.
    private double Settled(Fact fact)
    {
        var asking = _indications.Where(rules => _open[rules].Contains(fact)).ToList();
        var before = asking.Sum(rules => _open[rules].Length) + 1;
        return before - Answers(fact).Average(answered => asking.Sum(rules => rules.OpenFacts(answered).Count()));
    }

    private IEnumerable<Fact> RedFlags(SymptomProfile profile) =>
        _redFlags.Any(flag => flag.Judge(profile) == Criteria.Verdict.NotMet) ? [] : _redFlags.SelectMany(flag => flag.OpenFacts(profile));
}
