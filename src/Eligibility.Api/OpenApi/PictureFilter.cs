using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Describes the forms in which a rule is drawn.</summary>
internal sealed class PictureFilter : IOperationFilter
{
    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == "drawRule")
        {
            var forms = operation.Responses!["200"].Content!;
            ((OpenApiMediaType)forms["image/svg+xml"]).Schema = AnswerForms.File("<svg ", "The picture.");
            ((OpenApiMediaType)forms["text/vnd.graphviz"]).Schema = AnswerForms.File("digraph ", "The graph in the DOT language.");
        }
    }
}
