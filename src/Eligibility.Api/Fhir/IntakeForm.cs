using System.Collections.Frozen;
using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.Fhir;

/// <summary>The form, made from the facts: an item for each, in their order, and a question before each list whether there is anything to list.</summary>
internal static class IntakeForm
{
    // A list says "asked, none" by being empty. A group of a response cannot: one without answers may also be one that nobody got to.
    private static readonly ImmutableDictionary<EntryListFact, string> PresenceQuestions = ImmutableDictionary<EntryListFact, string>.Empty
        .Add(FactCatalogue.PreventivesTried, "Was any medicine to prevent headache ever tried?")
        .Add(FactCatalogue.AcuteMedicines, "Is any medicine taken against a headache once it is there?");

    /// <summary>The items, in order.</summary>
    public static ImmutableArray<IntakeItem> Items { get; } = [.. FactCatalogue.All.SelectMany(ItemsOf)];

    private static readonly FrozenDictionary<string, FormPlace> Places = PlacesIn(Items, null).ToFrozenDictionary(place => place.Item.LinkId);

    /// <summary>Every linkId there is, at whatever depth.</summary>
    public static ImmutableArray<string> LinkIds => Places.Keys;

    /// <summary>The item of a linkId and its place, at whatever depth; null where there is none.</summary>
    public static FormPlace? Find(string linkId) => Places.TryGetValue(linkId, out var place) ? place : null;

    /// <summary>The places of items, at whatever depth.</summary>
    /// <param name="items">The items.</param>
    /// <param name="within">The item that they are in; null for the form itself.</param>
    /// <exception cref="InvalidOperationException">There are more beside each other than <see cref="FormPlace.Most"/>.</exception>
    internal static IEnumerable<FormPlace> PlacesIn(ImmutableArray<IntakeItem> items, IntakeItem? within) => items.Length <= FormPlace.Most
        ? items.SelectMany((item, index) => PlacesIn(item.Items, item).Prepend(new FormPlace(item, within, index)))
        : throw new InvalidOperationException($"There may be {FormPlace.Most} items beside each other: whether one was seen is a bit of its own.");

    private static IEnumerable<IntakeItem> ItemsOf(Fact fact)
    {
        if (fact is EntryListFact list)
        {
            yield return new IntakeItem(PresenceLinkId(list), ItemType.Boolean, PresenceQuestions[list]) { PresenceOf = list };
        }

        yield return Item(fact, fact.Name);
    }

    /// <summary>The question whether there is anything in a list.</summary>
    /// <param name="list">The list.</param>
    public static string PresenceLinkId(EntryListFact list) => $"{list.Name}.any";

    private static IntakeItem Item(Fact fact, string linkId) => fact switch
    {
        NumberFact number => new(linkId, number.WholeNumbers ? ItemType.Integer : ItemType.Decimal, fact.Question) { Fact = fact, Items = Remark(fact, linkId) },
        BooleanFact => new(linkId, ItemType.Boolean, fact.Question) { Fact = fact, Items = Remark(fact, linkId) },
        CodeSetFact set => new(linkId, ItemType.Choice, fact.Question) { Fact = fact, Items = Remark(fact, linkId), Repeats = true, Codes = set.Codes.Add(IntakeItem.None) },
        CodedFact coded => new(linkId, ItemType.Choice, fact.Question) { Fact = fact, Items = Remark(fact, linkId), Codes = coded.Codes },
        EntryListFact list => new(linkId, ItemType.Group, fact.Question) { Fact = fact, Repeats = true, Items = [.. Remark(fact, linkId), .. list.Fields.Select(field => Field(list, field))] },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IntakeItem Field(EntryListFact list, Fact field) =>
        Item(field, $"{list.Name}.{field.Name}") with { Required = field == list.Fields[0] };

    private static ImmutableArray<IntakeItem> Remark(Fact fact, string linkId) =>
        fact.Remark is { } remark ? [new IntakeItem($"{linkId}.remark", ItemType.Display, remark)] : [];
}

/// <summary>An item of the form, and where the form has it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Within">The item that it is in; null for the form itself.</param>
/// <param name="Index">Which one of those there it is, from 0; below <see cref="Most"/>.</param>
internal readonly record struct FormPlace(IntakeItem Item, IntakeItem? Within, int Index)
{
    /// <summary>How many there may be in one place.</summary>
    public const int Most = 64;

    /// <summary>Its own bit among those of the items in its place.</summary>
    public ulong Bit => 1UL << Index;
}
