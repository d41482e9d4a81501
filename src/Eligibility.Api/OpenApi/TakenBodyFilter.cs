using System.Collections.Immutable;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>
/// What a call takes as its body, for the contract. The call itself refuses what it does not take: left to the router, a refusal could not
/// say what would be taken.
/// </summary>
/// <param name="Shape">The type that describes it.</param>
/// <param name="MediaTypes">The media types it may be in, the usual one first.</param>
internal sealed record TakenBody(Type Shape, ImmutableArray<string> MediaTypes);

/// <summary>Describes the bodies that calls take.</summary>
internal sealed class TakenBodyFilter : IOperationFilter
{
    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<TakenBody>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = body.MediaTypes.ToDictionary(type => type, IOpenApiMediaType (_) => new OpenApiMediaType
                {
                    Schema = context.SchemaGenerator.GenerateSchema(body.Shape, context.SchemaRepository),
                }),
            };
        }
    }
}
