namespace Eligibility.Domain.Facts;

/// <summary>A fact that is a number with a unit, within closed bounds.</summary>
public sealed class NumberFact : Fact
{
    internal NumberFact(string name, string question, string unit, decimal minimum, decimal maximum)
        : base(name, question)
    {
        Unit = unit;
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>The unit in words, such as <c>days a month</c>.</summary>
    public string Unit { get; }

    /// <summary>The smallest answer there is, itself included.</summary>
    public decimal Minimum { get; }

    /// <summary>The largest answer there is, itself included.</summary>
    public decimal Maximum { get; }

    /// <summary>Whether only whole numbers are answers. Where not, a mean of diary months such as 14.5 is one.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>A fact whose answer bounds this one from above: migraine days are among the headache days. Null: there is none.</summary>
    public NumberFact? AtMost { get; init; }

    /// <summary>A list whose every entry's number bounds this one from below: days with any medicine are at least those with each. Null: there is none.</summary>
    public EntryListFact? AtLeastEachOf { get; init; }

    /// <summary>The number among the fields of the entries that bound this fact.</summary>
    internal NumberFact? EachOf => field ??= AtLeastEachOf?.Fields.OfType<NumberFact>().Single();

    /// <summary>Whether a number is an answer to this fact taken alone.</summary>
    /// <param name="value">The number.</param>
    /// <returns>True where it lies within the bounds and is whole where it has to be.</returns>
    public bool Accepts(decimal value) =>
        value >= Minimum && value <= Maximum && (!WholeNumbers || decimal.IsInteger(value));
}
