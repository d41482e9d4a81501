using Eligibility.Benchmarks.Reporting;

namespace Eligibility.Benchmarks.Wire;

/// <summary>What was measured on the wire, as Markdown and a picture.</summary>
/// <param name="kinds">The kinds of answers, measured.</param>
/// <param name="starts">The times to the first answer, by server.</param>
/// <param name="extent">How much was measured, in words.</param>
internal sealed class WireReport(List<WireKind> kinds, Dictionary<string, List<double>> starts, string extent)
{
    /// <summary>Prints it and writes it down.</summary>
    /// <returns>When it is written.</returns>
    public async Task WriteAsync()
    {
        var report = new Report("wire", "Wire")
            .Say(await Checkout.StampAsync())
            .Say($"{extent}; each server a process of its own on one core, the load on another, everything on loopback. Medians of the rounds. The service runs as it ships, and logs to a file. Every request is the same, so that what the service keeps for a kind of profile is found. A core that is not nearly all busy means that the load was the limit, and then processor time tells more than requests a second.");
        foreach (var kind in kinds)
        {
            report.Say($"## The four answers in, {kind.Name} out")
                .Table(["server", "answer, B", "requests/s", "processor time, µs a request", "p50, ms", "p99, ms", "core busy"], kind.Servers.Select(server => Row(kind, server)))
                .Table(["Eligibility to", "requests/s", "processor time", "p50", "p99"], [Ratios(kind, kind.Bytes), Ratios(kind, kind.Json)]);
        }

        await report.Say($"## From start to first answer")
            .Table(["server", "median, ms", "starts"], starts.Select(IReadOnlyList<FormattableString> (start) => [$"{start.Key}", $"{Median.Of(start.Value):N0}", $"{start.Value.Count}"]))
            .WriteAsync(new BarChart("Requests a second on one core", [.. kinds.SelectMany(Bars)]));
    }

    private static IReadOnlyList<FormattableString> Row(WireKind kind, Server server) =>
    [
        $"{server.Name}",
        $"{kind.Of(server, taken => taken.AnswerBytes):N0}",
        $"{kind.Of(server, taken => taken.PerSecond):N0}",
        $"{kind.Of(server, taken => taken.Microseconds):N1}",
        $"{kind.Of(server, taken => taken.P50):N2}",
        $"{kind.Of(server, taken => taken.P99):N2}",
        $"{kind.Of(server, taken => taken.Busy):P0}",
    ];

    private static IReadOnlyList<FormattableString> Ratios(WireKind kind, Server server) =>
    [
        $"{server.Name}",
        $"{kind.Ratio(server, taken => taken.PerSecond):N3}",
        $"{kind.Ratio(server, taken => taken.Microseconds):N2}",
        $"{kind.Ratio(server, taken => taken.P50):N2}",
        $"{kind.Ratio(server, taken => taken.P99):N2}",
    ];

    private static IEnumerable<Bar> Bars(WireKind kind) => kind.Servers.Select(server =>
        new Bar($"{server.Name}, {kind.Name} ({kind.Of(server, taken => taken.AnswerBytes):N0} B)", kind.Of(server, taken => taken.PerSecond), server == kind.Service));
}
