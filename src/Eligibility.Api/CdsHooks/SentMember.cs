using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>What the members of a resource that was sent mean before they are read.</summary>
internal static class SentMember
{
    // FHIR R4: what may turn the meaning of a resource round. Who does not know it must not read past it.
    private static readonly string[] Turning = ["modifierExtension", "implicitRules", "_implicitRules"];

    /// <summary>Whether a member says nothing, as if it had been left out. An empty object is something that cannot be read.</summary>
    /// <param name="value">Its value; undefined where there is none.</param>
    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    /// <summary>Whether a resource has a member that may turn its meaning round.</summary>
    /// <param name="resource">The resource.</param>
    public static bool HasTurning(JsonElement resource) => Array.Exists(Turning, name => resource.TryGetProperty(name, out var value) && !IsEmpty(value));

    /// <summary>The objects of a list of a resource; none where there is no such list.</summary>
    /// <param name="element">The resource, or a part of it.</param>
    /// <param name="name">The name of the list.</param>
    public static IEnumerable<JsonElement> Objects(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>The members with a value whose names begin alike, such as those of a choice of types.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="prefix">How they begin.</param>
    public static List<JsonProperty> Beginning(JsonElement resource, ReadOnlySpan<byte> prefix)
    {
        var found = new List<JsonProperty>();
        foreach (var member in resource.EnumerateObject())
        {
            if (MemberName.Of(member).StartsWith(prefix) && !IsEmpty(member.Value))
            {
                found.Add(member);
            }
        }

        return found;
    }
}
