using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Domain.Proofs;

/// <summary>
/// Every kind of profile that some criteria can tell apart, each with the smallest example of it. Facts that no criterion and no bound
/// ties together are tried apart and then combined, so that the whole stays countable.
/// </summary>
internal sealed class DistinguishableProfiles
{
    private readonly ImmutableArray<Leaf> _leaves;
    private readonly ImmutableArray<ImmutableArray<Kind>> _components;

    public DistinguishableProfiles(IEnumerable<Leaf> leaves)
    {
        _leaves = [.. leaves.Distinct()];
        var completions = new Completions(_leaves);
        _components = [.. Components().Select(facts => Kinds(facts, completions))];
    }

    /// <summary>How many there are.</summary>
    public long Count => _components.Aggregate(1L, (count, kinds) => count * kinds.Length);

    /// <summary>Each kind: the verdict of every leaf, and the answers of its smallest example.</summary>
    public IEnumerable<(ImmutableDictionary<Leaf, Verdict> Verdicts, SymptomProfile Example)> All => _components.Aggregate(
        Enumerable.Repeat((Verdicts: Constant(), Example: SymptomProfile.Empty), 1),
        (profiles, kinds) => profiles.SelectMany(profile => kinds.Select(kind =>
            (profile.Verdicts.AddRange(kind.Verdicts), kind.Answers.Aggregate(profile.Example, (example, answer) => example.With(answer.Fact, answer.Answer))))));

    private ImmutableDictionary<Leaf, Verdict> Constant() =>
        _leaves.Where(leaf => leaf.Facts.IsEmpty).ToImmutableDictionary(leaf => leaf, leaf => leaf.Judge(SymptomProfile.Empty));

    // Facts are tied by a criterion that reads both, by a bound, and by being ways to ask the same; what a stage depends on ties too.
    private List<HashSet<Fact>> Components()
    {
        var components = new List<HashSet<Fact>>();
        foreach (var leaf in _leaves.Where(leaf => !leaf.Facts.IsEmpty))
        {
            HashSet<Fact> tied = [.. leaf.Facts];
            tied.UnionWith(leaf.Facts.OfType<NumberFact>().Select(fact => fact.AtMost).OfType<Fact>());
            if (leaf.Facts.Any(fact => fact == FactCatalogue.BaselineHeadacheDaysPerMonth || fact == FactCatalogue.BaselineHeadacheHoursPerMonth || fact == FactCatalogue.LongHeadacheDaysPerMonth))
            {
                tied.Add(FactCatalogue.CyclesCompleted);
            }

            foreach (var other in components.Where(other => other.Overlaps(tied)).ToList())
            {
                tied.UnionWith(other);
                components.Remove(other);
            }

            components.Add(tied);
        }

        return components;
    }

    private ImmutableArray<Kind> Kinds(HashSet<Fact> facts, Completions completions)
    {
        var leaves = _leaves.Where(leaf => leaf.Facts.Any(facts.Contains)).ToList();
        var smallest = new Dictionary<string, Kind>();
        var profiles = facts.OrderBy(fact => fact.Index).Aggregate(
            Enumerable.Repeat((Profile: SymptomProfile.Empty, Answers: ImmutableList<(Fact, Answer)>.Empty), 1),
            (partial, fact) => partial.SelectMany(p => completions.Of(p.Profile, fact)
                .Select(profile => (profile, p.Answers.Add((fact, profile[fact]!.Value)))).Prepend(p)));
        foreach (var (profile, answers) in profiles)
        {
            var verdicts = leaves.ToDictionary(leaf => leaf, leaf => leaf.Judge(profile));
            var key = string.Concat(verdicts.Values.Select(verdict => (char)('0' + verdict)));
            if (!smallest.TryGetValue(key, out var known) || answers.Count < known.Answers.Count)
            {
                smallest[key] = new Kind(verdicts, answers);
            }
        }

        return [.. smallest.Values];
    }

    private sealed record Kind(Dictionary<Leaf, Verdict> Verdicts, ImmutableList<(Fact Fact, Answer Answer)> Answers);
}
