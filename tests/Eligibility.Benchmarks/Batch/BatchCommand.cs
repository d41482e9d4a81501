using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Eligibility.Benchmarks.Reporting;
using Eligibility.Benchmarks.Samples;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;
using Eligibility.Json.Screenings;

namespace Eligibility.Benchmarks.Batch;

/// <summary>Measures the lines of a batch a second on one core, against code that does less with the same lines.</summary>
internal static class BatchCommand
{
    /// <summary>Measures and reports.</summary>
    /// <param name="options">Rounds and lines.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Options options)
    {
        await StayOnOneCoreAsync();
        var (rounds, drawn) = (options.Number("--rounds", 5), options.Number("--lines", 20_000));
        var sample = new BatchLinesSample(RuleBook.Shipped, drawn);
        await Console.Error.WriteLineAsync("Answering every line once, to know the sizes of the answers.");
        var (verdicts, full) = (Screener(Detail.Verdicts), Screener(Detail.Full));
        Contender[] contenders =
        [
            new TokensAlone("tokens read, ready verdicts copied", Sizes(verdicts, sample)),
            new TokensAlone("tokens read, ready full answers copied", Sizes(full, sample)),
            new PlainJsonAlone(),
            new Screened("Eligibility, verdicts", verdicts),
            new Screened("Eligibility, full answers", full),
        ];
        // The first pass warms up. In turn, so that what disturbs a pass disturbs all of them.
        for (var round = 0; round <= rounds; round++)
        {
            await Console.Error.WriteLineAsync(round == 0 ? "Warming up." : $"Round {round} of {rounds}.");
            Array.ForEach(contenders, contender => contender.Pass(sample.Lines, counts: round > 0));
        }

        await ReportAsync(contenders, sample, rounds);
        return 0;
    }

    private static BatchScreener Screener(Detail detail) => new(new Screener(RuleBook.Shipped), Sample.Day, Scope.Everything, detail);

    private static List<int> Sizes(BatchScreener screener, BatchLinesSample sample)
    {
        var output = new ArrayBufferWriter<byte>();
        var sizes = new List<int>();
        foreach (var line in sample.Lines)
        {
            output.ResetWrittenCount();
            if (screener.Answer(line, isTooLarge: false, sizes.Count + 1, output) is null)
            {
                throw new InvalidOperationException("A line of the sample is not a valid profile.");
            }

            sizes.Add(output.WrittenCount);
        }

        return sizes;
    }

    private static async Task ReportAsync(Contender[] contenders, BatchLinesSample sample, int rounds) => await new Report("batch", "Batch")
        .Say(await Checkout.StampAsync())
        .Say($"{sample.Lines.Count:N0} distinct profiles, no two lines the same: {sample.Examples:N0} of the rule book's worked examples, the others drawn with a fixed seed; {sample.Lines.Average(line => (double)line.Length):N0} B a line. One core, without HTTP; passes in turn, {rounds} of each; medians of them.")
        .Table(
            ["what is done with a line", "profiles/s", "answer, B", "Eligibility's verdicts to it", "Eligibility's full answers to it"],
            contenders.Select(IReadOnlyList<FormattableString> (contender) =>
            [
                $"{contender.Name}",
                $"{contender.PerSecond:N0}",
                $"{contender.AnswerBytes:N0}",
                $"{contender.RatioOf(contenders[^2]):N3}",
                $"{contender.RatioOf(contenders[^1]):N3}",
            ]))
        .WriteAsync(new BarChart("Profiles a second on one core", [.. contenders.Select(contender => new Bar(contender.Name, contender.PerSecond, contender is Screened))]));

    // Also what collects garbage and what compiles on the side, which would else take another core's time.
    private static async Task StayOnOneCoreAsync()
    {
        if (!File.Exists("/usr/bin/taskset"))
        {
            await Console.Error.WriteLineAsync("Without taskset the runtime may use other cores on the side.");
            return;
        }

        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var pin = Process.Start(new ProcessStartInfo("taskset", ["-a", "-p", "-c", "0", self]) { RedirectStandardOutput = true })!;
        await pin.WaitForExitAsync();
    }
}
