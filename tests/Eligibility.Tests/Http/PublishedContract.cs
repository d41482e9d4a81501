using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Eligibility.Tests.Http;

/// <summary>The contract as it is committed, and what an exchange breaks of it. It is opened once: building its schemas takes a while.</summary>
internal sealed class PublishedContract
{
    /// <summary>The media type of every problem.</summary>
    public const string ProblemType = "application/problem+json";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private static readonly JsonLoadSettings WithoutLines = new() { LineInfoHandling = LineInfoHandling.Ignore };
    private static readonly Lazy<Task<PublishedContract>> Opened = new(OpenAsync);

    private readonly ConcurrentDictionary<string, bool> _valid = new();
    private readonly JsonObject _paths;
    private readonly IDictionary<string, JsonSchema> _schemas;

    private PublishedContract(JsonObject paths, IDictionary<string, JsonSchema> schemas) => (_paths, _schemas) = (paths, schemas);

    public static Task<PublishedContract> Committed => Opened.Value;

    /// <summary>What an answer breaks of the contract.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="path">The path of the request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="body">The body of the answer; null where it is of no interest, since it is no JSON.</param>
    /// <returns>A sentence for each breach; nothing where the answer conforms.</returns>
    public IEnumerable<string> Breaches(HttpMethod method, string path, HttpResponseMessage answer, string? body)
    {
        // Too busy, or about to end, is the one that does not depend on the input.
        if ((int)answer.StatusCode >= 500 && !(answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null))
        {
            return [$"no input may lead to {(int)answer.StatusCode}"];
        }

        var item = _paths.FirstOrDefault(pair => Matches(pair.Key, path)).Value?.AsObject();
        var operation = item?[method.Method.ToLowerInvariant()];
        return Common(answer, body).Concat(
            operation is not null ? Documented(operation["responses"]!.AsObject(), answer, body)
            : item is not null ? MethodNotAllowed(answer, body)
            : Elsewhere(path, answer, body));
    }

    /// <summary>Whether a body may be taken for a profile: JSON without doubt, and valid by the published schema.</summary>
    public IEnumerable<string> BreachesOfProfile(byte[] body)
    {
        try
        {
            using var _ = JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            return ["what is not JSON, or has a member twice, was taken for a profile"];
        }

        var profile = JObject.Parse(Encoding.UTF8.GetString(body));
        foreach (var number in profile.DescendantsAndSelf().OfType<JValue>().Where(value => value.Type == JTokenType.Float).ToList())
        {
            // To the schema 18.0 is a whole number, to its validator it is not.
            number.Value = decimal.IsInteger(number.Value<decimal>()) ? number.Value<long>() : number.Value;
        }

        return _schemas["SymptomProfile"].Validate(profile).Select(error => $"a profile was taken that is not valid by its schema: {error.Path} {error.Kind}");
    }

    private static IEnumerable<string> Common(HttpResponseMessage answer, string? body)
    {
        var id = answer.Headers.TryGetValues("X-Request-Id", out var ids) ? string.Concat(ids) : "";
        if (id.Length == 0)
        {
            yield return "there is no request id";
        }

        if (answer.Content.Headers.ContentType?.MediaType == ProblemType && !string.IsNullOrEmpty(body))
        {
            var problem = JsonNode.Parse(body)!;
            if ((int?)problem["status"] != (int)answer.StatusCode || (string?)problem["requestId"] != id)
            {
                yield return "the problem has another status or request id than the answer";
            }
        }
    }

    private List<string> Documented(JsonObject responses, HttpResponseMessage answer, string? body)
    {
        var status = (int)answer.StatusCode;
        if (SchemaBreaks.Follow(_paths.Root, responses[$"{status}"]) is not { } response)
        {
            return [$"{status} is not documented for this call"];
        }

        var sent = answer.Content.Headers.ContentType?.MediaType;
        if (response["content"]?.AsObject() is not { } content)
        {
            return string.IsNullOrEmpty(body) && sent is null ? [] : [$"{status} is documented without a body"];
        }

        return sent is null || content[sent] is not { } media ? [$"{status} is not documented as {sent ?? "nothing"}"]
            : body is null ? []
            : InvalidByAll(media["schema"]!, body);
    }

    // An answer has one of the forms that are named: it breaks the contract where it has none, and what it lacks of the first is told.
    private List<string> InvalidByAll(JsonNode schema, string body)
    {
        var forms = schema["anyOf"] as JsonArray ?? [schema.DeepClone()];
        var errors = forms.Select(form => Invalid(((string?)form?["$ref"])?.Split('/')[^1], body).ToList()).ToList();
        return errors.Exists(form => form.Count == 0) ? [] : errors[0];
    }

    // A method that a path does not have is outside of the contract, but not outside of its manners.
    private IEnumerable<string> MethodNotAllowed(HttpResponseMessage answer, string? body) =>
        answer.StatusCode != HttpStatusCode.MethodNotAllowed ? [$"{(int)answer.StatusCode} to a method that is not documented"]
        : answer.Content.Headers.Allow.Count == 0 ? ["405 without a word on what is allowed"]
        : ProblemOnly(answer, body);

    // The documentation itself is not part of the contract; whatever else there is not is a problem.
    private IEnumerable<string> Elsewhere(string path, HttpResponseMessage answer, string? body)
    {
        var documentation = path == "/" || path.StartsWith("/swagger", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/openapi/", StringComparison.OrdinalIgnoreCase);
        return (int)answer.StatusCode >= 400 ? ProblemOnly(answer, body) : documentation ? [] : ["a path that is not documented was answered"];
    }

    private IEnumerable<string> ProblemOnly(HttpResponseMessage answer, string? body) =>
        answer.Content.Headers.ContentType?.MediaType != ProblemType ? [$"{(int)answer.StatusCode} is no problem document"]
        : answer.RequestMessage?.Method == HttpMethod.Head ? []
        : Invalid("Problem", body!);

    // A body that was valid once is valid: many requests have the same answer, and a long one takes milliseconds to validate.
    private IEnumerable<string> Invalid(string? schema, string body)
    {
        var known = schema is null ? "" : $"{schema} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
        if (schema is null || _valid.ContainsKey(known))
        {
            return [];
        }

        var errors = _schemas[schema].Validate(JToken.Parse(body, WithoutLines));
        return errors.Count == 0 && _valid.TryAdd(known, true) ? [] : errors.Select(error => $"the body is not valid by {schema}: {error.Path} {error.Kind}");
    }

    private static bool Matches(string template, string path)
    {
        var (ours, theirs) = (template.Split('/'), path.TrimEnd('/').Split('/'));
        return ours.Length == theirs.Length
            && ours.Zip(theirs).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    // The validator reads JSON Schema, so the components of the contract become its definitions.
    private static async Task<PublishedContract> OpenAsync()
    {
        var contract = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "openapi", "v1.json")))!;
        var schemas = contract["components"]!["schemas"]!.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        var root = await JsonSchema.FromJsonAsync($$"""{"definitions":{{schemas}}}""");
        return new PublishedContract(contract["paths"]!.AsObject(), root.Definitions);
    }
}
