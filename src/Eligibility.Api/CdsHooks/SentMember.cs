using System.Text.Json;

namespace Eligibility.Api.CdsHooks;

/// <summary>What the members of a resource that was sent mean before they are read.</summary>
internal static class SentMember
{
    // FHIR R4: what may turn the meaning of a resource round. Who does not know it must not read past it.
    private static readonly string[] Turning = ["modifierExtension", "implicitRules"];

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
}
