using Eligibility.Api.Problems;
using Eligibility.Json.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>
/// Describes the refusals that calls have in common: written down once, and named by every call that can end in them. The answers of a call
/// are put in the order of their statuses.
/// </summary>
internal sealed class RefusalFilter : IOperationFilter, IDocumentFilter
{
    private const string Ready = "ready";
    private const string BrokenRequest = "BrokenRequest";

    private static readonly Refusal[] Shared =
    [
        new("401", "Unauthenticated", "No key, or one that is not known or no longer valid.", [HeaderFilter.Authenticate]),
        new("403", "Forbidden", "The key does not have the scope that this call needs.", [HeaderFilter.Authenticate]),
        new("408", "Timeout", "The request took too long to arrive.", [.. HeaderFilter.Limits]),
        new("429", "TooManyRequests", "The client asks more often than it may.", [HeaderFilter.RetryAfter, .. HeaderFilter.Limits]),
        new("500", "InternalError", "Something went wrong on our side.", []),
        new("503", "Unavailable", "The service is overloaded, or about to stop.", [HeaderFilter.RetryAfter]),
    ];

    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var open = AccessFilter.ScopeOf(context) is null;
        var responses = operation.Responses!;
        responses.TryAdd("400", new OpenApiResponseReference(BrokenRequest, context.Document));
        foreach (var refusal in Shared.Where(refusal => refusal.Status switch
        {
            "408" => operation.RequestBody is not null,
            "500" => true,
            "503" => !open || operation.OperationId == Ready,
            _ => !open,
        }))
        {
            responses[refusal.Status] = new OpenApiResponseReference(refusal.Name, context.Document);
        }

        operation.Responses = [];
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            operation.Responses.Add(status, response);
        }
    }

    /// <inheritdoc />
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components!.Responses = Shared.ToDictionary(refusal => refusal.Name, IOpenApiResponse (refusal) => new OpenApiResponse
        {
            Description = refusal.Description,
            Headers = HeaderFilter.References([.. refusal.Headers, HeaderFilter.RequestId], swaggerDoc),
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [ProblemAnswer.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Problem), swaggerDoc) },
            },
        });
        swaggerDoc.Components.Responses[BrokenRequest] = new OpenApiResponse
        {
            Description = "Refused by the web server itself: a wrong host name or a broken request. There is no body.",
        };
    }

    private sealed record Refusal(string Status, string Name, string Description, string[] Headers);
}
