using System.Text.Json.Nodes;
using Eligibility.Api.Screenings;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Puts the examples beside the body of a screening, and marks the body as required.</summary>
internal sealed class ExampleFilter : IOperationFilter
{
    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.RequestBody is not OpenApiRequestBody body || body.Content?.TryGetValue(ProfileBody.MediaType, out var content) != true)
        {
            return;
        }

        body.Description = "The answers that are known. Leave out what is not.";
        ((OpenApiMediaType)content!).Examples = Examples.All.ToDictionary(
            example => example.Name, IOpenApiExample (example) => new OpenApiExample { Summary = example.Summary, Value = JsonNode.Parse(example.Body) });
    }
}
