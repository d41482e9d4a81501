using System.Collections.Immutable;
using System.Text.Json;

namespace Eligibility.Domain.RuleBooks;

/// <summary>Reads the files of a rule book strictly and gathers what is wrong with them, so that an author sees every fault at once.</summary>
internal sealed class ContentReader
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private const int EarliestYear = 1900;
    private const int LatestYear = 2100;

    private readonly List<RuleBookFault> _faults = [];

    /// <summary>What was found so far, file by file.</summary>
    public ImmutableArray<RuleBookFault> Faults => [.. _faults.OrderBy(fault => fault.File, StringComparer.Ordinal)];

    /// <summary>Puts down a fault.</summary>
    public void Fault(string file, string problem, string remedy) => _faults.Add(new RuleBookFault(file, problem, remedy));

    /// <summary>The content of a file; null, and a fault, where it cannot be read.</summary>
    public T? Read<T>(string file, ReadOnlyMemory<byte> content)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (Null(document.RootElement, "$") is { } where)
            {
                Fault(file, $"{where}: is null.", "Give a value, or leave it out.");
                return null;
            }

            return document.Deserialize<T>(Strict);
        }
        catch (JsonException fault)
        {
            Fault(file, $"line {fault.LineNumber + 1}, {fault.Path ?? "$"}: {Plain(fault)}", fault.Path is null
                ? "Look there, and at the line before, for a comma, a quote or a bracket."
                : "Compare the file with rules/README.md, which names every member.");
            return null;
        }
    }

    /// <summary>The member of a closed list; null, and a fault, where the code is none of them.</summary>
    public T? Code<T>(string file, string where, string? code)
        where T : struct, Enum
    {
        if (code is not null && Codes.Find<T>(code) is { } member)
        {
            return member;
        }

        Fault(file, $"{where}: {(code is null ? "is missing" : $"'{code}' is not known")}.", $"Use one of: {string.Join(", ", Codes.All<T>())}.");
        return null;
    }

    /// <summary>The citations of an edition or of the shared caveats, by key.</summary>
    public ImmutableDictionary<string, Citation> Citations(string file, ImmutableDictionary<string, CitationFile> files)
    {
        var citations = ImmutableDictionary.CreateBuilder<string, Citation>(StringComparer.Ordinal);
        foreach (var (key, source) in files)
        {
            var where = $"citations.{key}";
            if (!source.Url.IsAbsoluteUri || (source.Url.Scheme != Uri.UriSchemeHttps && source.Url.Scheme != Uri.UriSchemeHttp))
            {
                Fault(file, $"{where}.url: is not a web address.", "Give the address where the source can be read.");
            }

            if (source.Year is < EarliestYear or > LatestYear)
            {
                Fault(file, $"{where}.year: is not a year of four digits.", "Give the year of the source.");
            }

            // A wrong word is one fault: whatever refers to the citation still finds it.
            var confidence = Code<Confidence>(file, $"{where}.confidence", source.Confidence) ?? Confidence.Secondary;
            citations[key] = new Citation(source.Title, source.Section, source.Year, source.Url, confidence, source.Note);
        }

        return citations.ToImmutable();
    }

    /// <summary>Refuses words that this service never says.</summary>
    public void CheckWords(string file, string where, string? text)
    {
        string[] banned = ["not eligible", "ineligible"];
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Fault(file, $"{where}: is empty.", "Write a sentence.");
        }

        if (text is not null && banned.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            Fault(file, $"{where}: says that somebody is not eligible.", "Say which published criterion is not met.");
        }
    }

    // The first place that holds null. Only the profile of a case may: there it means what it means in a request.
    private static string? Null(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null => path,
        JsonValueKind.Object => element.EnumerateObject().Where(member => member.Name != "profile")
            .Select(member => Null(member.Value, $"{path}.{member.Name}")).FirstOrDefault(where => where is not null),
        JsonValueKind.Array => element.EnumerateArray().Select((item, index) => Null(item, $"{path}[{index}]")).FirstOrDefault(where => where is not null),
        _ => null,
    };

    // The serializer's own words name .NET types.
    private static string Plain(JsonException fault) =>
        fault.Message.Contains("could not be mapped", StringComparison.Ordinal) ? $"'{fault.Message.Split('\'').ElementAtOrDefault(1)}' is not a member here."
        : fault.Message.Contains("could not be converted", StringComparison.Ordinal) ? "the value is not of the form this member has (a day is written YYYY-MM-DD)."
        : fault.Message.Contains("missing required", StringComparison.Ordinal) ? $"a member is missing: {fault.Message.Split("including: ")[^1].Split(". Path")[0].TrimEnd('.')}."
        : fault.Message.Split(". Path:")[0].Split(" LineNumber:")[0].TrimEnd('.') + ".";
}
