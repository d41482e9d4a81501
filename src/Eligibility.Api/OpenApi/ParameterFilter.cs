using System.Text.Json.Nodes;
using Eligibility.Api.Screenings;
using Eligibility.Domain.RuleBooks;
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
                Name = ScreeningQuery.AsOfName,
                In = ParameterLocation.Query,
                Description = "The day whose editions of the rules apply, as YYYY-MM-DD; today in UTC where it is left out. Before the first edition of a rule, the rule says nothing.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date", MaxLength = 10, Pattern = @"^\d{4}-\d{2}-\d{2}$" },
                Example = "2026-11-23",
            });
            operation.Parameters.Add(Several(ScreeningQuery.AuthorityName, "An authority to show; every one where it is left out. The candidacy does not depend on it.", RuleBook.Shipped.Authorities));
            operation.Parameters.Add(Several(ScreeningQuery.IndicationName, "An indication to screen; every one where it is left out.", RuleBook.Shipped.Indications.Select(indication => indication.Id)));
        }

        if (operation.OperationId == "drawRule")
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "format",
                In = ParameterLocation.Query,
                Description = "The form of the picture; svg where it is left out.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["svg", "dot"] },
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

    private static OpenApiParameter Several(string name, string description, IEnumerable<string> codes) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = $"{description} May be repeated. An open list: expect new ones.",
        Explode = true,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = 32,
            Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 64, Pattern = "^[a-z0-9-]+$", Examples = [.. codes.Select(code => (JsonNode)JsonValue.Create(code))] },
        },
    };
}
