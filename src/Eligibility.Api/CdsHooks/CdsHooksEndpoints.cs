using Eligibility.Api.Access;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Publications;
using Eligibility.Api.Screenings;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;
using Eligibility.Keys;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// Screening within a chart, by CDS Hooks 2.0.1. Its contract is that specification's own, so it is not in the published one. It answers from
/// the prefetch alone: it calls no FHIR server, and follows no address that was sent.
/// </summary>
internal static class CdsHooksEndpoints
{
    /// <summary>Where discovery is; everything else is below.</summary>
    public const string Root = "/cds-services";

    private const string Service = $"{Root}/{Discovery.ServiceId}";
    private const string Pages = "cds-clients";

    /// <summary>Lets the pages of the configured origins call from a browser; nobody else's.</summary>
    public static void AddCdsHooks(this WebApplicationBuilder builder, CdsHooksSettings settings)
    {
        builder.Services.AddSingleton(settings);
        if (settings.Origins.Count > 0)
        {
            builder.Services.AddCors(cors => cors.AddPolicy(Pages, policy => policy
                .WithOrigins([.. settings.Origins]).WithMethods("GET", "POST").WithHeaders("Authorization", "Content-Type").WithExposedHeaders("Retry-After", "RateLimit", "X-Request-Id")));
        }
    }

    /// <summary>Answers the question of a browser whether a page may call, before anybody is asked who they are.</summary>
    public static void UseCdsHooks(this WebApplication app, CdsHooksSettings settings)
    {
        // Opening the table is the check.
        _ = CodingTable.Shipped;
        if (settings.Origins.Count > 0)
        {
            app.Use((context, next) =>
            {
                // Whether a page may read an answer stands in the answer: a cache must not give that of one page to another. Beside it nothing varies here.
                if (context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase))
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.Vary = HeaderNames.Origin;
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            });
            app.UseCors();
        }
    }

    /// <summary>Maps <c>/cds-services</c>.</summary>
    public static void MapCdsHooks(this WebApplication app, CdsHooksSettings settings)
    {
        var discovery = Publication.Of(() => Discovery.Published, CdsHooksJson.Plain.Discovery);
        var group = app.MapGroup("").RequireScope(Scopes.Screen).ExcludeFromDescription();
        group.MapGet(Root, () => discovery);
        group.MapPost(Service, Answer).ShedWhileFull().WithMetadata(new RequestSizeLimitAttribute(HookBody.LargestRequest));
        group.MapPost($"{Service}/feedback", Take);
        if (settings.Origins.Count > 0)
        {
            group.RequireCors(Pages);
        }
    }

    private static Results<HookAnswer, ProblemAnswer> Answer(
        HttpRequest request, ScreeningGate gate, Screener screener, ServiceMeter meter, TimeProvider clock, CdsHooksSettings settings) =>
        ProfileBody.IsIn(request, HookBody.MediaType) ? new HookAnswer(gate, screener, meter, clock, settings) : ProblemAnswer.Unsupported(HookBody.MediaType);

    private static Results<FeedbackAnswer, ProblemAnswer> Take(HttpRequest request, ServiceMeter meter) =>
        ProfileBody.IsIn(request, HookBody.MediaType) ? new FeedbackAnswer(meter) : ProblemAnswer.Unsupported(HookBody.MediaType);
}
