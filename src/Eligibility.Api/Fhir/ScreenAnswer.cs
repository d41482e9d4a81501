using System.Text.Json;
using Eligibility.Api.Hosting;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Screenings;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;
using Eligibility.Json.Screenings;

namespace Eligibility.Api.Fhir;

/// <summary>200: the guidance; or every fault of what was sent; or 503 where there is too much to do.</summary>
internal sealed class ScreenAnswer(ScreeningGate gate, Screener screener, ServiceMeter meter, TimeProvider clock) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (await ProfileBody.WholeAsync(httpContext.Request, Network.LargestBody, httpContext.RequestAborted) is not { } body)
        {
            await ProblemAnswer.TooLarge().ExecuteAsync(httpContext);
            return;
        }

        using var document = StrictDocument.Read(body, out var malformed);
        httpContext.Request.BodyReader.AdvanceTo(body.End);
        if (document is null)
        {
            await ProblemAnswer.Refused(new ProfileReading(null, null, malformed, [], 0)).ExecuteAsync(httpContext);
            return;
        }

        var asked = ScreenRequest.Read(document.Root, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (asked.Profile is not { } profile)
        {
            await new OutcomeAnswer(asked.Issues).ExecuteAsync(httpContext);
            return;
        }

        await AnswerAsync(httpContext, profile, asked.AsOf);
    }

    private async Task AnswerAsync(HttpContext httpContext, SymptomProfile profile, DateOnly asOf)
    {
        byte[] answer;
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            if (!place.IsAcquired)
            {
                await ProblemAnswer.Overloaded.ExecuteAsync(httpContext);
                return;
            }

            answer = Screen(profile, asOf);
        }

        var response = httpContext.Response;
        response.ContentType = FhirMedia.Choose(httpContext.Request);
        response.ContentLength = answer.Length;
        await response.Body.WriteAsync(answer, httpContext.RequestAborted);
    }

    private byte[] Screen(SymptomProfile profile, DateOnly asOf)
    {
        var desk = ScreeningDesk.OfThread;
        try
        {
            var screening = desk.Screen(screener, profile, asOf, Scope.Everything);
            meter.Screened(screening.Candidacy);
            using var native = JsonDocument.Parse(desk.Write(screening, reference: null, Detail.Full));
            return JsonSerializer.SerializeToUtf8Bytes(GuidanceResponse.Of(screening, native.RootElement), FhirJson.Plain.GuidanceResponse);
        }
        finally
        {
            desk.Clear();
        }
    }
}
