using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eligibility.Api.Fhir;

/// <summary>How resources are written: camelCase, nothing that is absent. An empty list is absent too: who has none says null.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OperationOutcome))]
[JsonSerializable(typeof(Questionnaire))]
[JsonSerializable(typeof(Bundle))]
[JsonSerializable(typeof(CapabilityStatement))]
[JsonSerializable(typeof(OperationDefinition))]
[JsonSerializable(typeof(GuidanceResponse))]
internal sealed partial class FhirJson : JsonSerializerContext
{
    /// <summary>How a resource is written that goes into a buffer.</summary>
    public static JsonWriterOptions Written { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The one way to use it.</summary>
    public static FhirJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
