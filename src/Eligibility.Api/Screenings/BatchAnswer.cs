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
internal sealed class BatchAnswer(ScreeningGate gate, ClientBudgets budgets, BatchScreener screener, TimeProvider clock, IHostApplicationLifetime lifetime) : IResult
{
    private const int FlushAt = 32 * 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var place = gate.OpenBatch(Caller.ClientOf(httpContext));
        if (!place.IsAcquired)
        {
            await ProblemAnswer.Overloaded.ExecuteAsync(httpContext);
            return;
        }

        httpContext.Response.ContentType = BatchEndpoint.MediaType;
        using var tally = new BatchTally();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        var isInterrupted = false;
        try
        {
            isInterrupted = await AnswerLinesAsync(httpContext, tally, deadline);
            BatchScreener.WriteSummary(httpContext.Response.BodyWriter, tally.Summarize(isInterrupted));
            await httpContext.Response.CompleteAsync();
        }
        catch (OperationCanceledException) when (!httpContext.RequestAborted.IsCancellationRequested)
        {
            // Neither sends nor takes: a place is not kept for ever. There is no summary, which tells that the answer was cut.
            httpContext.Abort();
        }

        if (isInterrupted)
        {
            // The client may go on sending for ever: once it has had time to take the summary, the connection is not worth waiting for.
            await Task.Delay(Farewell, httpContext.RequestAborted);
            httpContext.Abort();
        }
    }

    // Ends at a line end: after the last line, or early where the service is about to end, or the client is no longer let in.
    private async Task<bool> AnswerLinesAsync(HttpContext httpContext, BatchTally tally, CancellationTokenSource deadline)
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
        var admission = new Admission(httpContext, clock);
        while (!stopping.IsCancellationRequested && await WithinAsync(deadline, lines.MoveNextAsync(deadline.Token)) && admission.Holds)
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
                await WithinAsync(deadline, output.FlushAsync(deadline.Token));
                unflushed = 0;
            }
        }

        // The server reads on from here, to find the next request of the connection.
        lines.Release();
        return stopping.IsCancellationRequested || !admission.Holds;
    }

    // What the client has to do, send a line or take what waits for it, it has to do in the time of a request.
    private static ValueTask<T> WithinAsync<T>(CancellationTokenSource deadline, ValueTask<T> step)
    {
        return step.IsCompletedSuccessfully ? step : WaitAsync(deadline, step);

        static async ValueTask<T> WaitAsync(CancellationTokenSource deadline, ValueTask<T> step)
        {
            deadline.CancelAfter(RequestLimits.LongestRequest);
            var done = await step;
            deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            return done;
        }
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
