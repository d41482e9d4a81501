using System.Collections.Immutable;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// A number worked out from a profile. What is missing leaves a range: from the least to the most that the answers allow. Comparing
/// ranges instead of numbers is what keeps "unknown" exact.
/// </summary>
internal abstract class Quantity
{
    /// <summary>Headache days a month that count for starting treatment: before the first treatment the present ones, after it the baseline.</summary>
    public static readonly Quantity HeadacheDays = new BeforeTreatment();

    /// <summary>Units of onabotulinumtoxinA that would fall within three months of each other.</summary>
    public static readonly Quantity UnitsWithin3Months = new Sum(PlannedUnits, UnitsLast3Months);

    /// <summary>The facts it is worked out from, the one it is named after first.</summary>
    public abstract ImmutableArray<Fact> Facts { get; }

    /// <summary>The answer to a single fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <returns>The quantity.</returns>
    public static Quantity Of(NumberFact fact) => new Single(fact);

    /// <summary>The least and the most it can be; the same number twice where it is known.</summary>
    public abstract (decimal Least, decimal Most) Range(SymptomProfile profile);

    /// <summary>The fact that the number rests on in this profile.</summary>
    public virtual NumberFact DecidedBy(SymptomProfile profile) => (NumberFact)Facts[0];

    /// <summary>The answer to a fact at which the quantity passes a value, the other answers being as they are.</summary>
    public abstract decimal? Solve(decimal value, NumberFact fact, SymptomProfile profile);

    private static (decimal Least, decimal Most) RangeOf(NumberFact fact, SymptomProfile profile) =>
        profile[fact] is { } answer ? (answer.Number, answer.Number) : (fact.Minimum, fact.Maximum);

    private sealed class Single(NumberFact fact) : Quantity
    {
        public override ImmutableArray<Fact> Facts { get; } = [fact];

        public override (decimal Least, decimal Most) Range(SymptomProfile profile) => RangeOf(fact, profile);

        public override decimal? Solve(decimal value, NumberFact fact, SymptomProfile profile) => value;
    }

    private sealed class BeforeTreatment : Quantity
    {
        public override ImmutableArray<Fact> Facts { get; } = [HeadacheDaysPerMonth, BaselineHeadacheDaysPerMonth];

        public override (decimal Least, decimal Most) Range(SymptomProfile profile) => RangeOf(DecidedBy(profile), profile);

        public override NumberFact DecidedBy(SymptomProfile profile) =>
            profile[CyclesCompleted] is { Number: > 0 } ? BaselineHeadacheDaysPerMonth : HeadacheDaysPerMonth;

        public override decimal? Solve(decimal value, NumberFact fact, SymptomProfile profile) =>
            fact == DecidedBy(profile) ? value : null;
    }

    private sealed class Sum(params ImmutableArray<NumberFact> facts) : Quantity
    {
        public override ImmutableArray<Fact> Facts { get; } = [.. facts];

        public override (decimal Least, decimal Most) Range(SymptomProfile profile) =>
            (facts.Sum(fact => RangeOf(fact, profile).Least), facts.Sum(fact => RangeOf(fact, profile).Most));

        public override decimal? Solve(decimal value, NumberFact fact, SymptomProfile profile) =>
            value - facts.Where(other => other != fact).Sum(other => RangeOf(other, profile).Least);
    }
}
