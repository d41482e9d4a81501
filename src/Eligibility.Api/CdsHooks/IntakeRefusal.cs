using Eligibility.Api.Fhir;
using Eligibility.Api.Telemetry;

namespace Eligibility.Api.CdsHooks;

/// <summary>422: the answers to the form are none, each fault with its FHIRPath.</summary>
internal sealed class IntakeRefusal(ResponseReading reading) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        httpContext.RequestServices.GetRequiredService<ServiceMeter>().Refused("invalid-intake");
        return httpContext.Response.WriteAsJsonAsync(new OperationOutcome(reading.Issues), FhirJson.Plain.OperationOutcome, HookBody.MediaType);
    }
}
