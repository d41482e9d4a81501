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
    // Long enough to burden the collector if each answer had one of its own.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? GuidanceOfThread;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (await ProfileBody.WholeAsync(httpContext.Request, Network.LargestBody, httpContext.RequestAborted) is not { } json)
        {
            await ProblemAnswer.TooLarge().ExecuteAsync(httpContext);
            return;
        }

        IResult? refusal;
        // Reading a response takes about as long as screening it, so it is done within the place.
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            refusal = place.IsAcquired ? Answer(httpContext, json) : ProblemAnswer.Overloaded;
            httpContext.Request.BodyReader.AdvanceTo(json.End);
        }

        await (refusal?.ExecuteAsync(httpContext) ?? httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask());
    }

    private IResult? Answer(HttpContext httpContext, in ReadOnlySequence<byte> json)
    {
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

        Screen(httpContext, profile, asked.AsOf, today);
        return null;
    }

    // From the profile to the answer nothing is awaited. What the answer lay on is given back before the client begins to take it.
    private void Screen(HttpContext httpContext, SymptomProfile profile, DateOnly asOf, DateOnly today)
    {
        var desk = ScreeningDesk.OfThread;
        var guidance = GuidanceOfThread ??= new ArrayBufferWriter<byte>();
        try
        {
            var screening = desk.Screen(screener, profile, asOf, Scope.Everything);
            meter.Screened(screening.Candidacy);
            using (var writer = new Utf8JsonWriter(guidance, FhirJson.Written))
            {
                JsonSerializer.Serialize(writer, GuidanceResponse.Of(screening, today, desk.Write(screening, reference: null, Detail.Full)), FhirJson.Plain.GuidanceResponse);
            }

            var response = httpContext.Response;
            response.ContentType = FhirMedia.Choose(httpContext.Request);
            response.ContentLength = guidance.WrittenCount;
            // As for /v1/screenings: it waits for nothing, and once the answer has begun, what is written goes straight to where it is sent from.
            response.StartAsync().GetAwaiter().GetResult();
            response.BodyWriter.Write(guidance.WrittenSpan);
        }
        finally
        {
            guidance.Clear();
            desk.Clear();
        }
    }
}
