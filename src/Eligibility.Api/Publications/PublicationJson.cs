using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eligibility.Api.Facts;
using Eligibility.Api.Health;
using Eligibility.Api.Rules;
using Eligibility.Json.Contract;

namespace Eligibility.Api.Publications;

/// <summary>How everything but a screening is written as JSON: camelCase, nothing that is absent, nothing escaped without need.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RuleBookDocument))]
[JsonSerializable(typeof(RuleDocument))]
[JsonSerializable(typeof(FactsDocument))]
[JsonSerializable(typeof(HealthDocument))]
internal sealed partial class PublicationJson : JsonSerializerContext
{
    /// <summary>The one way to use it.</summary>
    public static PublicationJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
