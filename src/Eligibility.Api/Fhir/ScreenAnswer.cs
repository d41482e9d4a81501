using System.Buffers;
using System.Text.Json;
using Eligibility.Api.Hosting;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Screenings;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;

namespace Eligibility.Api.Fhir;

/// <summary>200: the guidance; or every fault of what was sent; or 503 where there is too much to do.</summary>
internal sealed class ScreenAnswer(ScreeningGate gate, Screener screener, ServiceMeter meter, TimeProvider clock) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (await ProfileBody.WholeAsync(httpContext.Request, Network.LargestBody, httpContext.RequestAborted) is not { } json)
        {
            await ProblemAnswer.TooLarge().ExecuteAsync(httpContext);
            return;
        }

        byte[]? answer = null;
        IResult? refusal;
        // Reading a response takes about as long as screening it, so it is done within the place.
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            refusal = place.IsAcquired ? Answer(json, out answer) : ProblemAnswer.Overloaded;
            httpContext.Request.BodyReader.AdvanceTo(json.End);
        }

        await (refusal?.ExecuteAsync(httpContext) ?? WriteAsync(httpContext, answer!));
    }

    private IResult? Answer(in ReadOnlySequence<byte> json, out byte[]? answer)
    {
        answer = null;
        using var document = StrictDocument.Read(json, out var malformed);
        if (document is null)
        {
            return ProblemAnswer.Malformed(malformed!);
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var asked = ScreenRequest.Read(document.Root, today);
        if (asked.Profile is not { } profile)
        {
            return new OutcomeAnswer(asked.Issues);
        }

        answer = Screen(profile, asked.AsOf, today);
        return null;
    }

    private static Task WriteAsync(HttpContext httpContext, byte[] answer)
    {
        var response = httpContext.Response;
        response.ContentType = FhirMedia.Choose(httpContext.Request);
        response.ContentLength = answer.Length;
        return response.Body.WriteAsync(answer, httpContext.RequestAborted).AsTask();
    }

    private byte[] Screen(SymptomProfile profile, DateOnly asOf, DateOnly today)
    {
        var desk = ScreeningDesk.OfThread;
        try
        {
            var screening = desk.Screen(screener, profile, asOf, Scope.Everything);
            meter.Screened(screening.Candidacy);
            var native = desk.Write(screening, reference: null, Detail.Full);
            return JsonSerializer.SerializeToUtf8Bytes(GuidanceResponse.Of(screening, today, native), FhirJson.Plain.GuidanceResponse);
        }
        finally
        {
            desk.Clear();
        }
    }
}
