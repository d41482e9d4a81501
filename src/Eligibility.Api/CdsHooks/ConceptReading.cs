using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;

namespace Eligibility.Api.CdsHooks;

/// <summary>What can be read of a CodeableConcept.</summary>
/// <param name="Codings">Its codings.</param>
/// <param name="IsUnderstood">
/// Whether its meaning is known, be it one that bears on nothing here: each coding has a system and a code, and one of them is a code of a system
/// that the table knows. A translation into a local code beside it is of no matter.
/// </param>
internal readonly record struct ConceptReading(ImmutableArray<JsonElement> Codings, bool IsUnderstood)
{
    /// <summary>Reads one.</summary>
    /// <param name="resource">The resource that has it.</param>
    /// <param name="name">The name of the member.</param>
    /// <param name="codings">Knows the codes.</param>
    public static ConceptReading Of(JsonElement resource, string name, CodingTable codings)
    {
        if (!resource.TryGetProperty(name, out var concept) || concept.ValueKind != JsonValueKind.Object)
        {
            return new ConceptReading([], false);
        }

        ImmutableArray<JsonElement> objects = [.. SentMember.Objects(concept, "coding")];
        var isWhole = objects.Length > 0 && concept.GetProperty("coding").GetArrayLength() == objects.Length
            && objects.All(coding => IsText(coding, "system") && IsText(coding, "code"));
        return new ConceptReading(objects, isWhole && objects.Any(codings.Knows));
    }

    private static bool IsText(JsonElement coding, string name) => coding.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String;
}
