using Eligibility.Api.Hosting;
using Eligibility.Api.Problems;
using Eligibility.Api.Publications;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Api.Health;

/// <summary>The state of the service.</summary>
/// <param name="Status" example="ready">The state.</param>
/// <param name="RuleBook" example="1.0.0">The version of the rule book it answers by.</param>
internal sealed record HealthDocument(string Status, string RuleBook);

/// <summary>Health, for a process manager: alive means the process answers, ready means that it may be sent requests.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/health</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/health").WithTags("Health");
        group.MapGet("/live", (RuleBook book) => Answer("live", book)).WithName("live").WithSummary("Whether the process answers").Produces<HealthDocument>();
        group.MapGet("/ready", (RuleBook book, Draining draining) => draining.HasBegun ? ProblemAnswer.Draining() : Answer("ready", book))
            .WithName("ready").WithSummary("Whether it may be sent requests").Produces<HealthDocument>().ProducesProblems(503);
    }

    private static IResult Answer(string status, RuleBook book) =>
        Results.Json(new HealthDocument(status, book.Version), PublicationJson.Plain.HealthDocument);
}
