using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.RuleBooks;

/// <summary>The numbers, words and citations of a rule from a date on, with the criterion tree that its rule class makes of them.</summary>
public sealed class Edition
{
    internal Edition(DateOnly effectiveFrom, string? note, Definition definition, IEnumerable<CriterionText> texts, ImmutableArray<CaveatUse> caveats)
    {
        EffectiveFrom = effectiveFrom;
        Note = note;
        Criterion = definition.Criterion;
        Presentation = definition.Presentation;
        Leaves = [.. definition.Criterion.Leaves];
        Caveats = caveats;
        Texts = [.. texts];
    }

    /// <summary>The first day it is in force.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>What a reader should know about the edition, or null.</summary>
    public string? Note { get; }

    /// <summary>The criterion tree.</summary>
    public Criterion Criterion { get; }

    /// <summary>The leaves of the tree, in the order of the definition.</summary>
    public ImmutableArray<Leaf> Leaves { get; }

    /// <summary>The words of each of <see cref="Leaves"/>.</summary>
    public ImmutableArray<CriterionText> Texts { get; }

    /// <summary>The caveats and when each applies.</summary>
    public ImmutableArray<CaveatUse> Caveats { get; }

    /// <summary>What has to be there for the indication to be worth spelling out; null where that cannot be said.</summary>
    internal Criterion? Presentation { get; }

    /// <summary>The facts that the criteria read, each once, in catalogue order.</summary>
    public IEnumerable<Fact> Facts => Leaves.SelectMany(leaf => leaf.Facts).Distinct().OrderBy(fact => fact.Index);

    /// <summary>The words of a criterion.</summary>
    /// <param name="leaf">One of <see cref="Leaves"/>.</param>
    /// <returns>Its text.</returns>
    public CriterionText TextOf(Leaf leaf) => Texts[Leaves.IndexOf(leaf)];
}

/// <summary>The words of a criterion, with its limits filled in.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="NotMet">What it means that it is not met, or null.</param>
/// <param name="Note">What a reader should know where another fact stands in, or null.</param>
/// <param name="Citation">The source.</param>
public sealed record CriterionText(string Text, string? NotMet, string? Note, Citation Citation);
