using System.Collections.Immutable;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Describes the headers of answers: written down once, and named by every answer that has them.</summary>
internal sealed class HeaderFilter : IOperationFilter, IDocumentFilter
{
    /// <summary>The id of the request: every answer of ours has it.</summary>
    public const string RequestId = "X-Request-Id";

    /// <summary>How a key is to be sent.</summary>
    public const string Authenticate = "WWW-Authenticate";

    /// <summary>When to come back.</summary>
    public const string RetryAfter = "Retry-After";

    private const string EntityTag = "ETag";

    private static readonly Dictionary<string, OpenApiHeader> All = new()
    {
        [RequestId] = new()
        {
            Description = "The id of the request, as it stands in our log.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", MaxLength = 36 },
        },
        [EntityTag] = Printable("The tag of this state of the document, for If-None-Match.", 64),
        [Authenticate] = Printable("How a key is to be sent, and what was wrong with the one that was.", 1024),
        [RetryAfter] = new()
        {
            Description = "How many seconds to wait before trying again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = "86400" },
        },
        ["RateLimit"] = Printable("What is left to this client, and for how long. Absent where nothing is counted.", 256),
        ["RateLimit-Policy"] = Printable("How often this client may ask. Absent where nothing is counted.", 256),
    };

    /// <summary>What a client may ask and has left.</summary>
    public static ImmutableArray<string> Limits { get; } = ["RateLimit", "RateLimit-Policy"];

    /// <summary>Headers by their names.</summary>
    public static Dictionary<string, IOpenApiHeader> References(IEnumerable<string> names, OpenApiDocument document) =>
        names.ToDictionary(name => name, IOpenApiHeader (name) => new OpenApiHeaderReference(name, document));

    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var counted = AccessFilter.ScopeOf(context) is not null;
        var kept = operation.Responses!.ContainsKey("304");
        foreach (var (status, response) in operation.Responses.Where(response => response.Value is OpenApiResponse))
        {
            string[] names = [.. counted ? Limits : [], .. kept && status is "200" or "304" ? [EntityTag] : Array.Empty<string>(), RequestId];
            ((OpenApiResponse)response).Headers = References(names, context.Document);
        }
    }

    /// <inheritdoc />
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        swaggerDoc.Components!.Headers = All.ToDictionary(header => header.Key, IOpenApiHeader (header) => header.Value);

    private static OpenApiHeader Printable(string description, int longest) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[ -~]+$", MaxLength = longest },
    };
}
