using System.Collections.Immutable;
using Eligibility.Api.Telemetry;

namespace Eligibility.Api.Fhir;

/// <summary>422: a resource that cannot be used, with every fault and its place.</summary>
internal sealed class OutcomeAnswer(ImmutableArray<OutcomeIssue> issues) : IResult
{
    // What a client of these doors understands. A problem of the whole service, a wrong key or too many requests, is told them in the same words.
    private static readonly PathString[] Doors = ["/fhir"];

    /// <summary>Whether what goes wrong at a path is told as an OperationOutcome.</summary>
    public static bool IsFor(PathString path) => Array.Exists(Doors, door => path.StartsWithSegments(door, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes an outcome. The status is the caller's to set. It may be that the time of the request is up: that is no reason not to say so.</summary>
    public static Task WriteAsync(HttpContext context, OperationOutcome outcome) => context.Response.WriteAsJsonAsync(
        outcome, FhirJson.Plain.OperationOutcome, FhirMedia.Choose(context.Request) ?? FhirMedia.Fhir);

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.RequestServices.GetRequiredService<ServiceMeter>().Refused("invalid-profile");
        httpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return WriteAsync(httpContext, new OperationOutcome(issues));
    }
}
