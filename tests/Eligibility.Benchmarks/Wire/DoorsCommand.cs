using Eligibility.Benchmarks.Reporting;

namespace Eligibility.Benchmarks.Wire;

/// <summary>Measures one service behind each of its doors, in turn, and what a door costs more than the service's own.</summary>
internal static class DoorsCommand
{
    private const int WarmUps = 8;

    /// <summary>Measures and reports; an answer that is refused ends it, with a sentence.</summary>
    /// <param name="options">Rounds, seconds and connections.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> TryAsync(Options options) => WireCommand.TryAsync(() => RunAsync(options));

    private static async Task RunAsync(Options options)
    {
        var (rounds, seconds, connections) = (options.Number("--rounds", 5), options.Number("--seconds", 2), options.Number("--connections", 8));
        var load = await Load.ChooseAsync();
        using var service = await ServerProcess.StartAsync(Server.Service, Door.All[0].Message);
        for (var i = 0; i < WarmUps; i++)
        {
            await Console.Error.WriteLineAsync($"Warming up, {i + 1} of {WarmUps}.");
            foreach (var door in Door.All)
            {
                await Measurement.WarmAsync(service, door.Message, load, connections);
            }
        }

        var measured = Door.All.ToDictionary(door => door, _ => new List<Measurement>());
        for (var round = 0; round < rounds; round++)
        {
            await Console.Error.WriteLineAsync($"Round {round + 1} of {rounds}.");
            foreach (var door in Door.All)
            {
                measured[door].Add(await Measurement.TakeAsync(service, door.Name, door.Message, load, connections, seconds));
            }
        }

        var native = measured[Door.All[0]];
        await new Report("doors", "Doors")
            .Say(await Checkout.StampAsync())
            .Say($"Rounds: {rounds}, each of {seconds} s over {connections} connections, load by {load.Name}; one service as it ships on one core, the load on another, everything on loopback. The same four answers come in by every door, in turn. Medians of the rounds; ratios are medians of those within a round.")
            .Table(
                ["door", "request, B", "answer, B", "processor time, µs a request", "to native", "p50, ms", "p99, ms"],
                Door.All.Select(IReadOnlyList<FormattableString> (door) =>
                [
                    $"{door.Name}",
                    $"{door.Message.Body.Length:N0}",
                    $"{measured[door][0].AnswerBytes:N0}",
                    $"{Median.Of(measured[door].Select(taken => taken.Microseconds)):N0}",
                    $"{Median.Of(measured[door].Zip(native, (ours, own) => ours.Microseconds / own.Microseconds)):N2}",
                    $"{Median.Of(measured[door].Select(taken => taken.P50)):N2}",
                    $"{Median.Of(measured[door].Select(taken => taken.P99)):N2}",
                ]))
            .WriteAsync(new BarChart("Processor time, µs a request", [.. Door.All.Select(door => new Bar(door.Name, Median.Of(measured[door].Select(taken => taken.Microseconds)), door != Door.All[0]))]));
    }
}
