using System.Buffers;
using Eligibility.Api.Access;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;

namespace Eligibility.Api.Screenings;

/// <summary>
/// 200: the answers of a batch, a line for a line, in order, while it is still being sent; or 503 where too many batches are open. It holds
/// one line at a time, and reads no faster than its answers are taken.
/// </summary>
internal sealed class BatchAnswer(ScreeningGate gate, ClientBudgets budgets, BatchScreener screener, IHostApplicationLifetime lifetime) : IResult
{
    private const int FlushAt = 32 * 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var place = gate.OpenBatch();
        if (!place.IsAcquired)
        {
            await ProblemAnswer.Overloaded().ExecuteAsync(httpContext);
            return;
        }

        httpContext.Response.ContentType = BatchEndpoint.MediaType;
        using var tally = new BatchTally();
        var isInterrupted = await AnswerLinesAsync(httpContext, tally);
        BatchScreener.WriteSummary(httpContext.Response.BodyWriter, tally.Summarize(isInterrupted));
        await httpContext.Response.CompleteAsync();
        if (isInterrupted)
        {
            // The client may go on sending for ever: once it has had time to take the summary, the connection is not worth waiting for.
            await Task.Delay(Farewell, httpContext.RequestAborted);
            httpContext.Abort();
        }
    }

    // Ends at a line end, after the last line or where the service is about to end.
    private async Task<bool> AnswerLinesAsync(HttpContext httpContext, BatchTally tally)
    {
        var stopping = lifetime.ApplicationStopping;
        using var onStopping = stopping.Register(httpContext.Request.BodyReader.CancelPendingRead);
        var output = httpContext.Response.BodyWriter;
        var cancellation = httpContext.RequestAborted;
        var client = Caller.ClientOf(httpContext);
        var lines = new BatchLines(httpContext.Request.BodyReader);
        var meter = httpContext.RequestServices.GetRequiredService<ServiceMeter>();
        var answer = new ArrayBufferWriter<byte>();
        var unflushed = 0;
        while (!stopping.IsCancellationRequested && await lines.MoveNextAsync(cancellation))
        {
            await budgets.TakeLineAsync(client, cancellation);
            using (await gate.EnterInTurnAsync(cancellation))
            {
                answer.ResetWrittenCount();
                var candidacy = screener.Answer(lines.Current, lines.IsTooLarge, tally.Received + 1, answer);
                tally.Add(answer.WrittenSpan, candidacy is not null);
                Count(meter, candidacy);
            }

            output.Write(answer.WrittenSpan);
            unflushed += answer.WrittenCount;
            if (!lines.IsNextHere || unflushed >= FlushAt)
            {
                await output.FlushAsync(cancellation);
                unflushed = 0;
            }
        }

        return stopping.IsCancellationRequested;
    }

    private static void Count(ServiceMeter meter, Candidacy? candidacy)
    {
        meter.BatchLines(candidacy is null ? LineOutcome.Refused : LineOutcome.Screened);
        if (candidacy is { } screened)
        {
            meter.Screened(screened);
        }
    }
}
