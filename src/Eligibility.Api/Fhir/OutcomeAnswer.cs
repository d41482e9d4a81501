using System.Collections.Immutable;
using Eligibility.Api.CdsHooks;
using Eligibility.Api.Telemetry;

namespace Eligibility.Api.Fhir;

/// <summary>422: a resource that cannot be used, with every fault and its place.</summary>
/// <param name="issues">The faults.</param>
/// <param name="code">The code by which it is counted.</param>
internal sealed class OutcomeAnswer(ImmutableArray<OutcomeIssue> issues, string code = "invalid-profile") : IResult
{
    // What a client of these doors understands. A problem of the whole service, a wrong key or too many requests, is told them in the same words.
    private static readonly PathString[] Doors = ["/fhir", CdsHooksEndpoints.Root];

    /// <summary>Whether what goes wrong at a path is told as an OperationOutcome.</summary>
    public static bool IsFor(PathString path) => Array.Exists(Doors, door => path.StartsWithSegments(door, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes an outcome. The status is the caller's to set. It may be that the time of the request is up: that is no reason not to say so.</summary>
    public static Task WriteAsync(HttpContext context, OperationOutcome outcome) => context.Response.WriteAsJsonAsync(
        outcome, FhirJson.Plain.OperationOutcome, MediaTypeFor(context.Request));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.RequestServices.GetRequiredService<ServiceMeter>().Refused(code);
        httpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return WriteAsync(httpContext, new OperationOutcome(issues));
    }

    // CDS Hooks knows one media type for everything.
    private static string MediaTypeFor(HttpRequest request) =>
        request.Path.StartsWithSegments(CdsHooksEndpoints.Root, StringComparison.OrdinalIgnoreCase) ? HookBody.MediaType : FhirMedia.Choose(request) ?? FhirMedia.Fhir;
}
