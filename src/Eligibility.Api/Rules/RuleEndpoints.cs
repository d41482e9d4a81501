using System.Collections.Frozen;
using Eligibility.Api.Access;
using Eligibility.Api.Problems;
using Eligibility.Api.Publications;
using Eligibility.Domain.RuleBooks;
using Eligibility.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Eligibility.Api.Rules;

/// <summary>The rule book over HTTP.</summary>
internal static class RuleEndpoints
{
    /// <summary>Maps <c>/v1/rules</c>.</summary>
    public static void MapRules(this WebApplication app)
    {
        var book = app.Services.GetRequiredService<RuleBook>();
        var all = Publication.Of(() => RuleBookDocument.Of(book), PublicationJson.Plain.RuleBookDocument);
        var single = book.Rules.ToFrozenDictionary(rule => rule.Id, rule => Publication.Of(() => RuleDocument.Of(rule), PublicationJson.Plain.RuleDocument));
        var group = app.MapGroup("/v1/rules").WithTags("Rules").RequireScope(Scopes.Rules);
        group.MapGet("", () => all)
            .WithName("listRules")
            .WithSummary("Every rule, with criteria, limits, texts, citations, editions and cases")
            .WithDescription("What a screening is judged by, in full. Send the ETag back as If-None-Match to learn that nothing has changed.")
            .Produces<RuleBookDocument>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(400, 500)
            .AddEndpointFilter(Publication.RefuseQuery);
        group.MapGet("/{authority}/{rule}", Results<Publication, ProblemAnswer> (string authority, string rule) =>
                single.TryGetValue($"{authority}/{rule}", out var found) ? found : ProblemAnswer.Of(StatusCodes.Status404NotFound))
            .WithName("getRule")
            .WithSummary("One rule")
            .WithDescription("The rule of an authority, by its id: `general/chronic-migraine` is `/v1/rules/general/chronic-migraine`.")
            .Produces<RuleDocument>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(400, 404, 500)
            .AddEndpointFilter(Publication.RefuseQuery);
        group.MapRuleGraphs(book);
    }
}
