using Eligibility.Api.Access;
using Eligibility.Api.Hosting;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Json.Batches;
using Eligibility.Json.Screenings;

namespace Eligibility.Api.Screenings;

/// <summary>
/// 200: the answers of a batch, a line for a line, in order, while it is still being sent; or 503 where too many batches are open. It holds
/// a few blocks of lines at a time, and reads no faster than its answers are taken.
/// </summary>
internal sealed class BatchAnswer(BatchScreener screener, Detail detail) : IResult
{
    // One batch cannot use more: its answers are hashed one after the other.
    private const int MostJobs = 8;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        using var place = services.GetRequiredService<ScreeningGate>().OpenBatch(Caller.ClientOf(httpContext));
        if (!place.IsAcquired)
        {
            await ProblemAnswer.Overloaded.ExecuteAsync(httpContext);
            return;
        }

        httpContext.Response.ContentType = BatchEndpoint.MediaType;
        using var tally = new BatchTally();
        using var time = new ClientsTime(httpContext.RequestAborted);
        var isWhole = true;
        try
        {
            isWhole = await AnswerLinesAsync(httpContext, tally, time);
            BatchScreener.WriteSummary(httpContext.Response.BodyWriter, tally.Summarize(!isWhole));
            await httpContext.Response.CompleteAsync();
        }
        catch (OperationCanceledException) when (!httpContext.RequestAborted.IsCancellationRequested)
        {
            // Neither sends nor takes: a place is not kept for ever. There is no summary, which tells that the answer was cut.
            httpContext.Abort();
        }

        if (!isWhole)
        {
            // The client may go on sending for ever: once it has had time to take the summary, the connection is not worth waiting for.
            await Task.Delay(Farewell, httpContext.RequestAborted);
            httpContext.Abort();
        }
    }

    // Ends at a line end: after the last line, or early where the service is about to end, or the client is no longer let in.
    private async Task<bool> AnswerLinesAsync(HttpContext httpContext, BatchTally tally, ClientsTime time)
    {
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var onStopping = stopping.Register(httpContext.Request.BodyReader.CancelPendingRead);
        var host = new BatchHost(httpContext, tally, time, stopping);
        using var pipeline = new BatchPipeline(screener, host, Math.Min(MostJobs, services.GetRequiredService<LimitSettings>().AtOnce));
        return await pipeline.RunAsync(new BatchBlocks(httpContext.Request.BodyReader, BatchBlocks.LinesAtOnce(detail)), time.IsUp);
    }
}
