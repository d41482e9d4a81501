using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;

namespace Eligibility.Api.Screenings;

/// <summary>200: the screening.</summary>
internal sealed class ScreeningAnswer(Screening screening, string? reference) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ProfileBody.MediaType;
        ScreeningWriter.Write(response.BodyWriter, screening, reference);
        httpContext.RequestServices.GetRequiredService<ServiceMeter>().Screened(screening.Candidacy);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
