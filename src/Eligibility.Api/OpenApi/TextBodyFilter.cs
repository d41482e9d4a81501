using System.Text.Json.Nodes;
using Eligibility.Api.Screenings;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Describes bodies that are texts of their own rather than JSON documents: drawings, and batches of a document a line.</summary>
internal sealed class TextBodyFilter : IOperationFilter
{
    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        switch (operation.OperationId)
        {
            case "drawRule":
                var drawings = operation.Responses!["200"].Content!;
                Describe(drawings["image/svg+xml"], AnswerForms.File("<svg ", "The picture."));
                Describe(drawings["text/vnd.graphviz"], AnswerForms.File("digraph ", "The graph in the DOT language."));
                break;
            case "screenBatch":
                var body = (OpenApiRequestBody)operation.RequestBody!;
                body.Description = "A SymptomProfile a line, in UTF-8.";
                foreach (var form in body.Content!.Values)
                {
                    Describe(form, new OpenApiSchema { Type = JsonSchemaType.String }, """
                        {"reference":"visit-4711","headacheDaysPerMonth":18}
                        {"reference":"visit-4712","painLocations":["neck"]}

                        """);
                }

                Describe(operation.Responses!["200"].Content![BatchEndpoint.MediaType], new OpenApiSchema { Type = JsonSchemaType.String });
                break;
        }
    }

    private static void Describe(IOpenApiMediaType content, OpenApiSchema schema, string? example = null)
    {
        var form = (OpenApiMediaType)content;
        form.Schema = schema;
        form.Example = example is null ? null : JsonValue.Create(example);
    }
}
