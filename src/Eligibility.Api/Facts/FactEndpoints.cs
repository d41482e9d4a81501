using Eligibility.Api.Access;
using Eligibility.Api.Problems;
using Eligibility.Api.Publications;
using Eligibility.Domain.RuleBooks;
using Eligibility.Keys;

namespace Eligibility.Api.Facts;

/// <summary>The facts over HTTP.</summary>
internal static class FactEndpoints
{
    /// <summary>Maps <c>/v1/facts</c>.</summary>
    public static void MapFacts(this WebApplication app)
    {
        var book = app.Services.GetRequiredService<RuleBook>();
        var facts = Publication.Of(() => FactsDocument.Of(book), PublicationJson.Plain.FactsDocument);
        app.MapGet("/v1/facts", () => facts)
            .RequireScope(Scopes.Rules)
            .WithName("listFacts")
            .WithTags("Facts")
            .WithSummary("Every fact that a profile can hold")
            .WithDescription("Question, unit, bounds, codes and the rules that read it, for each fact. Send the ETag back as If-None-Match to learn that nothing has changed.")
            .Produces<FactsDocument>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(400, 500)
            .AddEndpointFilter(Publication.RefuseQuery);
    }
}
