using Eligibility.Api.Access;
using Eligibility.Api.Limits;
using Eligibility.Api.OpenApi;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;
using Eligibility.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Eligibility.Api.Screenings;

/// <summary>Screening over HTTP: bytes in, one direction, bytes out. Nothing is stored.</summary>
internal static class ScreeningEndpoints
{
    /// <summary>Maps <c>/v1/screenings</c>.</summary>
    public static void MapScreenings(this IEndpointRouteBuilder app)
    {
        // Found once: asked for by the handler, they would open a scope for every request.
        var services = app.ServiceProvider;
        var (screener, gate, meter, clock) = (
            services.GetRequiredService<Screener>(), services.GetRequiredService<ScreeningGate>(), services.GetRequiredService<ServiceMeter>(), services.GetRequiredService<TimeProvider>());
        Describe(app.MapPost("/v1/screenings", (HttpRequest request) => Screen(request, screener, gate, meter, clock)));
    }

    private static void Describe(RouteHandlerBuilder call) => call
        .RequireScope(Scopes.Screen)
        .ShedWhileFull()
        .WithName("screen")
        .WithTags("Screenings")
        .WithSummary("Screen a symptom profile")
        .WithDescription("""
            Says, criterion by criterion, which published criteria for treatment with botulinum toxin the profile meets, does not meet, or
            leaves open, and which answers are still needed. Every member may be left out, and what is missing is unknown, never "no". The
            same profile, day and rule book give the same bytes. Nothing is stored.
            """)
        .WithMetadata(new TakenBody(typeof(SymptomProfileSchema), [ProfileBody.MediaType]))
        .Produces<Json.Contract.Screening>(StatusCodes.Status200OK, ProfileBody.MediaType)
        .ProducesProblems(400, 406, 413, 415, 422, 500);

    private static Results<ScreeningAnswer, ProblemAnswer> Screen(
        HttpRequest request, Screener screener, ScreeningGate gate, ServiceMeter meter, TimeProvider clock) =>
        !ProfileBody.IsAccepted(request, ProfileBody.MediaType) ? ProblemAnswer.NotAcceptable(ProfileBody.MediaType)
        : !ProfileBody.IsIn(request, ProfileBody.MediaType) ? ProblemAnswer.Unsupported(ProfileBody.MediaType)
        : ScreeningQuery.Read(request.Query, screener.RuleBook, clock, Detail.Full, out var asked) is { } problem ? problem
        : new ScreeningAnswer(gate, screener, meter, asked);
}
