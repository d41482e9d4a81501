using System.Text.Json;

namespace Eligibility.Api.Fhir;

/// <summary>The lists of a resource that was sent.</summary>
internal static class SentList
{
    /// <summary>Takes the entries of a list, or none where it is left out.</summary>
    /// <param name="element">The object that it is in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="entries">Its entries.</param>
    /// <returns>False: there is something else in its place.</returns>
    public static bool TryRead(JsonElement element, string name, out JsonElement.ArrayEnumerator entries)
    {
        var isThere = element.TryGetProperty(name, out var list);
        entries = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
        return !isThere || list.ValueKind is JsonValueKind.Array or JsonValueKind.Null;
    }
}
