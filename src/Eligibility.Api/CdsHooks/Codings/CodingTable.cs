using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.CdsHooks.Codings;

/// <summary>What the codes of a chart and of an order say in the words of this service. Its content is <c>codings/chart.json</c>. Immutable.</summary>
internal sealed class CodingTable
{
    private const string Resource = "codings/chart.json";
    private static readonly Lazy<CodingTable> Embedded = new(() => CodingTableReader.Read(ShippedFile().Span));

    private readonly FrozenDictionary<string, Regex> _forms;
    private readonly FrozenDictionary<(string System, string Code), ChartFinding> _findings;
    private readonly FrozenDictionary<(string System, string Code), ChartFinding> _questions;
    private readonly FrozenDictionary<(string System, string Code), ChartFinding> _denials;
    private readonly FrozenDictionary<(string System, string Code), OrderedItem> _orders;
    private readonly ImmutableArray<(string System, string Family, ChartFinding Finding)> _families;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _systemOf;
    private readonly ImmutableArray<string> _standingAlone;
    private readonly OrderNames _names;

    internal CodingTable(
        IReadOnlyDictionary<string, string> systems,
        IEnumerable<string> standingAlone,
        OrderNames names,
        IReadOnlyDictionary<string, Regex> forms,
        IReadOnlyDictionary<(string System, string Code), ChartFinding> findings,
        IReadOnlyDictionary<(string System, string Code), ChartFinding> questions,
        IReadOnlyDictionary<(string System, string Code), ChartFinding> denials,
        IReadOnlyDictionary<(string System, string Code), OrderedItem> orders)
    {
        _systemOf = systems.ToFrozenDictionary(pair => NormalizeSystem(pair.Key), pair => pair.Value, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _standingAlone = [.. standingAlone];
        _names = names;
        _forms = forms.ToFrozenDictionary();
        _findings = findings.Where(pair => !IsFamily(pair.Key.Code)).ToFrozenDictionary();
        _families = [.. findings.Where(pair => IsFamily(pair.Key.Code)).Select(pair => (pair.Key.System, pair.Key.Code[..^1], pair.Value))];
        _questions = questions.ToFrozenDictionary();
        _denials = denials.ToFrozenDictionary();
        _orders = orders.ToFrozenDictionary();
    }

    /// <summary>The table that ships with this assembly.</summary>
    /// <exception cref="Hosting.SettingsException">Something is wrong with it; the message lists every fault.</exception>
    public static CodingTable Shipped => Embedded.Value;

    /// <summary>The table's file as it ships.</summary>
    public static ReadOnlyMemory<byte> ShippedFile()
    {
        using var stream = typeof(CodingTable).Assembly.GetManifestResourceStream(Resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>What a coding in the chart says.</summary>
    /// <param name="coding">A FHIR Coding.</param>
    /// <returns>The finding, or null: the code says nothing here.</returns>
    public ChartFinding? Find(JsonElement coding)
    {
        if (Read(coding) is not { } code)
        {
            return null;
        }

        return _findings.TryGetValue(code, out var finding) ? finding : FindFamily(code);
    }

    /// <summary>What an observation is the answer to, by a coding of its code.</summary>
    /// <param name="coding">A FHIR Coding.</param>
    /// <returns>The finding that its value may say, or null.</returns>
    public ChartFinding? FindQuestion(JsonElement coding) => Read(coding) is { } code ? _questions.GetValueOrDefault(code) : null;

    /// <summary>What a coding, as the answer of an observation, says not to be there.</summary>
    /// <param name="coding">A FHIR Coding.</param>
    /// <returns>The finding that is not there, or null.</returns>
    public ChartFinding? FindDenial(JsonElement coding) => Read(coding) is { } code ? _denials.GetValueOrDefault(code) : null;

    /// <summary>Whether a coding has a code, as its system writes them, of a system that the table knows, also where it says nothing here.</summary>
    /// <param name="coding">A FHIR Coding.</param>
    public bool Knows(JsonElement coding) => Read(coding) is { } code && _forms.TryGetValue(code.System, out var form) && form.IsMatch(code.Code);

    /// <summary>What a coding in an order orders.</summary>
    /// <param name="coding">A FHIR Coding.</param>
    /// <param name="rxNormCodes">The RxNorm codes of botulinum toxins that those who run the service have named.</param>
    /// <returns>What is ordered, or null: no botulinum toxin.</returns>
    public OrderedItem? FindOrder(JsonElement coding, IReadOnlyList<string> rxNormCodes) =>
        Read(coding) is not { } code ? null
        : code.System == "rxnorm" && rxNormCodes.Contains(code.Code) ? OrderedItem.Unspecific
        : _orders.GetValueOrDefault(code);

    /// <summary>What a code orders that tells its system by itself, where it names none, or none that the table knows.</summary>
    /// <param name="coding">A FHIR Coding.</param>
    /// <returns>What is ordered, or null: no botulinum toxin.</returns>
    public OrderedItem? FindLooseOrder(JsonElement coding) =>
        coding.ValueKind == JsonValueKind.Object && coding.TryGetProperty("code"u8, out var code) && code.ValueKind == JsonValueKind.String && SystemOf(coding) is null
            ? _standingAlone.Select(system => _orders.GetValueOrDefault((system, Normalize(system, code.GetString()!.Trim())))).FirstOrDefault(item => item is not null)
            : null;

    /// <summary>Adds what a text in an order names.</summary>
    /// <param name="text">The name of the thing that is ordered.</param>
    /// <param name="into">Where to.</param>
    public void AddOrdersNamed(string text, List<OrderedItem> into) => _names.AddTo(into, text);

    /// <summary>
    /// A code as the table has it: dots and case are of no matter in ICD-10-CM, where charts often leave them out; case and the modifiers behind a
    /// hyphen or a space in codes of procedures and supplies, where bills often have them.
    /// </summary>
    internal static string Normalize(string system, string code) => system switch
    {
        "icd-10-cm" => code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant(),
        "hcpcs" or "cpt" => (code.AsSpan().IndexOfAny('-', ' ') is >= 0 and var end ? code[..end] : code).ToUpperInvariant(),
        _ => code,
    };

    /// <summary>The address of a system as the table has it: case and a slash at its end are of no matter.</summary>
    internal static string NormalizeSystem(string uri) => uri.Trim().TrimEnd('/').ToUpperInvariant();

    private static bool IsFamily(string code) => code.EndsWith('-');

    private ChartFinding? FindFamily((string System, string Code) code)
    {
        foreach (var (system, family, finding) in _families)
        {
            if (system == code.System && code.Code.StartsWith(family, StringComparison.Ordinal))
            {
                return finding;
            }
        }

        return null;
    }

    private (string System, string Code)? Read(JsonElement coding) =>
        SystemOf(coding) is { } id && coding.TryGetProperty("code"u8, out var code) && code.ValueKind == JsonValueKind.String
            ? (id, Normalize(id, code.GetString()!.Trim()))
            : null;

    private string? SystemOf(JsonElement coding) =>
        coding.ValueKind == JsonValueKind.Object && coding.TryGetProperty("system"u8, out var system) && system.ValueKind == JsonValueKind.String
        && _systemOf.TryGetValue(system.GetString().AsSpan().Trim().TrimEnd('/'), out var id)
            ? id
            : null;
}

/// <summary>What a code in a chart says.</summary>
/// <param name="Id">Its id, kebab-case.</param>
/// <param name="Title">It in words, within a sentence.</param>
/// <param name="Fills">The answers it gives; a set holds these codes, and nothing is known of its others.</param>
/// <param name="Asks">The questions it makes worth asking.</param>
/// <param name="GoodForDays">How many days an observation of it may be old; null: any.</param>
internal sealed record ChartFinding(string Id, string Title, ImmutableArray<(CodedFact Fact, ulong Codes)> Fills, ImmutableArray<Fact> Asks, int? GoodForDays);

/// <summary>What a code in an order orders.</summary>
/// <param name="Product">The product, as an answer to <c>toxinProduct</c>; zero where the code does not say.</param>
/// <param name="Indications">The indications it is for; empty where the code does not say, or is for none that is screened here.</param>
/// <param name="Unscreened">A use it is for that is not screened here, within a sentence; null where there is none.</param>
internal sealed record OrderedItem(ulong Product, ImmutableArray<string> Indications, string? Unscreened)
{
    /// <summary>A botulinum toxin, of whichever product and for whatever.</summary>
    public static OrderedItem Unspecific { get; } = new(0, [], null);

    /// <summary>A product that is a botulinum toxin by its generic name, and not one of those that are known.</summary>
    public static OrderedItem UnknownProduct { get; } = new(0, [], null) { IsUnknownProduct = true };

    /// <summary>Whether it names a product that is not known.</summary>
    public bool IsUnknownProduct { get; private init; }

    /// <summary>Whether it says no more than that it is a botulinum toxin.</summary>
    public bool IsUnspecific => Product == 0 && !HasUse && !IsUnknownProduct;

    /// <summary>Whether it is known what it is for.</summary>
    public bool HasUse => !Indications.IsEmpty || Unscreened is not null;
}
