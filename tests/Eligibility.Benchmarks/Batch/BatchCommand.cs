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
        var sample = new BatchLinesSample(RuleBook.Shipped);
        var screener = Screener(Detail.Verdicts);
        var (verdicts, full) = (new Screened("Eligibility, verdicts", screener), new Screened("Eligibility, full answers", Screener(Detail.Full)));
        Contender[] contenders =
        [
            verdicts,
            // By the same screener, so that it keeps what it found out about each kind of profile.
            new Screened("Eligibility, verdicts, the same lines again", screener),
            full,
            new TokensAlone("tokens read, ready verdicts copied", verdicts),
            new TokensAlone("tokens read, ready full answers copied", full),
            new PlainJsonAlone(),
        ];
        // The first pass warms up. In turn, so that what disturbs a pass disturbs all of them.
        for (var round = 0; round <= rounds; round++)
        {
            await Console.Error.WriteLineAsync(round == 0 ? "Warming up." : $"Round {round} of {rounds}.");
            var lines = sample.Next(drawn);
            Array.ForEach(contenders, contender => contender.Pass(lines, counts: round > 0));
        }

        await new Report("batch", "Batch")
            .Say(await Checkout.StampAsync())
            .Say($"{drawn:N0} profiles were drawn anew for each pass, with a fixed seed, so that what is kept for profiles met before helps no more than in a clinic; the rule book's {sample.Examples:N0} worked examples were in each. {sample.Distinct:N0} distinct profiles in all, the warming up included. One core, without HTTP; passes in turn, {rounds} of each; medians of them.")
            .Table(
                ["what is done with a line", "profiles/s", "answer, B", "Eligibility's verdicts to it", "Eligibility's full answers to it"],
                contenders.Select(contender => Row(contender, verdicts, full)))
            .WriteAsync(new BarChart("Profiles a second on one core", [.. contenders.Select(contender => new Bar(contender.Name, contender.PerSecond, contender is Screened))]));
        return 0;
    }

    private static BatchScreener Screener(Detail detail) => new(new Screener(RuleBook.Shipped), Sample.Day, Scope.Everything, detail);

    private static IReadOnlyList<FormattableString> Row(Contender contender, Screened verdicts, Screened full) =>
    [
        $"{contender.Name}",
        $"{contender.PerSecond:N0}",
        $"{contender.Sizes.Average():N0}",
        $"{contender.RatioOf(verdicts):N3}",
        $"{contender.RatioOf(full):N3}",
    ];

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
