namespace Eligibility.Benchmarks.Wire;

/// <summary>Measures the shipped service against servers that do less, in turn, so that what disturbs a round disturbs all of them.</summary>
internal static class WireCommand
{
    private const int Starts = 5;

    /// <summary>Measures and reports; a server that fails ends it, with a sentence.</summary>
    /// <param name="options">Rounds, seconds and connections.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> TryAsync(Options options) => TryAsync(() => RunAsync(options));

    /// <summary>Runs what needs a core for the server and one for the load; what fails ends it, with a sentence.</summary>
    /// <param name="run">What is run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TryAsync(Func<Task> run)
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2 || !File.Exists("/usr/bin/taskset"))
        {
            await Console.Error.WriteLineAsync("This needs Linux, taskset and two cores: one for the server, one for the load.");
            return 2;
        }

        try
        {
            await run();
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task RunAsync(Options options)
    {
        var (rounds, seconds, connections) = (options.Number("--rounds", 5), options.Number("--seconds", 5), options.Number("--connections", 8));
        var load = await Load.ChooseAsync();
        var kinds = new List<WireKind> { await WireKind.OfAsync("full answer", Message.FourAnswers()), await WireKind.OfAsync("verdicts", Message.FourAnswers("?detail=verdicts")) };
        var starts = await StartsAsync(kinds[0]);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var kind in kinds)
            {
                await Console.Error.WriteLineAsync($"Round {round + 1} of {rounds}, {kind.Name}.");
                await kind.MeasureAsync(round, server => Measurement.TakeAsync(server, kind.Message, load, connections, seconds));
            }
        }

        await new WireReport(kinds, starts, $"Rounds: {rounds}, each of {seconds} s over {connections} connections, load by {load.Name}").WriteAsync();
    }

    // The first start of each is not counted: it finds its files not read yet.
    private static async Task<Dictionary<string, List<double>>> StartsAsync(WireKind kind)
    {
        await Console.Error.WriteLineAsync("Starts.");
        var starts = new Dictionary<string, List<double>>();
        for (var i = -1; i < Starts; i++)
        {
            foreach (var server in new[] { kind.Json, kind.Service })
            {
                using var process = await ServerProcess.StartAsync(server, kind.Message);
                var times = starts.TryGetValue(server.Name, out var known) ? known : starts[server.Name] = [];
                times.AddRange(i < 0 ? [] : [process.FirstAnswer.TotalMilliseconds]);
            }
        }

        return starts;
    }
}
