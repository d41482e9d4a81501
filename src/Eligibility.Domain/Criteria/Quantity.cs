using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// A number worked out from a profile. What is missing leaves a range: from the least to the most that the answers allow. Comparing
/// ranges instead of numbers is what keeps "unknown" exact.
/// </summary>
internal abstract class Quantity
{
    /// <summary>The facts it is worked out from, the one it is named after first.</summary>
    public abstract ImmutableArray<Fact> Facts { get; }

    /// <summary>Quantities of equal identity are the same number in every profile.</summary>
    public abstract object Identity { get; }

    /// <summary>Whether it is the answer to one fact, whatever the other answers are.</summary>
    public virtual bool IsAnswerAlone => false;

    /// <summary>Whether it is a part of a hundred, and not in the unit of the fact it is named after.</summary>
    public virtual bool IsPercent => false;

    /// <summary>The answer to a single fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <returns>The quantity.</returns>
    public static Quantity Of(NumberFact fact) => new SingleAnswer(fact);

    /// <summary>The least and the most it can be; the same number twice where it is known.</summary>
    public abstract (decimal Least, decimal Most) Range(SymptomProfile profile);

    /// <summary>The fact that the number rests on in this profile.</summary>
    public virtual Fact DecidedBy(SymptomProfile profile) => Facts[0];

    /// <summary>Whether an answer to a fact can still make a difference to the number.</summary>
    public virtual bool DependsOn(Fact fact, SymptomProfile profile) => profile[fact] is null;

    /// <summary>The answers to a fact at which the quantity passes a value, the other answers being as they are.</summary>
    public abstract IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile);

    /// <summary>Lists that bring the quantity just to a value and just short of it, where it counts entries.</summary>
    public virtual IEnumerable<ImmutableArray<Entry>> TellingLists(decimal value, EntryListFact fact, SymptomProfile profile) => [];

    /// <summary>The least and the most that the answer to a fact can be.</summary>
    protected static (decimal Least, decimal Most) RangeOf(NumberFact fact, SymptomProfile profile)
    {
        if (!profile.Known.Contains(fact))
        {
            return (fact.Minimum, fact.Maximum);
        }

        var number = profile.NumberOf(fact);
        return (number, number);
    }

    private sealed class SingleAnswer(NumberFact fact) : Quantity
    {
        public override ImmutableArray<Fact> Facts { get; } = [fact];

        public override object Identity => fact;

        public override bool IsAnswerAlone => true;

        public override (decimal Least, decimal Most) Range(SymptomProfile profile) => RangeOf(fact, profile);

        public override IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile) => [value];
    }
}
