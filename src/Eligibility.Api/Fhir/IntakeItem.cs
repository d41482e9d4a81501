using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.Fhir;

/// <summary>What an item of the form is. The codes of FHIR are these words in lower case.</summary>
internal enum ItemType
{
    /// <summary>Items that belong together.</summary>
    Group,

    /// <summary>A text that explains and is not answered.</summary>
    Display,

    /// <summary>A question answered by true or false.</summary>
    Boolean,

    /// <summary>A question answered by a whole number.</summary>
    Integer,

    /// <summary>A question answered by a number.</summary>
    Decimal,

    /// <summary>A question answered by codes.</summary>
    Choice,
}

/// <summary>One item of the form: the Questionnaire is written from it, and a response is read by it.</summary>
/// <param name="LinkId">Its name: that of the fact; within a list that of the list, a dot, and that of the field.</param>
/// <param name="Type">What it is.</param>
/// <param name="Text">Its words.</param>
internal sealed record IntakeItem(string LinkId, ItemType Type, string Text)
{
    /// <summary>The code of "none of these". A set without a code and a set that was not asked for are two things, and FHIR has no empty answer.</summary>
    public const string None = "none";

    /// <summary>The fact, or the field of an entry, that is answered; null where nothing is, or only whether a list is empty.</summary>
    public Fact? Fact { get; init; }

    /// <summary>The list of which this asks whether there is anything in it; null for every other item.</summary>
    public EntryListFact? PresenceOf { get; init; }

    /// <summary>Whether it may be answered more than once; a group: whether it may be there more than once.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether an entry is incomplete without it.</summary>
    public bool Required { get; init; }

    /// <summary>The code system of the codes that answer it.</summary>
    public string System { get; } = Canonical.CodesOf(LinkId);

    /// <summary>The codes that answer it, "none" the last where it is one; empty where it takes no codes.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>The items in it.</summary>
    public ImmutableArray<IntakeItem> Items { get; init; } = [];

    /// <summary>The element that holds an answer to it.</summary>
    public string ValueName => Type == ItemType.Choice ? "valueCoding" : $"value{Type}";
}
