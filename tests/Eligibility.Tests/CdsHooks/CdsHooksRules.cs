using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What CDS Hooks 2.0.1 asks of what a service sends, written by hand from its text. A sentence for each breach.</summary>
internal static class CdsHooksRules
{
    private static readonly string[] MayBeEmpty = ["cards", "services"];
    private static readonly string[] CardMembers = ["uuid", "summary", "detail", "indicator", "source", "suggestions", "selectionBehavior", "overrideReasons", "links", "extension"];
    private static readonly string[] ServiceMembers = ["hook", "title", "description", "id", "prefetch", "usageRequirements"];
    private static readonly string[] PrefetchTokens = ["{{context.patientId}}"];

    public static IReadOnlyList<string> OfResponse(JsonNode deck) =>
    [
        .. Voids(deck, "$"),
        .. Members(deck, "$", ["cards"], ["cards", "systemActions", "extension"]),
        .. deck["cards"] is JsonArray cards ? cards.SelectMany((card, place) => OfCard(card!, $"cards[{place}]")) : ["cards is no list"],
    ];

    /// <summary>What any answer of this door keeps to: an id, no failure of the service, and whatever goes wrong in the words of FHIR, but for a caller who is not known.</summary>
    public static IEnumerable<string> OfAnswer(HttpResponseMessage answer, string body)
    {
        if (!answer.Headers.Contains("X-Request-Id"))
        {
            yield return "there is no request id";
        }

        if ((int)answer.StatusCode >= 500 && answer.Headers.RetryAfter is null)
        {
            yield return $"no input may lead to {(int)answer.StatusCode}";
        }

        if (answer.StatusCode == HttpStatusCode.Unauthorized ? body.Length > 0 : (int)answer.StatusCode >= 400 && (string?)JsonNode.Parse(body)?["resourceType"] != "OperationOutcome")
        {
            yield return $"{(int)answer.StatusCode} is no OperationOutcome";
        }
    }

    public static IReadOnlyList<string> OfDiscovery(JsonNode discovery) =>
    [
        .. Voids(discovery, "$"),
        .. Members(discovery, "$", ["services"], ["services"]),
        .. discovery["services"]!.AsArray().SelectMany((service, place) => OfService(service!, $"services[{place}]")),
    ];

    private static IEnumerable<string> OfService(JsonNode service, string path)
    {
        var tokens = (service["prefetch"]?.AsObject() ?? []).Select(pair => (string)pair.Value!).SelectMany(Tokens);
        return [.. Members(service, path, ["hook", "description", "id"], ServiceMembers), .. tokens.Except(PrefetchTokens).Select(token => $"{path} has the token {token}")];
    }

    private static IEnumerable<string> OfCard(JsonNode card, string path) =>
    [
        .. Members(card, path, ["uuid", "summary", "indicator", "source"], CardMembers),
        .. Text(card, "summary") is { } summary && summary.EnumerateRunes().Count() is > 0 and < 140 ? Array.Empty<string>() : [$"{path}.summary is too long"],
        .. Text(card, "indicator") is "info" or "warning" or "critical" ? Array.Empty<string>() : [$"{path}.indicator is not known"],
        .. Text(card, "detail")?.Contains('<', StringComparison.Ordinal) == true ? [$"{path}.detail has HTML in it"] : Array.Empty<string>(),
        .. Guid.TryParse(Text(card, "uuid"), out _) ? Array.Empty<string>() : [$"{path}.uuid is none"],
        .. card["suggestions"] is not null && card["selectionBehavior"] is null ? [$"{path} suggests without a selection behaviour"] : Array.Empty<string>(),
        .. card["source"] is { } source ? OfSource(source, $"{path}.source") : [],
        .. List(card, "overrideReasons").SelectMany((reason, place) => Members(reason, $"{path}.overrideReasons[{place}]", ["code", "system", "display"], ["code", "system", "display"])),
        .. List(card, "links").SelectMany((link, place) => OfLink(link, $"{path}.links[{place}]")),
    ];

    private static IEnumerable<string> OfSource(JsonNode source, string path) =>
    [
        .. Members(source, path, ["label"], ["label", "url", "icon", "topic"]),
        .. Address(source, "url", path),
        .. source["topic"] is { } topic ? Members(topic, $"{path}.topic", ["code", "system"], ["code", "system", "display"]) : [],
    ];

    private static IEnumerable<string> OfLink(JsonNode link, string path) =>
    [
        .. Members(link, path, ["label", "url", "type"], ["label", "url", "type", "appContext"]),
        .. Address(link, "url", path),
        .. Text(link, "type") == "absolute" && link["appContext"] is null ? Array.Empty<string>() : [$"{path} is not absolute, or has an appContext"],
    ];

    // No element is null or empty, but the lists that say "nothing".
    private static IEnumerable<string> Voids(JsonNode? node, string path) => node switch
    {
        null => [$"{path} is null"],
        JsonArray list => list.Count == 0 && !MayBeEmpty.Contains(path.Split('.')[^1]) ? [$"{path} is empty"] : list.SelectMany((item, place) => Voids(item, $"{path}[{place}]")),
        JsonObject { Count: 0 } => [$"{path} is empty"],
        JsonObject item => item.SelectMany(pair => Voids(pair.Value, $"{path}.{pair.Key}")),
        _ => node.GetValueKind() == JsonValueKind.String && ((string)node!).Length == 0 ? [$"{path} is empty"] : [],
    };

    private static IEnumerable<string> Members(JsonNode node, string path, string[] required, string[] known)
    {
        if (node is not JsonObject)
        {
            return [$"{path} is missing"];
        }

        var members = node.AsObject().Select(pair => pair.Key).ToList();
        return required.Except(members).Select(name => $"{path}.{name} is missing").Concat(members.Except(known).Select(name => $"{path}.{name} is not known"));
    }

    private static IEnumerable<string> Address(JsonNode node, string name, string path) =>
        node[name] is null || (Uri.TryCreate(Text(node, name), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") ? [] : [$"{path}.{name} is no absolute address"];

    private static IEnumerable<JsonNode> List(JsonNode node, string name) => node[name]?.AsArray().OfType<JsonNode>() ?? [];

    private static string? Text(JsonNode node, string name) => node[name]?.GetValueKind() == JsonValueKind.String ? (string?)node[name] : null;

    private static IEnumerable<string> Tokens(string template)
    {
        for (var from = template.IndexOf("{{", StringComparison.Ordinal); from >= 0; from = template.IndexOf("{{", from + 2, StringComparison.Ordinal))
        {
            yield return template[from..(template.IndexOf("}}", from, StringComparison.Ordinal) + 2)];
        }
    }
}
