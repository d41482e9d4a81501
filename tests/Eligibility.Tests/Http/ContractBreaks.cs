using System.Text.Json.Nodes;

namespace Eligibility.Tests.Http;

/// <summary>
/// Finds what breaks clients between the contract of a release and the present one: calls, parameters, bodies, answers, access. A status
/// more is no break: a client takes one that it does not know for the first of its class, as RFC 9110 has it.
/// </summary>
internal sealed class ContractBreaks
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly JsonNode _released;
    private readonly JsonNode _present;
    private readonly SchemaBreaks _schemas;
    private readonly List<string> _breaks = [];

    private ContractBreaks(JsonNode released, JsonNode present)
    {
        (_released, _present) = (released, present);
        _schemas = new SchemaBreaks(released, present, _breaks);
    }

    /// <summary>Everything in the present contract that breaks a client of the released one, each with its place; empty where nothing does.</summary>
    public static IReadOnlyList<string> Find(JsonNode released, JsonNode present)
    {
        var comparison = new ContractBreaks(released, present);
        foreach (var (path, item) in released["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(member => Methods.Contains(member.Key)))
            {
                comparison.CompareCall($"{method.ToUpperInvariant()} {path}", operation!, present["paths"]?[path]?[method]);
            }
        }

        return comparison._breaks;
    }

    private void CompareCall(string place, JsonNode before, JsonNode? now)
    {
        if (now is null)
        {
            _breaks.Add($"{place}: is gone");
            return;
        }

        // Generated clients name their methods after it.
        if ((string?)before["operationId"] != (string?)now["operationId"])
        {
            _breaks.Add($"{place}: another operationId");
        }

        CompareParameters(place, Parameters(_released, before), Parameters(_present, now));
        CompareBody($"{place} body", SchemaBreaks.Follow(_released, before["requestBody"]), SchemaBreaks.Follow(_present, now["requestBody"]));
        CompareAnswers(place, before["responses"]!.AsObject(), now["responses"]!.AsObject());
        CompareAccess(place, Access(_released, before), Access(_present, now));
    }

    private void CompareParameters(string place, Dictionary<string, JsonNode> before, Dictionary<string, JsonNode> now)
    {
        foreach (var (name, parameter) in before)
        {
            if (!now.TryGetValue(name, out var present))
            {
                _breaks.Add($"{place} {name}: is gone");
                continue;
            }

            if (((string?)parameter["style"], (bool?)parameter["explode"]) != ((string?)present["style"], (bool?)present["explode"]))
            {
                _breaks.Add($"{place} {name}: is written otherwise");
            }

            _schemas.Compare($"{place} {name}", parameter["schema"], present["schema"], Direction.Sent);
        }

        foreach (var (name, parameter) in now.Where(parameter => IsRequired(parameter.Value)))
        {
            if (!before.TryGetValue(name, out var earlier) || !IsRequired(earlier))
            {
                _breaks.Add($"{place} {name}: is required now");
            }
        }
    }

    private void CompareBody(string place, JsonNode? before, JsonNode? now)
    {
        if (IsRequired(now) && !IsRequired(before))
        {
            _breaks.Add($"{place}: is required now");
        }

        if (before is not null)
        {
            CompareContent(place, before, now, Direction.Sent);
        }
    }

    private void CompareAnswers(string place, JsonObject before, JsonObject now)
    {
        foreach (var (status, answer) in before)
        {
            var was = SchemaBreaks.Follow(_released, answer)!;
            if (SchemaBreaks.Follow(_present, now[status]) is not { } isNow)
            {
                _breaks.Add($"{place} {status}: is gone");
                continue;
            }

            CompareContent($"{place} {status}", was, isNow, Direction.Answered);
            foreach (var (name, header) in was["headers"] as JsonObject ?? [])
            {
                CompareHeader($"{place} {status} {name}", SchemaBreaks.Follow(_released, header)!, SchemaBreaks.Follow(_present, isNow["headers"]?[name]));
            }
        }
    }

    private void CompareHeader(string place, JsonNode before, JsonNode? now)
    {
        if (now is null)
        {
            _breaks.Add($"{place}: is gone");
            return;
        }

        _schemas.Compare(place, before["schema"], now["schema"], Direction.Answered);
    }

    private void CompareContent(string place, JsonNode before, JsonNode? now, Direction direction)
    {
        foreach (var (mediaType, content) in before["content"] as JsonObject ?? [])
        {
            if (now?["content"]?[mediaType] is not { } present)
            {
                _breaks.Add($"{place} {mediaType}: is gone");
                continue;
            }

            _schemas.Compare($"{place} {mediaType}", content!["schema"], present["schema"], direction);
        }
    }

    // Whoever got in by one of the ways of the release has to get in with the same, be it with nothing.
    private void CompareAccess(string place, List<HashSet<string>> before, List<HashSet<string>> now)
    {
        if (!before.TrueForAll(earlier => now.Exists(present => present.IsSubsetOf(earlier))))
        {
            _breaks.Add($"{place}: needs other access");
        }
    }

    private static List<HashSet<string>> Access(JsonNode contract, JsonNode operation)
    {
        List<HashSet<string>> ways = [.. (operation["security"] ?? contract["security"] ?? new JsonArray()).AsArray().Select(Needs)];
        return ways is [] ? [[]] : ways;
    }

    private static HashSet<string> Needs(JsonNode? way) =>
        [.. way!.AsObject().SelectMany(scheme => scheme.Value!.AsArray().Select(scope => $"{scheme.Key} {scope}").Append(scheme.Key))];

    private static Dictionary<string, JsonNode> Parameters(JsonNode contract, JsonNode operation) =>
        (operation["parameters"] as JsonArray ?? []).Select(parameter => SchemaBreaks.Follow(contract, parameter)!)
            .ToDictionary(parameter => $"{parameter["in"]} {parameter["name"]}");

    private static bool IsRequired(JsonNode? part) => (bool?)part?["required"] ?? false;
}
