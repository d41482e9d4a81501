using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>The botulinum toxin among the orders that are about to be signed.</summary>
/// <param name="Product">The product, as an answer to <c>toxinProduct</c>; zero where the orders do not say, or name several.</param>
/// <param name="Indications">The indications it is ordered for; empty where the orders do not say.</param>
internal sealed record DraftOrders(ulong Product, ImmutableArray<string> Indications)
{
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

        var products = items.Aggregate(0UL, (all, item) => all | item.Product);
        // One that may be for anything leaves everything to be looked at, whatever the others are for.
        var isForAnything = items.Exists(item => item.Product == 0 && item.Indications.IsEmpty);
        return new DraftOrders(BitOperations.PopCount(products) == 1 ? products : 0, isForAnything ? [] : [.. items.SelectMany(item => item.Indications).Distinct()]);
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
            codings.AddRange(Prefetched.Objects(element, "coding"));
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
