using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eligibility.Api.CdsHooks.Codings;

// The shape of codings/chart.json, as codings/README.md describes it to its authors. Unknown members are refused.

internal sealed record CodingFile(
    IReadOnlyDictionary<string, SystemFile> Systems,
    IReadOnlyDictionary<string, SourceFile> Sources,
    IReadOnlyList<FindingFile> Findings,
    IReadOnlyList<OrderFile> Orders,
    OtherThingsFile OtherThings);

internal sealed record SystemFile(string Title, IReadOnlyList<string> Uris, string Form, string Notice, bool StandsAlone = false);

internal sealed record SourceFile(string Title, int Year, Uri Url, string Confidence, string Note);

internal sealed record CodesFile(string System, IReadOnlyList<string> Codes, string Source);

internal sealed record NamesFile(IReadOnlyList<string> Texts, string Source);

internal sealed record OtherThingsFile(IReadOnlyList<string> Texts, string Note);

internal sealed record FindingFile(
    string Id,
    string Title,
    IReadOnlyList<CodesFile> Codes,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Fills = null,
    IReadOnlyList<string>? Asks = null,
    CodesFile? Question = null,
    IReadOnlyList<CodesFile>? Denials = null,
    AgeFile? GoodFor = null,
    string? Note = null);

internal sealed record AgeFile(int Days, string Source);

internal sealed record OrderFile(
    string Id,
    IReadOnlyList<CodesFile> Codes,
    string? Product = null,
    IReadOnlyList<string>? Indications = null,
    string? Unscreened = null,
    IReadOnlyList<NamesFile>? Names = null,
    string? Note = null);

/// <summary>How the table is read: strictly, so that a misspelt member is not silently dropped.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict, GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CodingFile))]
internal sealed partial class CodingJson : JsonSerializerContext;
