using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Proofs;

/// <summary>What can be proved about an edition by trying every kind of profile that its criteria can tell apart.</summary>
internal static class RuleProof
{
    /// <summary>What is wrong with an edition, in sentences; none where every criterion can come out either way and decides something.</summary>
    public static IEnumerable<string> Findings(Edition edition)
    {
        var all = new DistinguishableProfiles(edition.Leaves).All.ToList();
        foreach (var leaf in edition.Leaves.Where(leaf => !leaf.Facts.IsEmpty))
        {
            foreach (var verdict in Enum.GetValues<Verdict>().Where(verdict => Expected(leaf, verdict) && all.TrueForAll(kind => kind.Verdicts[leaf] != verdict)))
            {
                yield return $"criterion '{leaf.Id}' is never {Codes.Of(verdict)}.";
            }

            if (!all.Exists(kind => Decides(edition, leaf, kind.Verdicts)))
            {
                yield return $"criterion '{leaf.Id}' decides nothing: whatever it comes out as, the rule says the same.";
            }
        }
    }

    /// <summary>The kinds of profile whose verdict differs between two editions, the smallest example of each kind of change first.</summary>
    /// <returns>For each change of verdict: how many kinds of profile, out of how many, and the smallest example.</returns>
    public static IEnumerable<VerdictChange> Differences(Edition before, Edition after)
    {
        var profiles = new DistinguishableProfiles(before.Leaves.Concat(after.Leaves));
        return profiles.All
            .Select(kind => (Before: before.Criterion.Combine(leaf => kind.Verdicts[leaf]), After: after.Criterion.Combine(leaf => kind.Verdicts[leaf]), kind.Example))
            .Where(kind => kind.Before != kind.After)
            .GroupBy(kind => (kind.Before, kind.After))
            .OrderBy(group => group.Key)
            .Select(group => new VerdictChange(group.Key.Before, group.Key.After, group.Count(), profiles.Count,
                group.MinBy(kind => Facts.FactCatalogue.All.Count(kind.Example.Has)).Example));
    }

    private static bool Expected(Leaf leaf, Verdict verdict) => verdict switch
    {
        Verdict.Unknown => leaf.CanBeOpen,
        Verdict.NotMet => leaf.CanBeBroken,
        _ => true,
    };

    private static bool Decides(Edition edition, Leaf leaf, ImmutableDictionary<Leaf, Verdict> verdicts) =>
        edition.Criterion.Combine(other => other == leaf ? Verdict.Met : verdicts[other])
        != edition.Criterion.Combine(other => other == leaf ? Verdict.NotMet : verdicts[other]);
}

/// <summary>A change of verdict between two editions.</summary>
/// <param name="Before">The verdict of the older one.</param>
/// <param name="After">The verdict of the newer one.</param>
/// <param name="Count">The kinds of profile that change so.</param>
/// <param name="Total">The kinds of profile there are.</param>
/// <param name="Example">The smallest of them.</param>
internal sealed record VerdictChange(Verdict Before, Verdict After, int Count, long Total, Facts.SymptomProfile Example);
