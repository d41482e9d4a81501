using System.Text.Json;

namespace Eligibility.Api.Fhir;

/// <summary>The texts of a resource that was sent.</summary>
internal static class ResourceText
{
    /// <summary>A text; null where there is none, or something else in its place.</summary>
    public static string? Of(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
