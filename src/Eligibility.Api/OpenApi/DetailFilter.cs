using Eligibility.Api.Screenings;
using Eligibility.Json.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Describes both forms of a screening: the full one, and the one that a query asks for with <c>detail=verdicts</c>.</summary>
internal sealed class DetailFilter : IOperationFilter
{
    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == "screen")
        {
            var content = (OpenApiMediaType)operation.Responses!["200"].Content![ProfileBody.MediaType];
            content.Schema = new OpenApiSchema
            {
                Description = "A Screening, or a ScreeningVerdicts where `detail=verdicts` asks for it.",
                AnyOf = [content.Schema!, context.SchemaGenerator.GenerateSchema(typeof(ScreeningVerdicts), context.SchemaRepository)],
            };
        }
    }
}
