using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>A criterion that reads facts itself.</summary>
public abstract class Leaf : Criterion
{
    private protected Leaf(string id, params ImmutableArray<Limit> limits)
    {
        Id = id;
        Limits = limits;
    }

    /// <summary>The criterion's id within its rule, kebab-case.</summary>
    public string Id { get; }

    /// <summary>The limits it compares with; none where the criterion has no number and no choice in it.</summary>
    public ImmutableArray<Limit> Limits { get; }

    /// <summary>Every fact that the verdict may depend on, the one it is named after first.</summary>
    public abstract ImmutableArray<Fact> Facts { get; }

    /// <summary>The facts of <see cref="Facts"/>.</summary>
    internal FactSet Reads => field.IsEmpty ? field = FactSet.Of(Facts) : field;

    /// <summary>Whether some answers break it. One that is either met or not compared tells what is open, and nothing else.</summary>
    internal virtual bool CanBeBroken => true;

    /// <summary>Whether it can be unknown. What is assumed while it is missing cannot, unless an answer to it is one that is not compared.</summary>
    internal virtual bool CanBeOpen => Facts.Any(fact => fact.Assumed is null);

    /// <summary>Whether it is open exactly while its verdict is unknown, and then to every fact of it that was not answered.</summary>
    internal virtual bool IsOpenWhileUnanswered => true;

    /// <summary>Whether its turning points are the same whatever the other answers are, but for the stage of the treatment.</summary>
    internal virtual bool ComparesOnly => false;

    /// <summary>Leaves of equal identity come out the same for every profile.</summary>
    internal virtual object Identity => this;

    internal sealed override IEnumerable<Leaf> Leaves => [this];

    // A criterion that reads no fact comes out the same for everybody, and never as met.
    internal sealed override bool CanBeMet => !Facts.IsEmpty;

    /// <summary>What was observed, and what is required, in a profile.</summary>
    /// <param name="profile">The answers.</param>
    /// <returns>The observation.</returns>
    public abstract Observation Observe(SymptomProfile profile);

    /// <summary>The numbers at which a change of a fact may change the verdict, the other facts being as they are.</summary>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <param name="profile">The answers.</param>
    /// <returns>The numbers, in any order, possibly out of the fact's bounds.</returns>
    internal virtual IEnumerable<decimal> TurningPoints(NumberFact fact, SymptomProfile profile) => [];

    /// <summary>Lists that this criterion tells from an empty one, and from each other.</summary>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <param name="profile">The answers.</param>
    /// <returns>The lists.</returns>
    internal virtual IEnumerable<ImmutableArray<Entry>> TellingLists(EntryListFact fact, SymptomProfile profile) => [];

    /// <summary>The choices of codes of a fact that this criterion tells from the rest, and from each other.</summary>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <returns>The bits of each choice, the one that the criterion is named after first.</returns>
    internal virtual ImmutableArray<ulong> Distinguishes(CodedFact fact) => [];

    internal sealed override bool IsAllOfLeaves => true;

    internal sealed override IEnumerable<Leaf> Bearing(Func<Leaf, Verdict> verdictOf) => [this];

    internal sealed override Verdict Combine(Func<Leaf, Verdict> verdictOf) => verdictOf(this);

    internal override FactSet OpenFacts(SymptomProfile profile)
    {
        var open = FactSet.None;
        if (Judge(profile) == Verdict.Unknown)
        {
            foreach (var fact in Facts)
            {
                open |= IsOpen(fact, profile) ? FactSet.Of(fact) : FactSet.None;
            }
        }

        return open;
    }

    /// <summary>Whether an answer to a fact can still make a difference while the verdict is unknown.</summary>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <param name="profile">The answers.</param>
    /// <returns>True where it can.</returns>
    private protected virtual bool IsOpen(Fact fact, SymptomProfile profile) => profile[fact] is null;
}

/// <summary>What a criterion saw and what it asks for.</summary>
/// <param name="Fact">The fact that decides, or that is missing; null where no answer could make a difference.</param>
/// <param name="Observed">What was seen: the answer to the fact, or a number worked out from several; null where it is not known.</param>
/// <param name="Required">What is required, in a short exact form such as <c>&gt;= 15</c>.</param>
/// <param name="IsNoted">Whether the criterion's note applies: the fact stands in for a better one that was not answered, or its answer is not compared.</param>
public readonly record struct Observation(Fact? Fact, Answer? Observed, string Required, bool IsNoted = false);
