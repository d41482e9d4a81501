using System.Collections.Immutable;
using Eligibility.Api.Access;
using Eligibility.Api.OpenApi;
using Eligibility.Api.Problems;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;
using Eligibility.Json.Screenings;
using Eligibility.Keys;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Eligibility.Api.Screenings;

/// <summary>Screening many profiles in one request, streamed both ways.</summary>
internal static class BatchEndpoint
{
    /// <summary>The media type of a batch, and of its answer: JSON, a document a line.</summary>
    public const string MediaType = "application/x-ndjson";

    private static readonly ImmutableArray<string> Read = [MediaType, "application/ndjson", "application/jsonl"];

    /// <summary>Maps <c>/v1/screenings/batch</c>.</summary>
    public static void MapBatch(this IEndpointRouteBuilder app) => app.MapPost("/v1/screenings/batch", Screen)
        .RequireScope(Scopes.Screen)
        .WithName("screenBatch")
        .WithTags("Screenings")
        .WithSummary("Screen many symptom profiles, a line each")
        .WithDescription("""
            Takes a profile a line and answers a line for each, in the same order and while more are being sent: the screening, or
            `{"line":…,"problem":…}` where the line was not a valid profile. One bad line ends nothing. The last line is `{"summary":…}`: an
            answer without it was cut. There is no limit to the number of lines; a line has at most 64 KiB.
            """)
        .Produces<string>(StatusCodes.Status200OK, MediaType)
        .ProducesProblems(400, 406, 415, 500)
        // A batch is as long as it is: its lines are bounded, and so is the slowness of whoever sends them.
        .WithMetadata(new TakenBody(typeof(string), Read), new DisableRequestSizeLimitAttribute())
        .DisableRequestTimeout();

    private static Results<BatchAnswer, ProblemAnswer> Screen(HttpRequest request, Screener screener, TimeProvider clock) =>
        !ProfileBody.IsAccepted(request, MediaType) ? ProblemAnswer.NotAcceptable(MediaType)
        : !ProfileBody.IsIn(request, Read.AsSpan()) ? ProblemAnswer.Unsupported([.. Read])
        : ScreeningQuery.Read(request.Query, screener.RuleBook, clock, Detail.Verdicts, out var asked) is { } problem ? problem
        : new BatchAnswer(new BatchScreener(screener, asked.AsOf, asked.Scope, asked.Detail), asked.Detail);
}
