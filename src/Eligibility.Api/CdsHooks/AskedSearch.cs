using System.Collections.Frozen;
using System.Globalization;

namespace Eligibility.Api.CdsHooks;

/// <summary>A search as discovery asks for it: whether another address searches for as much.</summary>
internal sealed class AskedSearch
{
    // FHIR R4 search: what says how the answer is written, and not what is searched for.
    private static readonly string[] Presentation = ["_format", "_pretty", "_sort", "_total", "_include", "_revinclude"];

    private static readonly FrozenDictionary<string, AskedSearch> Published =
        Discovery.Published.Services[0].Prefetch.ToFrozenDictionary(query => query.Key, query => new AskedSearch(query.Value));

    private readonly FrozenDictionary<string, string[]> _asked;

    private AskedSearch(string query) => _asked = ParametersOf(query).ToFrozenDictionary(parameter => parameter.Name, parameter => ValuesOf(parameter.Value));

    /// <summary>Whether a search finds all that was asked for: it has no filter beside, and none that takes less.</summary>
    /// <param name="key">The key of the query.</param>
    /// <param name="address">The address of what was searched for, as its answer says it.</param>
    public static bool IsWhole(string key, string address) => !Published.TryGetValue(key, out var asked) || ParametersOf(address).All(asked.IsWide);

    private bool IsWide((string Name, string Value) parameter) => parameter.Name switch
    {
        "patient" or "subject" or "patient:Patient" or "subject:Patient" => true,
        "_summary" => parameter.Value == "false",
        "_offset" => parameter.Value == "0",
        "_count" => int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0,
        _ => Presentation.Contains(parameter.Name) || (_asked.TryGetValue(parameter.Name, out var values) && values.All(ValuesOf(parameter.Value).Contains)),
    };

    // A code may come with its system.
    private static string[] ValuesOf(string value) => Array.ConvertAll(value.Split(','), one => one.Split('|')[^1].Trim());

    private static IEnumerable<(string Name, string Value)> ParametersOf(string address)
    {
        var query = address.Split('#')[0].Split('?', 2) is [_, var text] ? text : "";
        return query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
            .Select(part => (Decoded(part[0]), part.Length > 1 ? Decoded(part[1]) : ""));
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
