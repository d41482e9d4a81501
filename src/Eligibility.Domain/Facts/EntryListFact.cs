using System.Collections.Immutable;

namespace Eligibility.Domain.Facts;

/// <summary>A fact answered by a list of entries, such as the preventive medicines that were tried. An empty list means "asked, none".</summary>
public sealed class EntryListFact : Fact
{
    internal EntryListFact(string name, string question, int maximumEntries, params ImmutableArray<Fact> fields)
        : base(name, question)
    {
        MaximumEntries = maximumEntries;
        Fields = fields;
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i].Index = i;
        }
    }

    /// <summary>The largest number of entries in the list.</summary>
    public int MaximumEntries { get; }

    /// <summary>The fields of an entry. The first is required, the others may be missing and are then unknown.</summary>
    public ImmutableArray<Fact> Fields { get; }
}
