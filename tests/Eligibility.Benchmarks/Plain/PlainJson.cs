using System.Text.Json.Serialization;

namespace Eligibility.Benchmarks.Plain;

/// <summary>Reads and writes the plain records by generated code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainProfile))]
[JsonSerializable(typeof(PlainAnswer))]
[JsonSerializable(typeof(PlainVerdict))]
internal sealed partial class PlainJson : JsonSerializerContext;
