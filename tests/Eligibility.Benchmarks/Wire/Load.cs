using System.Diagnostics;
using System.Globalization;

namespace Eligibility.Benchmarks.Wire;

/// <summary>What came of some seconds of load.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="Seconds">In how many seconds.</param>
/// <param name="Failures">How many of them were not answered well.</param>
/// <param name="P50">Half of the answers took no longer, in milliseconds.</param>
/// <param name="P99">All but one in a hundred took no longer, in milliseconds.</param>
internal sealed record LoadResult(long Requests, double Seconds, long Failures, double P50, double P99);

/// <summary>Something that sends the same request over some connections, each time as soon as the answer is there.</summary>
internal abstract class Load
{
    /// <summary>What reports call it.</summary>
    public abstract string Name { get; }

    /// <summary>The best that is there: wrk, or else what this program can do itself.</summary>
    /// <returns>The load.</returns>
    public static async Task<Load> ChooseAsync()
    {
        // The load comes from the other cores, so that neither takes the server's time.
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var pin = Process.Start(new ProcessStartInfo("taskset", ["-a", "-p", "-c", "1-1023", self]) { RedirectStandardOutput = true })!;
        await pin.WaitForExitAsync();
        return File.Exists(WrkLoad.Program) ? new WrkLoad() : new BuiltInLoad();
    }

    /// <summary>Sends.</summary>
    /// <param name="origin">The server.</param>
    /// <param name="message">What is posted.</param>
    /// <param name="connections">Over how many connections.</param>
    /// <param name="seconds">For how long.</param>
    /// <returns>What came of it.</returns>
    public abstract Task<LoadResult> RunAsync(Uri origin, Message message, int connections, int seconds);
}
