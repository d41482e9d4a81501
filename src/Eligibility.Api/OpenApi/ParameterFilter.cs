using Eligibility.Api.Screenings;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Describes what handlers read from the request themselves: the query of a screening, and the request id of every answer.</summary>
internal sealed class ParameterFilter : IOperationFilter
{
    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == "screen")
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = ScreeningQuery.AsOf,
                In = ParameterLocation.Query,
                Description = "The day whose editions of the rules apply, as YYYY-MM-DD; today in UTC where it is left out. Before the first edition of a rule, the rule says nothing.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date", MaxLength = 10, Pattern = @"^\d{4}-\d{2}-\d{2}$" },
                Example = "2026-11-23",
            });
        }

        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path))
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 64, Pattern = "^[a-z0-9-]+$" };
            parameter.Description = parameter.Name == "authority" ? "Who published the criteria, such as `general`." : "The rule's name, such as `chronic-migraine`.";
        }

        foreach (var response in (operation.Responses ?? []).Values.OfType<OpenApiResponse>())
        {
            (response.Headers ??= new Dictionary<string, IOpenApiHeader>())["X-Request-Id"] = new OpenApiHeader
            {
                Description = "The id of the request, as it stands in our log.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 36 },
            };
        }
    }
}
