using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Drawings;

/// <summary>A rule as a tree to look at: combinations with their parts, leaves with their words and sources. Made from the definition, so it cannot disagree with it.</summary>
/// <param name="Label">The words of the node.</param>
/// <param name="Source">The title, section and year of a leaf's source; null for a combination.</param>
/// <param name="Parts">The parts of a combination; none for a leaf.</param>
internal sealed record RuleTree(string Label, string? Source, ImmutableArray<RuleTree> Parts)
{
    /// <summary>The tree of an edition.</summary>
    public static RuleTree Of(Rule rule, Edition edition) => new($"{rule.Title} ({edition.EffectiveFrom:yyyy-MM-dd})", null, [Of(edition, edition.Criterion)]);

    private static RuleTree Of(Edition edition, Criterion criterion) => criterion switch
    {
        Combination combination => new(combination.All ? "All of" : "Any one of", null, [.. combination.Parts.Select(part => Of(edition, part))]),
        Leaf leaf => Of(edition.TextOf(leaf)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RuleTree Of(CriterionText text) => new(text.Text, $"{text.Citation.Title}, {text.Citation.Section} ({text.Citation.Year})", []);
}
