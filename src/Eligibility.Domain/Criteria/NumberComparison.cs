using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>How a quantity is compared with its limit.</summary>
internal enum Comparison
{
    /// <summary>The limit or more.</summary>
    AtLeast,

    /// <summary>Beyond the limit: the limit itself does not do.</summary>
    MoreThan,

    /// <summary>The limit or less.</summary>
    AtMost,

    /// <summary>Short of the limit: the limit itself does not do.</summary>
    LessThan,
}

/// <summary>A quantity compared with a value, which is a limit's unless the criterion is only about presence.</summary>
internal sealed class NumberComparison(
    string id, Quantity quantity, Comparison comparison, decimal value, params ImmutableArray<Limit> limits) : Leaf(id, limits)
{
    private readonly string _required = string.Create(CultureInfo.InvariantCulture, $"{Sign(comparison)} {value}");

    /// <summary>What is compared.</summary>
    public Quantity Quantity { get; } = quantity;

    /// <summary>What the quantity is compared with.</summary>
    public decimal Value { get; } = value;

    public override ImmutableArray<Fact> Facts => Quantity.Facts;

    public override Observation Observe(SymptomProfile profile)
    {
        var (least, most) = Quantity.Range(profile);
        return new Observation(Quantity.DecidedBy(profile), least == most ? new Answer(Number: least) : null, _required);
    }

    internal override Verdict Judge(SymptomProfile profile)
    {
        var (least, most) = Quantity.Range(profile);
        var (atLeast, atMost) = (Holds(least), Holds(most));
        return atLeast == atMost ? (atLeast ? Verdict.Met : Verdict.NotMet) : Verdict.Unknown;
    }

    internal override object Identity => (Quantity.Identity, comparison, Value);

    internal override bool IsOpenWhileUnanswered => Quantity.IsAnswerAlone;

    internal override bool ComparesOnly => Quantity is { IsAnswerAlone: true } or HeadacheDays;

    private protected override bool IsOpen(Fact fact, SymptomProfile profile) => Quantity.DependsOn(fact, profile);

    internal override IEnumerable<decimal> TurningPoints(NumberFact fact, SymptomProfile profile) =>
        Quantity.TurningPoints(Value, fact, profile);

    internal override IEnumerable<ImmutableArray<Entry>> TellingLists(EntryListFact fact, SymptomProfile profile) =>
        Quantity.TellingLists(Value, fact, profile);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => ">=",
        Comparison.MoreThan => ">",
        Comparison.AtMost => "<=",
        _ => "<",
    };

    /// <summary>Whether a number would do.</summary>
    public bool Holds(decimal number) => comparison switch
    {
        Comparison.AtLeast => number >= Value,
        Comparison.MoreThan => number > Value,
        Comparison.AtMost => number <= Value,
        _ => number < Value,
    };
}
