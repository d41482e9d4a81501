using System.Buffers;
using Eligibility.Api.Hosting;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Screenings;

namespace Eligibility.Api.Screenings;

/// <summary>200: the screening; or what is wrong with the body; or 503 where there is too much to do.</summary>
internal sealed class ScreeningAnswer(ScreeningGate gate, Screener screener, ServiceMeter meter, ScreeningQuery asked) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (await ProfileBody.WholeAsync(httpContext.Request, Network.LargestBody, httpContext.RequestAborted) is not { } json)
        {
            await ProblemAnswer.TooLarge().ExecuteAsync(httpContext);
            return;
        }

        ProblemAnswer? refusal;
        using (var place = await gate.EnterAsync(httpContext.RequestAborted))
        {
            refusal = place.IsAcquired ? Answer(httpContext.Response, json) : ProblemAnswer.Overloaded;
            httpContext.Request.BodyReader.AdvanceTo(json.End);
        }

        await (refusal?.ExecuteAsync(httpContext) ?? httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask());
    }

    // From the body to the answer nothing is awaited. What the answer lay on is given back before the client begins to take it.
    private ProblemAnswer? Answer(HttpResponse response, in ReadOnlySequence<byte> json)
    {
        var desk = ScreeningDesk.OfThread;
        try
        {
            var reading = desk.Read(json);
            if (reading.Profile is not { } profile)
            {
                return ProblemAnswer.Refused(reading);
            }

            var screening = desk.Screen(screener, profile, asked.AsOf, asked.Scope);
            var answer = desk.Write(screening, reading.Reference, asked.Detail).Span;
            meter.Screened(screening.Candidacy);
            response.ContentType = ProfileBody.MediaType;
            response.ContentLength = answer.Length;
            // Waits for nothing, since nothing of ours does when an answer begins. Once it has begun, what is written goes straight to where
            // the server sends it from.
            response.StartAsync().GetAwaiter().GetResult();
            response.BodyWriter.Write(answer);
            return null;
        }
        finally
        {
            desk.Clear();
        }
    }
}
