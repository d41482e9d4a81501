using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>The botulinum toxin among the orders that are about to be signed.</summary>
/// <param name="Products">The products, as codes of <c>toxinProduct</c>; zero where the orders do not say.</param>
/// <param name="IsForAnything">Whether the orders do not say what it is for.</param>
/// <param name="Indications">The indications it is ordered for; empty where the orders do not say, or where none of them is screened here.</param>
/// <param name="Unscreened">What it is, or may be, ordered for besides, that is not screened here: the rest of a sentence about a code of the order.</param>
internal sealed record DraftOrders(ulong Products, bool IsForAnything, ImmutableArray<string> Indications, ImmutableArray<string> Unscreened)
{
    // An empty list would leave nothing out, so this one names what is no indication.
    private static readonly Scope NoIndication = new([], [""]);

    /// <summary>Whether several products are named, of which one at most is given.</summary>
    public bool NamesSeveral => BitOperations.PopCount(Products) > 1;

    /// <summary>The products by their names.</summary>
    public IReadOnlyList<string> ProductNames => [.. FactCatalogue.ToxinProduct.CodesOf(Products)];

    /// <summary>The same orders with one of their products each.</summary>
    public IEnumerable<DraftOrders> OneProductEach => ProductNames.Select(product => this with { Products = FactCatalogue.ToxinProduct.MaskOf(product) });

    /// <summary>What is worth looking at.</summary>
    public Scope Scope => IsForAnything ? Scope.Everything : Indications.IsEmpty ? NoIndication : new Scope([], Indications);

    /// <summary>The titles of the indications it is ordered for, within a sentence.</summary>
    public string Titles => Words.List([.. RuleBook.Shipped.Indications.Where(indication => Indications.Contains(indication.Id)).Select(indication => Words.Within(indication.Title))]);

    /// <summary>What the orders say of their use, in sentences.</summary>
    public IEnumerable<string> Uses =>
    [
        .. IsForAnything ? ["The order does not say which indication it is for: all that are screened here were looked at."] : Array.Empty<string>(),
        .. !IsForAnything && !Indications.IsEmpty ? [$"By the code of the order, {Titles} alone {(Indications.Length == 1 ? "was" : "were")} looked at."] : Array.Empty<string>(),
        .. Unscreened.Select(use => $"A code of the order {use}, which is not screened here."),
    ];

    /// <summary>Looks for a botulinum toxin among orders.</summary>
    /// <param name="bundle">The orders.</param>
    /// <param name="table">Knows the codes.</param>
    /// <param name="rxNormCodes">The RxNorm codes of botulinum toxins that those who run the service have named.</param>
    /// <returns>What is ordered; null: no botulinum toxin.</returns>
    public static DraftOrders? Read(JsonElement bundle, CodingTable table, IReadOnlyList<string> rxNormCodes)
    {
        var codings = new List<JsonElement>();
        AddCodings(codings, bundle);
        var items = codings.Select(coding => table.FindOrder(coding, rxNormCodes)).OfType<OrderedItem>().ToList();
        if (items.Count == 0)
        {
            return null;
        }

        // One that may be for anything leaves everything to be looked at, whatever the others are for.
        var isForAnything = items.Exists(item => item.Product == 0 && !item.HasUse) || !items.Exists(item => item.HasUse);
        return new DraftOrders(
            items.Aggregate(0UL, (all, item) => all | item.Product),
            isForAnything,
            isForAnything ? [] : [.. items.SelectMany(item => item.Indications).Distinct()],
            [.. items.Where(item => item.Unscreened is not null).Select(item => $"{(item.Indications.IsEmpty ? "is for" : "may also be for")} {item.Unscreened}").Distinct()]);
    }

    // Wherever an order names what it orders: code, medicationCodeableConcept, a contained Medication, a line of a group.
    private static void AddCodings(List<JsonElement> codings, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                AddCodings(codings, item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object && !IsNotToBeDone(element))
        {
            codings.AddRange(SentMember.Objects(element, "coding"));
            foreach (var member in element.EnumerateObject().Where(member => !member.NameEquals("coding") && !member.NameEquals("reasonCode")))
            {
                AddCodings(codings, member.Value);
            }
        }
    }

    private static bool IsNotToBeDone(JsonElement resource) =>
        (resource.TryGetProperty("doNotPerform", out var not) && not.ValueKind == JsonValueKind.True)
        || ResourceText.Of(resource, "status") is "cancelled" or "revoked" or "stopped" or "entered-in-error";
}
