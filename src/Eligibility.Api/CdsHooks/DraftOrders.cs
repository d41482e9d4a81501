using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>The botulinum toxin among the orders that are about to be signed.</summary>
/// <param name="Products">The products, as codes of <c>toxinProduct</c>; zero where the orders do not say.</param>
/// <param name="IsForAnything">Whether the orders do not say what it is for.</param>
/// <param name="Indications">The indications it is ordered for; empty where the orders do not say, or where none of them is screened here.</param>
/// <param name="Unscreened">What it is, or may be, ordered for besides, that is not screened here: the beginning of a sentence.</param>
internal sealed record DraftOrders(ulong Products, bool IsForAnything, ImmutableArray<string> Indications, ImmutableArray<string> Unscreened)
{
    /// <summary>What is said of an order without a code that is known with its system.</summary>
    public const string ByName = "No code of the order is known here: it was taken for botulinum toxin by its name, or by a HCPCS code without a known system.";

    // An empty list would leave nothing out, so this one names what is no indication.
    private static readonly Scope NoIndication = new([], [""]);

    /// <summary>Whether no code of it is known with its system: it is known by a name, or by a HCPCS code without a known system.</summary>
    public bool IsToldByName { get; init; }

    /// <summary>What is amiss with a product that it names beside those of <see cref="Products"/>, within a sentence; null where it names no other.</summary>
    public string? OtherProduct { get; init; }

    /// <summary>Whether it is for nothing that is screened here.</summary>
    public bool IsForNothingScreened => !IsForAnything && Indications.IsEmpty;

    /// <summary>Whether several products are named, of which one at most is given.</summary>
    public bool NamesSeveral => BitOperations.PopCount(Products) > 1;

    /// <summary>The products by their names.</summary>
    public IReadOnlyList<string> ProductNames => [.. FactCatalogue.ToxinProduct.CodesOf(Products)];

    /// <summary>The same orders with one of their products each.</summary>
    public IEnumerable<DraftOrders> OneProductEach => ProductNames.Select(product => this with { Products = FactCatalogue.ToxinProduct.MaskOf(product) });

    /// <summary>What is worth looking at.</summary>
    public Scope Scope => IsForAnything ? Scope.Everything : IsForNothingScreened ? NoIndication : new Scope([], Indications);

    /// <summary>The titles of the indications it is ordered for, within a sentence.</summary>
    public string Titles => Words.List([.. RuleBook.Shipped.Indications.Where(indication => Indications.Contains(indication.Id)).Select(indication => Words.Within(indication.Title))]);

    /// <summary>What the orders say of their use, in sentences.</summary>
    public IEnumerable<string> Uses =>
    [
        .. IsForAnything ? ["The order does not say which indication it is for: all that are screened here were looked at."] : Array.Empty<string>(),
        .. !IsForAnything && !Indications.IsEmpty ? [$"By the code of the order, {Titles} alone {(Indications.Length == 1 ? "was" : "were")} looked at."] : Array.Empty<string>(),
        .. Unscreened.Select(use => $"{use}, which is not screened here."),
        .. IsToldByName ? [ByName] : Array.Empty<string>(),
    ];

    /// <summary>Looks for a botulinum toxin among orders.</summary>
    /// <param name="bundle">The orders.</param>
    /// <param name="table">Knows the codes.</param>
    /// <param name="rxNormCodes">The RxNorm codes of botulinum toxins that those who run the service have named.</param>
    /// <returns>What is ordered; null: no botulinum toxin.</returns>
    public static DraftOrders? Read(JsonElement bundle, CodingTable table, IReadOnlyList<string> rxNormCodes)
    {
        var reading = OrderReading.Of(bundle, table, rxNormCodes);
        // A name that says no more than botulinum toxin adds nothing to a code or to a product.
        IReadOnlyList<OrderedItem> items = [.. reading.Coded, .. reading.Named.Where(item => !item.IsUnspecific)];
        if (items.Count == 0)
        {
            items = reading.Named;
        }

        if (items.Count == 0)
        {
            return null;
        }

        // One that may be for anything leaves everything to be looked at, whatever the others are for. The code of an injection says what its product
        // is for; one product does not say it of another.
        var isForAnything = items.Any(item => item.IsUnspecific) || !(reading.Coded.Any(item => item.HasUse) || items.All(item => item.HasUse));
        return new DraftOrders(
            items.Aggregate(0UL, (all, item) => all | item.Product),
            isForAnything,
            isForAnything ? [] : [.. items.SelectMany(item => item.Indications).Distinct()],
            [.. UsesOf(reading.Coded, "A code of the order").Concat(UsesOf(reading.Named, "The product of the order")).Distinct()])
        {
            IsToldByName = reading.Coded.Count == 0,
            OtherProduct = reading.Named.Any(item => item.IsUnknownProduct) ? "is not known here" : reading.Named.Any(item => item.Unscreened is not null) ? "is not screened here" : null,
        };
    }

    private static IEnumerable<string> UsesOf(IEnumerable<OrderedItem> items, string subject) => items.Where(item => item.Unscreened is not null)
        .Select(item => $"{subject} {(item.Indications.IsEmpty ? "is for" : "may also be for")} {item.Unscreened}");
}
