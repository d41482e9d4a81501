using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>The tags and labels by which a resource says of itself that something was taken out of it.</summary>
internal static class ReductionMark
{
    // HL7 v3 ObservationValue, the codes for an altered record: what of them says that something is not there, or not as it was.
    private static readonly string[] Codes = ["SUBSETTED", "REDACTED", "MASKED", "ABSTRED", "AGGRED"];
    private static readonly string[] Lists = ["tag", "security"];

    /// <summary>Whether it says so, or says something there that cannot be read.</summary>
    /// <param name="resource">The resource.</param>
    public static bool IsOn(JsonElement resource)
    {
        if (!resource.TryGetProperty("meta"u8, out var meta) || SentMember.IsEmpty(meta))
        {
            return false;
        }

        return meta.ValueKind != JsonValueKind.Object || Array.Exists(Lists, name => meta.TryGetProperty(name, out var marks) && !SentMember.IsEmpty(marks) && IsIn(marks));
    }

    // A label is one by its code: who leaves out its system means the same.
    private static bool IsIn(JsonElement marks) => marks.ValueKind != JsonValueKind.Array
        || marks.EnumerateArray().Any(mark => mark.ValueKind != JsonValueKind.Object || (ResourceText.Of(mark, "code")?.Trim() is { } code && Codes.Contains(code, StringComparer.OrdinalIgnoreCase)));
}
