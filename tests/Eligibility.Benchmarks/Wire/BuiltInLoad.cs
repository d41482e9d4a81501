using System.Diagnostics;

namespace Eligibility.Benchmarks.Wire;

/// <summary>Where wrk is not there: an HttpClient on every core but the first. It sends less than wrk can, so a fast server may wait for it.</summary>
internal sealed class BuiltInLoad : Load
{
    public override string Name => "the built-in client";

    public override async Task<LoadResult> RunAsync(Uri origin, Message message, int connections, int seconds)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections };
        using var client = new HttpClient(handler);
        var request = new Request(client, origin, message);
        var clock = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskAsync(request, clock, seconds))));
        var elapsed = clock.Elapsed.TotalSeconds;
        double[] times = [.. answers.SelectMany(answer => answer.Milliseconds).Order()];
        return new LoadResult(times.Length, elapsed, answers.Sum(answer => answer.Failures), At(times, 0.5), At(times, 0.99));
    }

    private static async Task<(List<double> Milliseconds, long Failures)> AskAsync(Request request, Stopwatch clock, int seconds)
    {
        var (times, failures) = (new List<double>(), 0L);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            var start = Stopwatch.GetTimestamp();
            failures += await request.SendAsync() is null ? 1 : 0;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (times, failures);
    }

    private static double At(double[] sorted, double part) => sorted.Length == 0 ? double.NaN : sorted[(int)(part * (sorted.Length - 1))];
}
