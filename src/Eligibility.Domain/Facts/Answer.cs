using System.Collections.Immutable;

namespace Eligibility.Domain.Facts;

/// <summary>
/// The answer to one fact. Which part holds it depends on the fact: a number, a set of codes as bits in the order the fact lists
/// them, or the entries of a list. Equality compares lists by reference.
/// </summary>
/// <param name="Number">The number, for a <see cref="NumberFact"/>.</param>
/// <param name="Codes">The codes as bits, for a <see cref="CodedFact"/>; zero is "asked, none".</param>
/// <param name="Entries">The entries, for an <see cref="EntryListFact"/>.</param>
public readonly record struct Answer(decimal Number = 0, ulong Codes = 0, ImmutableArray<Entry> Entries = default);

/// <summary>One entry of a list, such as one preventive medicine. Any field but the class may be missing.</summary>
public sealed class Entry
{
    private readonly Answer?[] _answers;

    internal Entry(params Answer?[] answers) => _answers = answers;

    /// <summary>The answer to a field of this entry, or null where it is missing.</summary>
    /// <param name="field">One of the fields of the list the entry belongs to.</param>
    /// <returns>The answer, or null.</returns>
    public Answer? this[Fact field] => _answers[field.Index];
}
