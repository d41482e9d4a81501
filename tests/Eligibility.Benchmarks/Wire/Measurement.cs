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
    /// <param name="message">What is posted.</param>
    /// <param name="load">The load.</param>
    /// <param name="connections">Over how many connections.</param>
    /// <param name="seconds">For how long.</param>
    /// <returns>What it did.</returns>
    public static async Task<Measurement> TakeAsync(Server server, Message message, Load load, int connections, int seconds)
    {
        using var process = await ServerProcess.StartAsync(server, message);
        for (var i = 0; i < WarmUps; i++)
        {
            await WarmAsync(process, message, load, connections);
        }

        return await TakeAsync(process, server.Name, message, load, connections, seconds);
    }

    /// <summary>Warms a server up once.</summary>
    /// <param name="process">The server.</param>
    /// <param name="message">What is posted.</param>
    /// <param name="load">The load.</param>
    /// <param name="connections">Over how many connections.</param>
    /// <returns>When it is done.</returns>
    public static async Task WarmAsync(ServerProcess process, Message message, Load load, int connections)
    {
        await load.RunAsync(process.Origin, message, connections, WarmUpSeconds);
        // What is compiled on the side needs pauses.
        await Task.Delay(TimeSpan.FromSeconds(1));
    }

    /// <summary>Measures a server that is warm.</summary>
    /// <param name="process">The server.</param>
    /// <param name="name">What reports call what is measured.</param>
    /// <param name="message">What is posted.</param>
    /// <param name="load">The load.</param>
    /// <param name="connections">Over how many connections.</param>
    /// <param name="seconds">For how long.</param>
    /// <returns>What it did.</returns>
    public static async Task<Measurement> TakeAsync(ServerProcess process, string name, Message message, Load load, int connections, int seconds)
    {
        using var client = new HttpClient();
        var bytes = await new Request(client, process.Origin, message).SendAsync();
        var before = process.ProcessorSeconds;
        var result = await load.RunAsync(process.Origin, message, connections, seconds);
        var used = process.ProcessorSeconds - before;
        if (bytes is null || result.Failures > 0 || result.Requests == 0)
        {
            throw new InvalidOperationException($"{name} failed {result.Failures} of {result.Requests} requests, so its speed says nothing.");
        }

        return new Measurement(bytes.Value, result.Requests / result.Seconds, used * 1e6 / result.Requests, result.P50, result.P99, used / result.Seconds);
    }
}
