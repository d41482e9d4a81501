using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// Whether an Observation says "no" and nothing else. It ends what was known before, so that whatever may say more of it, such as another focus, a
/// component or a remark, leaves it in doubt.
/// </summary>
internal static class DenialReading
{
    // FHIR R4 Observation: what says who observed it, when, how and on what order, or is generated from the rest.
    private static readonly string[] Plain =
    [
        "resourceType", "id", "meta", "language", "text", "extension", "identifier", "basedOn", "partOf", "status", "category", "code", "subject", "encounter",
        "effectiveDateTime", "effectiveInstant", "effectivePeriod", "issued", "performer", "valueCodeableConcept", "method", "device", "specimen",
    ];

    private static readonly string[] PlainConcept = ["id", "coding", "text"];
    private static readonly string[] PlainCoding = ["id", "system", "version", "code", "display", "userSelected"];

    // "Not pregnant" is the display of both codes that deny a pregnancy, with SNOMED CT's semantic tag behind it in its full name.
    private static readonly string[] PlainTexts = ["not pregnant", "not pregnant (finding)"];

    /// <summary>Whether it does, for certain.</summary>
    /// <param name="observation">An Observation that is about the person and has a status that stands.</param>
    /// <param name="code">What it is the answer to.</param>
    /// <param name="value">The answer.</param>
    /// <param name="denied">What is asked whether it is there.</param>
    /// <param name="codings">Knows the codes.</param>
    public static bool IsCertain(JsonElement observation, ConceptReading code, ConceptReading value, ChartFinding denied, CodingTable codings) =>
        code.IsUnderstood && value.IsUnderstood && HasOnly(observation, Plain) && !ReductionMark.IsOn(observation)
        && value.Codings.All(coding => codings.FindDenial(coding) == denied)
        && IsPlain(observation.GetProperty("code"u8), code) && observation.GetProperty("valueCodeableConcept"u8) is var answer && IsPlain(answer, value) && SaysNoMore(answer, value);

    private static bool IsPlain(JsonElement concept, ConceptReading reading) => HasOnly(concept, PlainConcept) && reading.Codings.All(coding => HasOnly(coding, PlainCoding));

    private static bool SaysNoMore(JsonElement concept, ConceptReading value) =>
        !concept.TryGetProperty("text", out var text) || SentMember.IsEmpty(text)
        || (ResourceText.Of(concept, "text")?.Trim() is { } words
            && (PlainTexts.Contains(words, StringComparer.OrdinalIgnoreCase) || value.Codings.Any(coding => ResourceText.Of(coding, "display")?.Trim() == words)));

    private static bool HasOnly(JsonElement element, string[] names)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!SentMember.IsEmpty(member.Value) && !IsOneOf(member, names))
            {
                return false;
            }
        }

        return true;
    }

    // There may be thousands of members: none is made a text.
    private static bool IsOneOf(JsonProperty member, string[] names)
    {
        foreach (var name in names)
        {
            if (member.NameEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
