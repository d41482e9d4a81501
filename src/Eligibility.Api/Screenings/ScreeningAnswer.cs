using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;

namespace Eligibility.Api.Screenings;

/// <summary>200: the screening; or 503 where there is too much to do.</summary>
internal sealed class ScreeningAnswer(ScreeningGate gate, Screener screener, SymptomProfile profile, string? reference, ScreeningQuery asked) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            if (!place.IsAcquired)
            {
                await ProblemAnswer.Overloaded.ExecuteAsync(httpContext);
                return;
            }

            response.ContentType = ProfileBody.MediaType;
            var screening = screener.Screen(profile, asked.AsOf, asked.Scope);
            ScreeningWriter.Write(response.BodyWriter, screening, reference, asked.Detail);
            httpContext.RequestServices.GetRequiredService<ServiceMeter>().Screened(screening.Candidacy);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
