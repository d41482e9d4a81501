using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Eligibility.Api.OpenApi;

/// <summary>Says what each group of calls is about, in the order in which a newcomer would read them.</summary>
internal sealed class TagFilter : IDocumentFilter
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("Screenings", "Screen a symptom profile. Nothing is stored."),
        ("Rules", "What a screening is judged by: criteria, limits, texts, sources, editions and worked examples."),
        ("Facts", "What a profile can hold: questions, units, bounds and codes."),
        ("Health", "For a process manager."),
    ];

    /// <inheritdoc />
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        swaggerDoc.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
}
