using System.Text.Json.Nodes;

namespace Eligibility.Tests.Http;

/// <summary>Who writes what a schema describes, and so which way it may change.</summary>
internal enum Direction
{
    /// <summary>A client sends it: what was accepted has to be accepted still.</summary>
    Sent,

    /// <summary>A client gets it: what it was promised has to hold still.</summary>
    Answered,
}

/// <summary>
/// Finds what breaks clients between two states of a schema. What is sent may be taken more widely, never more narrowly. What is answered
/// may be promised more narrowly, never more widely: a longer text does not fit its column, and a new code of a closed list has no branch
/// in a client's switch. What cannot be compared, such as two patterns, counts as a break unless it is the same.
/// </summary>
internal sealed class SchemaBreaks(JsonNode released, JsonNode present, List<string> breaks)
{
    private static readonly string[] Lower = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
    private static readonly string[] Upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
    private static readonly string[] Opaque = ["pattern", "format", "const", "multipleOf", "uniqueItems", "propertyNames", "patternProperties", "not", "if"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems"];

    // The number formats say how much room a number takes, not what it may be: a limit says that.
    private static readonly string[] Widths = ["int32", "int64", "float", "double"];

    private readonly HashSet<(JsonNode?, JsonNode?, Direction)> _seen = [];

    /// <summary>Follows a reference to where it leads.</summary>
    public static JsonNode? Follow(JsonNode contract, JsonNode? node)
    {
        while ((string?)(node as JsonObject)?["$ref"] is { } reference)
        {
            node = reference.Split('/').Skip(1).Aggregate((JsonNode?)contract, (at, step) =>
                at?[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]);
        }

        return node;
    }

    /// <summary>Compares a schema of the release with the present one; a missing schema is one that allows anything.</summary>
    public void Compare(string place, JsonNode? before, JsonNode? now, Direction direction)
    {
        now = AsBefore(place, before, now, direction);
        before = Follow(released, before);
        now = Follow(present, now);
        if (before is null && now is null)
        {
            return;
        }

        // A schema that holds itself is compared once.
        if (!_seen.Add((before, now, direction)))
        {
            return;
        }

        var (was, isNow) = (before as JsonObject ?? [], now as JsonObject ?? []);
        CompareTypes(place, was, isNow, direction);
        CompareCodes(place, was, isNow, direction);
        CompareLimits(place, was, isNow, direction);
        CompareParts(place, was, isNow, direction);
        CompareMembers(place, was, isNow, direction);
        if (was["items"] is not null || isNow["items"] is not null)
        {
            Compare($"{place}/items", was["items"], isNow["items"], direction);
        }
    }

    // Where an answer has become one of several, the one that it was is compared, and the others are a break of their own.
    private JsonNode? AsBefore(string place, JsonNode? before, JsonNode? now, Direction direction)
    {
        var same = ((now?["oneOf"] ?? now?["anyOf"]) as JsonArray)?.FirstOrDefault(part => (string?)part!["$ref"] is { } reference && reference == (string?)before?["$ref"]);
        if (same is not null && direction == Direction.Answered)
        {
            breaks.Add($"{place}: may be something else now");
        }

        return same ?? now;
    }

    private void CompareTypes(string place, JsonObject before, JsonObject now, Direction direction)
    {
        var (wide, narrow) = direction == Direction.Sent ? (Types(now), Types(before)) : (Types(before), Types(now));
        if (wide is not null && (narrow is null || !narrow.All(type => wide.Contains(type) || (type == "integer" && wide.Contains("number")))))
        {
            breaks.Add($"{place}: another type");
        }
    }

    private void CompareCodes(string place, JsonObject before, JsonObject now, Direction direction)
    {
        var (wide, narrow) = direction == Direction.Sent ? (Codes(now), Codes(before)) : (Codes(before), Codes(now));
        if (wide is null)
        {
            return;
        }

        if (narrow is null)
        {
            breaks.Add($"{place}: {(direction == Direction.Sent ? "closed" : "no longer closed")}");
            return;
        }

        foreach (var code in narrow.Except(wide))
        {
            breaks.Add($"{place}: code {code} {(direction == Direction.Sent ? "is gone" : "is new in a closed list")}");
        }
    }

    private void CompareLimits(string place, JsonObject before, JsonObject now, Direction direction)
    {
        foreach (var limit in Lower.Concat(Upper))
        {
            var (wide, narrow) = direction == Direction.Sent ? (now[limit], before[limit]) : (before[limit], now[limit]);
            var sign = Lower.Contains(limit) ? 1 : -1;
            if (wide is not null && (narrow is null || sign * (decimal)narrow < sign * (decimal)wide))
            {
                breaks.Add($"{place}: {limit} {(direction == Direction.Sent ? "is tighter" : "is looser")}");
            }
        }

        foreach (var word in Opaque)
        {
            var (wide, narrow) = direction == Direction.Sent ? (now[word], before[word]) : (before[word], now[word]);
            var width = word == "format" && Widths.Contains((string?)wide) && (narrow is null || Widths.Contains((string?)narrow));
            if (wide is not null && !width && !JsonNode.DeepEquals(wide, narrow))
            {
                breaks.Add($"{place}: another {word}");
            }
        }
    }

    private void CompareParts(string place, JsonObject before, JsonObject now, Direction direction)
    {
        foreach (var word in Lists)
        {
            var (had, has) = (before[word] as JsonArray ?? [], now[word] as JsonArray ?? []);
            if (had.Count != has.Count)
            {
                breaks.Add($"{place}: another {word}");
                continue;
            }

            for (var part = 0; part < had.Count; part++)
            {
                Compare($"{place}/{word}/{part}", had[part], has[part], direction);
            }
        }
    }

    private void CompareMembers(string place, JsonObject before, JsonObject now, Direction direction)
    {
        var (had, has) = (before["properties"] as JsonObject ?? [], now["properties"] as JsonObject ?? []);
        foreach (var (name, schema) in had)
        {
            if (has.ContainsKey(name))
            {
                Compare($"{place}/{name}", schema, has[name], direction);
            }
            else
            {
                breaks.Add($"{place}/{name}: is gone");
            }
        }

        var (needed, needs) = (Names(before["required"]), Names(now["required"]));
        breaks.AddRange(direction == Direction.Sent
            ? needs.Except(needed).Select(name => $"{place}/{name}: is required now")
            : needed.Except(needs).Select(name => $"{place}/{name}: is no longer always there"));
        CompareOthers(place, before["additionalProperties"], now["additionalProperties"], direction);
    }

    // Answers may gain members within v1, so a schema of answers is open from the start, and closing it takes nothing from anybody.
    private void CompareOthers(string place, JsonNode? before, JsonNode? now, Direction direction)
    {
        var (wide, narrow) = direction == Direction.Sent ? (now, before) : (before, now);
        if (IsClosed(wide) && !IsClosed(narrow))
        {
            breaks.Add($"{place}: {(direction == Direction.Sent ? "takes no other members now" : "has other members now")}");
        }
        else if (wide is JsonObject && narrow is not JsonObject && !IsClosed(narrow))
        {
            breaks.Add($"{place}: another additionalProperties");
        }
        else if (wide is JsonObject && narrow is JsonObject)
        {
            Compare($"{place}/*", before, now, direction);
        }
    }

    private static bool IsClosed(JsonNode? additional) => additional is JsonValue value && value.TryGetValue<bool>(out var open) && !open;

    private static string[]? Types(JsonObject schema) => schema["type"] switch
    {
        null => null,
        JsonArray several => Names(several),
        var one => [(string)one!],
    };

    private static string[]? Codes(JsonObject schema) =>
        schema["enum"] is JsonArray codes ? [.. codes.Select(code => code?.ToJsonString() ?? "null")] : null;

    private static string[] Names(JsonNode? list) => list is JsonArray names ? [.. names.Select(name => (string)name!)] : [];
}
