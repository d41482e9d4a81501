using System.Text.Json;

namespace Eligibility.Api.Fhir;

/// <summary>The texts of a resource that was sent, and what it says that it is.</summary>
internal static class ResourceText
{
    /// <summary>A text; null where there is none, or something else in its place.</summary>
    public static string? Of(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    /// <summary>Whether something is a resource: an object that says its type.</summary>
    /// <param name="value">Whatever was sent.</param>
    /// <param name="type">The type that it has to be of; null: any.</param>
    public static bool IsResource(this JsonElement value, string? type = null) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("resourceType"u8, out var named) && named.ValueKind == JsonValueKind.String && (type is null || named.ValueEquals(type));
}
