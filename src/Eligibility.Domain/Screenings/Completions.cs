using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// Answers that stand for all others: for each fact, one answer for every class of answers that the criteria in question can tell
/// apart, and that agrees with what was answered already.
/// </summary>
internal sealed class Completions
{
    private readonly ImmutableArray<Leaf> _leaves;

    public Completions(IEnumerable<Leaf> leaves) => _leaves = [.. leaves];

    /// <summary>The profile completed by each distinguishable answer to a fact, in turn.</summary>
    public IEnumerable<SymptomProfile> Of(SymptomProfile profile, Fact fact) => fact switch
    {
        NumberFact number => Numbers(number, profile).Select(value => profile.With(number, new Answer(Number: value))),
        CodeSetFact set => Subsets(Representatives(set)).Select(codes => profile.With(set, new Answer(Codes: codes))),
        CodedFact coded => Representatives(coded).Select(code => profile.With(coded, new Answer(Codes: code))),
        _ => [],
    };

    // Facts that bound each other are cut at the same points, so that classes of one can be compared with classes of the other.
    private IEnumerable<decimal> Numbers(NumberFact fact, SymptomProfile profile)
    {
        var (least, most) = Bounds(fact, profile);
        var linked = FactCatalogue.All.OfType<NumberFact>().Where(other => other == fact || other.AtMost == fact || fact.AtMost == other || (other.AtMost is not null && other.AtMost == fact.AtMost));
        decimal[] points =
        [
            least, most,
            .. linked.SelectMany(other => _leaves.Where(leaf => leaf.Facts.Contains(other)).SelectMany(leaf => leaf.TurningPoints(other, profile))),
        ];
        var cuts = points.Where(point => point >= least && point <= most).Distinct().Order().ToList();
        var between = cuts.Zip(cuts.Skip(1), (low, high) => fact.WholeNumbers ? decimal.Floor((low + high) / 2) : (low + high) / 2);
        return cuts.Concat(between).Where(fact.Accepts).Distinct();
    }

    private static (decimal Least, decimal Most) Bounds(NumberFact fact, SymptomProfile profile)
    {
        var least = FactCatalogue.All.OfType<NumberFact>().Where(other => other.AtMost == fact && profile.Has(other))
            .Select(other => profile[other]!.Value.Number).Append(fact.Minimum).Max();
        var most = fact.AtMost is { } bound && profile.Has(bound) ? Math.Min(fact.Maximum, profile[bound]!.Value.Number) : fact.Maximum;
        return (least, most);
    }

    // Codes that every criterion treats alike stand for each other.
    private IEnumerable<ulong> Representatives(CodedFact fact)
    {
        ulong[] masks = [.. _leaves.Where(leaf => leaf.Facts.Contains(fact)).Select(leaf => leaf.Distinguishes(fact)).Distinct()];
        return Enumerable.Range(0, fact.Codes.Length).Select(index => 1UL << index)
            .GroupBy(code => string.Concat(masks.Select(mask => (mask & code) != 0 ? '1' : '0')))
            .Select(alike => alike.First());
    }

    private static IEnumerable<ulong> Subsets(IEnumerable<ulong> codes) =>
        codes.Aggregate<ulong, IEnumerable<ulong>>([0UL], (sets, code) => sets.SelectMany(set => new[] { set, set | code }));
}
