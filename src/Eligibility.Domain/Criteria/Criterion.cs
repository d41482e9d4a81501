using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// A condition as a value: a leaf that reads facts, or a combination of others. A rule class defines a tree of them once; verdicts,
/// open questions, texts and pictures are all derived from that tree.
/// </summary>
public abstract class Criterion
{
    private protected Criterion()
    {
    }

    /// <summary>The leaves in the order of the definition.</summary>
    internal abstract IEnumerable<Leaf> Leaves { get; }

    /// <summary>Every part of it has to be met. Parts that an edition does not ask for are null and left out.</summary>
    /// <param name="parts">The parts; at least one is not null.</param>
    /// <returns>The combination, or the only part.</returns>
    public static Criterion AllOf(params IEnumerable<Criterion?> parts) => Combine(true, parts);

    /// <summary>One part of it has to be met. Parts that an edition does not ask for are null and left out.</summary>
    /// <param name="parts">The parts; at least one is not null.</param>
    /// <returns>The combination, or the only part.</returns>
    public static Criterion AnyOf(params IEnumerable<Criterion?> parts) => Combine(false, parts);

    /// <summary>Whether any answers at all can meet it.</summary>
    internal abstract bool CanBeMet { get; }

    /// <summary>What the facts that were answered say about it.</summary>
    /// <param name="profile">The answers.</param>
    /// <returns>The verdict.</returns>
    internal abstract Verdict Judge(SymptomProfile profile);

    /// <summary>The verdict, where the verdicts of the leaves are given.</summary>
    /// <param name="verdictOf">The verdict of each leaf.</param>
    /// <returns>The verdict.</returns>
    internal abstract Verdict Combine(Func<Leaf, Verdict> verdictOf);

    /// <summary>Whether every leaf has to be met, so that the verdict always hangs on all of them.</summary>
    internal abstract bool IsAllOfLeaves { get; }

    /// <summary>
    /// The leaves that the verdict hangs on: of parts of which one is enough, those that come out as the whole does. That another of them is not met says
    /// nothing.
    /// </summary>
    /// <param name="verdictOf">The verdict of each leaf.</param>
    /// <returns>The leaves, in the order of the definition.</returns>
    internal abstract IEnumerable<Leaf> Bearing(Func<Leaf, Verdict> verdictOf);

    /// <summary>The facts that may still change the verdict, by the look of the tree: unanswered and in a part that is not decided for good.</summary>
    /// <param name="profile">The answers.</param>
    /// <returns>The facts; none where the verdict stands for good.</returns>
    internal abstract FactSet OpenFacts(SymptomProfile profile);

    private static Criterion Combine(bool all, IEnumerable<Criterion?> parts)
    {
        ImmutableArray<Criterion> present = [.. parts.OfType<Criterion>()];
        return present.Length switch
        {
            0 => throw new ArgumentException("A rule has to ask for something: every limit was left out.", nameof(parts)),
            1 => present[0],
            _ => new Combination(all, present),
        };
    }
}

/// <summary>Several criteria of which all, or any one, have to be met.</summary>
internal sealed class Combination(bool all, ImmutableArray<Criterion> parts) : Criterion
{
    /// <summary>True for "all of", false for "any of".</summary>
    public bool All { get; } = all;

    /// <summary>The parts, at least two.</summary>
    public ImmutableArray<Criterion> Parts { get; } = parts;

    internal override bool IsAllOfLeaves { get; } = all && parts.All(part => part.IsAllOfLeaves);

    internal override bool CanBeMet => All ? Parts.All(part => part.CanBeMet) : Parts.Any(part => part.CanBeMet);

    internal override IEnumerable<Leaf> Leaves => Parts.SelectMany(part => part.Leaves);

    internal override Verdict Judge(SymptomProfile profile)
    {
        var verdict = All ? Verdict.Met : Verdict.NotMet;
        foreach (var part in Parts)
        {
            var next = part.Judge(profile);
            verdict = All == next < verdict ? next : verdict;
        }

        return verdict;
    }

    internal override Verdict Combine(Func<Leaf, Verdict> verdictOf) =>
        All ? Parts.Min(part => part.Combine(verdictOf)) : Parts.Max(part => part.Combine(verdictOf));

    internal override IEnumerable<Leaf> Bearing(Func<Leaf, Verdict> verdictOf)
    {
        if (All)
        {
            return Parts.SelectMany(part => part.Bearing(verdictOf));
        }

        var whole = Combine(verdictOf);
        return Parts.Where(part => part.Combine(verdictOf) == whole).SelectMany(part => part.Bearing(verdictOf));
    }

    // A part that is decided for good, the wrong way, decides the whole, and then nothing is open. A stand-in decides only for now.
    internal override FactSet OpenFacts(SymptomProfile profile)
    {
        var deciding = All ? Verdict.NotMet : Verdict.Met;
        var open = FactSet.None;
        foreach (var part in Parts)
        {
            var facts = part.OpenFacts(profile);
            if (facts.IsEmpty && part.Judge(profile) == deciding)
            {
                return FactSet.None;
            }

            open |= facts;
        }

        return open;
    }
}
