using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Eligibility.Tests.CdsHooks;

/// <summary>As much of JSON Schema 2020-12 as the schema of CDS Hooks uses. A keyword that it does not know fails, so that none is passed over.</summary>
internal sealed class PublishedSchema(JsonNode root)
{
    private static readonly string[] Annotations = ["$schema", "$id", "title", "description", "then", "else"];

    public IEnumerable<string> Breaches(string definition, JsonNode? value) => Check(root["$defs"]![definition]!, value, "$");

    private IEnumerable<string> Check(JsonNode schema, JsonNode? value, string path) =>
        schema.AsObject().Where(pair => !Annotations.Contains(pair.Key)).SelectMany(pair => Check(pair.Key, pair.Value!, schema, value, path));

    private IEnumerable<string> Check(string keyword, JsonNode rule, JsonNode schema, JsonNode? value, string path) => keyword switch
    {
        "$ref" => Check(root["$defs"]![((string)rule!).Split('/')[^1]]!, value, path),
        "type" => Says(IsOf((string)rule!, value), path, keyword),
        "const" => Says(JsonNode.DeepEquals(rule, value), path, keyword),
        "enum" => Says(rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)), path, keyword),
        "required" => value is JsonObject whole ? rule.AsArray().SelectMany(name => Says(whole.ContainsKey((string)name!), $"{path}.{name}", keyword)) : [],
        "properties" => value is JsonObject parts ? rule.AsObject().Where(pair => parts.ContainsKey(pair.Key)).SelectMany(pair => Check(pair.Value!, parts[pair.Key], $"{path}.{pair.Key}")) : [],
        "additionalProperties" => value is JsonObject more ? Additional(rule, schema, more, path) : [],
        "items" => value is JsonArray items ? items.SelectMany((item, place) => Check(rule, item, $"{path}[{place}]")) : [],
        "minItems" => Says(value is not JsonArray list || list.Count >= (int)rule!, path, keyword),
        "minProperties" => Says(value is not JsonObject few || few.Count >= (int)rule!, path, keyword),
        "minLength" => Says(Text(value) is not { } shortest || shortest.EnumerateRunes().Count() >= (int)rule!, path, keyword),
        "maxLength" => Says(Text(value) is not { } longest || longest.EnumerateRunes().Count() <= (int)rule!, path, keyword),
        "pattern" => Says(Text(value) is not { } text || Regex.IsMatch(text, (string)rule!), path, keyword),
        "format" => Says(Text(value) is not { } formed || IsFormed((string)rule!, formed), path, keyword),
        "allOf" => rule.AsArray().SelectMany(one => Check(one!, value, path)),
        "not" => Says(Check(rule, value, path).Any(), path, keyword),
        "if" => Check(rule, value, path).Any() ? [] : Check(schema["then"]!, value, path),
        "dependentRequired" => value is JsonObject given
            ? rule.AsObject().Where(pair => given.ContainsKey(pair.Key)).SelectMany(pair => Check("required", pair.Value!, schema, value, path))
            : [],
        _ => throw new NotSupportedException(keyword),
    };

    private IEnumerable<string> Additional(JsonNode rule, JsonNode schema, JsonObject value, string path)
    {
        var rest = value.Where(pair => schema["properties"]?.AsObject().ContainsKey(pair.Key) != true);
        return rule.GetValueKind() == JsonValueKind.False ? rest.Select(pair => $"{path}.{pair.Key}: additionalProperties") : rest.SelectMany(pair => Check(rule, pair.Value, $"{path}.{pair.Key}"));
    }

    private static IEnumerable<string> Says(bool holds, string path, string keyword) => holds ? [] : [$"{path}: {keyword}"];

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? (string?)value : null;

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(decimal.Parse(value!.ToJsonString(), CultureInfo.InvariantCulture)),
        _ => false,
    };

    private static bool IsFormed(string format, string text) => format switch
    {
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => throw new NotSupportedException(format),
    };
}
