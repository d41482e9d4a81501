using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;

namespace Eligibility.Api.CdsHooks;

/// <summary>The botulinum toxin among the orders that are about to be signed.</summary>
/// <param name="Product">The product, as an answer to <c>toxinProduct</c>; zero where the orders do not say, or name several.</param>
/// <param name="Indications">The indications it is ordered for; empty where the orders do not say.</param>
internal sealed record DraftOrders(ulong Product, ImmutableArray<string> Indications)
{
    /// <summary>Looks for a botulinum toxin among orders.</summary>
    /// <param name="bundle">The orders.</param>
    /// <param name="codings">Knows the codes.</param>
    /// <param name="rxNormCodes">The RxNorm codes of botulinum toxins that those who run the service have named.</param>
    /// <returns>What is ordered; null: no botulinum toxin.</returns>
    public static DraftOrders? Read(JsonElement bundle, CodingTable codings, IReadOnlyList<string> rxNormCodes)
    {
        var items = Codings(bundle).Select(coding => codings.FindOrder(coding, rxNormCodes)).OfType<OrderedItem>().ToList();
        if (items.Count == 0)
        {
            return null;
        }

        var products = items.Aggregate(0UL, (all, item) => all | item.Product);
        return new DraftOrders(BitOperations.PopCount(products) == 1 ? products : 0, [.. items.SelectMany(item => item.Indications).Distinct()]);
    }

    // Wherever an order names what it orders: code, medicationCodeableConcept, a contained Medication, a line of a group.
    private static IEnumerable<JsonElement> Codings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("coding")
            ? Prefetched.Objects(element, "coding")
            : Codings(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Codings),
        _ => [],
    };
}
