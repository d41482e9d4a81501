using System.Text.Json.Serialization;

namespace Eligibility.Api.Fhir;

/// <summary>A resource.</summary>
/// <param name="ResourceType">What kind of resource it is.</param>
internal abstract record Resource([property: JsonPropertyOrder(-1)] string ResourceType);

// The data types of FHIR R4 that are written here, with the elements that are used.

/// <summary>A code and whose code it is.</summary>
/// <param name="System">The code system.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">The code in words.</param>
internal sealed record Coding(string System, string Code, string? Display = null);

/// <summary>A concept, by codes, by words or by both.</summary>
/// <param name="Coding">The codes.</param>
/// <param name="Text">The words.</param>
internal sealed record CodeableConcept(IReadOnlyList<Coding>? Coding, string? Text = null);

/// <summary>What FHIR itself has no element for. It has one value.</summary>
/// <param name="Url">What it means.</param>
internal sealed record Extension(string Url)
{
    /// <summary>A code.</summary>
    public Coding? ValueCoding { get; init; }

    /// <summary>A concept.</summary>
    public CodeableConcept? ValueCodeableConcept { get; init; }

    /// <summary>A number.</summary>
    public decimal? ValueDecimal { get; init; }

    /// <summary>A whole number.</summary>
    public int? ValueInteger { get; init; }

    /// <summary>True or false.</summary>
    public bool? ValueBoolean { get; init; }
}
