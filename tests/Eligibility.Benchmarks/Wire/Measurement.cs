namespace Eligibility.Benchmarks.Wire;

/// <summary>What one server did under load.</summary>
/// <param name="AnswerBytes">The size of its answers' bodies.</param>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Microseconds">Processor time of the server for each request.</param>
/// <param name="P50">Half of the answers took no longer, in milliseconds.</param>
/// <param name="P99">All but one in a hundred took no longer, in milliseconds.</param>
/// <param name="Busy">The part of the time in which its core was busy with it: near one, or the server was not the limit.</param>
internal sealed record Measurement(int AnswerBytes, double PerSecond, double Microseconds, double P50, double P99, double Busy)
{
    private const int WarmUps = 6;
    private const int WarmUpSeconds = 1;

    /// <summary>Starts a server, warms it up, measures it and ends it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="query">The query of the request.</param>
    /// <param name="load">The load.</param>
    /// <param name="connections">Over how many connections.</param>
    /// <param name="seconds">For how long.</param>
    /// <returns>What it did.</returns>
    public static async Task<Measurement> TakeAsync(Server server, string query, Load load, int connections, int seconds)
    {
        using var process = await ServerProcess.StartAsync(server, query);
        for (var i = 0; i < WarmUps; i++)
        {
            await load.RunAsync(process.Address, connections, WarmUpSeconds);
            // What is compiled on the side needs pauses.
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        var before = process.ProcessorSeconds;
        var result = await load.RunAsync(process.Address, connections, seconds);
        var used = process.ProcessorSeconds - before;
        if (result.Failures > 0 || result.Requests == 0)
        {
            throw new InvalidOperationException($"{server.Name} failed {result.Failures} of {result.Requests} requests, so its speed says nothing.");
        }

        return new Measurement(process.AnswerBytes, result.Requests / result.Seconds, used * 1e6 / result.Requests, result.P50, result.P99, used / result.Seconds);
    }
}
