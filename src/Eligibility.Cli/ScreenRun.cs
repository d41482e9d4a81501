using System.Runtime.InteropServices;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;

namespace Eligibility.Cli;

/// <summary>A run of <c>eligibility screen</c>, from standard input to standard output.</summary>
/// <param name="settings">What was asked for.</param>
/// <param name="errors">Takes a sentence for whoever typed the command, and the progress.</param>
internal sealed class ScreenRun(ScreenSettings settings, TextWriter errors) : IDisposable
{
    // What sysexits.h calls EX_TEMPFAIL: nothing is wrong, but there is more to do.
    private const int EndedEarly = 75;

    // Beside those that screen, threads that read, write and count never wait for one of them.
    private const int ThreadsBeside = 4;

    private readonly CancellationTokenSource _toldToEnd = new();

    /// <summary>Answers every line, or as many as it is let.</summary>
    /// <returns>The exit code: 0 every line was answered, 1 input or output failed, 75 it was told to end before.</returns>
    public async Task<int> RunAsync()
    {
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        ThreadPool.SetMinThreads(settings.Jobs + ThreadsBeside, ThreadsBeside);
        try
        {
            using var summary = settings.Summary is { } path ? new SummaryFile(path) : null;
            return await AnswerAsync(summary) ? 0 : EndedEarly;
        }
        catch (Exception fault) when (fault is ScreenException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _toldToEnd.Dispose();

    private async Task<bool> AnswerAsync(SummaryFile? summary)
    {
        var progress = Console.IsErrorRedirected ? null : new Progress(errors, TimeProvider.System, StandardInput.Remaining());
        using var output = StandardOutput.Open();
        var input = StandardInput.ReadAhead();
        using var tally = summary is null ? null : new BatchTally();
        var host = new CommandHost(output, tally, progress, _toldToEnd.Token);
        var screener = new BatchScreener(new Screener(RuleBook.Shipped), settings.AsOf, Scope.Everything, settings.Detail);
        using var pipeline = new BatchPipeline(screener, host, settings.Jobs);
        using var onEnd = _toldToEnd.Token.Register(input.CancelPendingRead);
        var isWhole = await pipeline.RunAsync(new BatchBlocks(input, BatchBlocks.LinesAtOnce(settings.Detail), settings.FirstLine), CancellationToken.None);
        progress?.End();
        output.Finish();
        if (tally is not null)
        {
            summary!.Write(tally.Summarize(!isWhole));
        }

        return isWhole;
    }

    private void End(PosixSignalContext signal)
    {
        // The first signal ends the run at a line end; the second one does what it does to any process.
        signal.Cancel = !_toldToEnd.IsCancellationRequested;
        _toldToEnd.Cancel();
    }
}
