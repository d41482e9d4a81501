using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// What is ordered, by the codes wherever an order names what it orders (code, medicationCodeableConcept, a contained Medication, a line of a group) and
/// by the names of products where it names the thing ordered in words.
/// </summary>
internal sealed class OrderReading
{
    private readonly CodingTable _table;
    private readonly IReadOnlyList<string> _rxNormCodes;
    private readonly List<OrderedItem> _coded = [];
    private readonly List<OrderedItem> _named = [];
    private bool _isNameRead;

    private OrderReading(CodingTable table, IReadOnlyList<string> rxNormCodes) => (_table, _rxNormCodes) = (table, rxNormCodes);

    // What stands in a place of a resource.
    private enum Part
    {
        // Whatever it is.
        Any,

        // The resource itself.
        Resource,

        // The name of the thing that is ordered.
        Name,

        // What says why, which is no order.
        Reason,
    }

    /// <summary>What is ordered by a code of a system that is known.</summary>
    public IReadOnlyList<OrderedItem> Coded => _coded;

    /// <summary>What is ordered by the name of a product, or by a code that tells its system by itself and names none that is known.</summary>
    public IReadOnlyList<OrderedItem> Named => _named;

    /// <summary>Reads orders.</summary>
    /// <param name="bundle">The orders.</param>
    /// <param name="table">Knows the codes and the names.</param>
    /// <param name="rxNormCodes">The RxNorm codes of botulinum toxins that those who run the service have named.</param>
    public static OrderReading Of(JsonElement bundle, CodingTable table, IReadOnlyList<string> rxNormCodes)
    {
        var reading = new OrderReading(table, rxNormCodes);
        reading.Read(bundle, Part.Any);
        return reading;
    }

    private void Read(JsonElement element, Part part)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Read(item, part);
                }

                break;
            case JsonValueKind.Object when part == Part.Resource:
                ReadResource(element);
                break;
            case JsonValueKind.Object:
                ReadMembers(element, part);
                break;
            // A name where FHIR has a concept is a name all the same.
            case JsonValueKind.String when part == Part.Name && _isNameRead:
                AddNames(element);
                break;
            default:
                break;
        }
    }

    // Only the status of an order itself says that it is not to be done: not that of the Bundle, and not one in a place where FHIR has none.
    private void ReadResource(JsonElement resource)
    {
        var type = ResourceText.Of(resource, "resourceType");
        if (type is not ("Bundle" or "Medication") && IsNotToBeDone(resource))
        {
            return;
        }

        // What else may come along, such as an allergy or a medicine of former days, is not ordered, whatever it is called.
        var outer = _isNameRead;
        _isNameRead = type is "Medication" || type?.EndsWith("Request", StringComparison.OrdinalIgnoreCase) == true || type?.EndsWith("Order", StringComparison.OrdinalIgnoreCase) == true;
        ReadMembers(resource, Part.Any);
        _isNameRead = outer;
    }

    private void ReadMembers(JsonElement element, Part part)
    {
        foreach (var member in element.EnumerateObject())
        {
            var value = member.Value;
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String)
            {
                ReadMember(MemberName.Of(member), value, part);
            }
        }
    }

    private void ReadMember(ReadOnlySpan<byte> name, JsonElement value, Part part)
    {
        if (name.SequenceEqual("coding"u8) && value.ValueKind == JsonValueKind.Object)
        {
            AddCode(value, part);
        }
        else if (name.SequenceEqual("coding"u8) && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var coding in value.EnumerateArray())
            {
                AddCode(coding, part);
            }
        }
        else if (part == Part.Name && value.ValueKind == JsonValueKind.String)
        {
            if (_isNameRead && (name.SequenceEqual("text"u8) || name.SequenceEqual("display"u8)))
            {
                AddNames(value);
            }
        }
        else if (PartOf(name, part) is var inner and not Part.Reason)
        {
            Read(value, inner);
        }
    }

    private void AddCode(JsonElement coding, Part part)
    {
        if (_table.FindOrder(coding, _rxNormCodes) is { } item)
        {
            _coded.Add(item);
        }
        else if (part == Part.Name && _isNameRead && _table.FindLooseOrder(coding) is { } loose)
        {
            _named.Add(loose);
        }

        if (part == Part.Name && _isNameRead && coding.ValueKind == JsonValueKind.Object && coding.TryGetProperty("display"u8, out var display))
        {
            AddNames(display);
        }
    }

    private void AddNames(JsonElement text)
    {
        if (text.ValueKind == JsonValueKind.String)
        {
            _table.AddOrdersNamed(text.GetString()!, _named);
        }
    }

    private static Part PartOf(ReadOnlySpan<byte> name, Part outer) =>
        name.SequenceEqual("resource"u8) || name.SequenceEqual("contained"u8) ? Part.Resource
        : name.SequenceEqual("reasonCode"u8) || name.SequenceEqual("reason"u8) ? Part.Reason
        : name.SequenceEqual("code"u8) || name.SequenceEqual("medication"u8) || name.SequenceEqual("medicationCodeableConcept"u8) || name.SequenceEqual("medicationReference"u8)
            || name.SequenceEqual("codeCodeableConcept"u8) || name.SequenceEqual("codeReference"u8) || name.SequenceEqual("itemCodeableConcept"u8) || name.SequenceEqual("itemReference"u8)
            || name.SequenceEqual("orderDetail"u8) ? Part.Name
        : outer == Part.Name && (name.SequenceEqual("concept"u8) || name.SequenceEqual("reference"u8)) ? Part.Name
        : Part.Any;

    private static bool IsNotToBeDone(JsonElement resource) =>
        (resource.TryGetProperty("doNotPerform"u8, out var not) && not.ValueKind == JsonValueKind.True)
        || ResourceText.Of(resource, "status") is "cancelled" or "revoked" or "stopped" or "entered-in-error";
}
