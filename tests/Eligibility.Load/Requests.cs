using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Eligibility.Load;

/// <summary>What came of a phase.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Outcomes">How often each status, or failure, was the answer.</param>
/// <param name="GoodMilliseconds">How long each good answer took, sorted.</param>
internal sealed record Phase(double Seconds, IReadOnlyDictionary<string, int> Outcomes, double[] GoodMilliseconds)
{
    /// <summary>Good answers a second.</summary>
    public double GoodPerSecond => GoodMilliseconds.Length / Seconds;

    /// <summary>The time in which this part of the good answers came, in milliseconds.</summary>
    public double Percentile(double part) => GoodMilliseconds.Length == 0 ? double.NaN : GoodMilliseconds[(int)(part * (GoodMilliseconds.Length - 1))];
}

/// <summary>Sends the four answers that every clinic has.</summary>
internal sealed class Requests(Uri address) : IAsyncDisposable
{
    private const int MostAtOnce = 800;

    private static readonly byte[] Profile = Encoding.UTF8.GetBytes(
        """{"headacheDaysPerMonth":18,"painLocations":["neck"],"spasmHistory":"chronic","priorPhysicalTherapy":"none"}""");

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = MostAtOnce, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1) })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly ConcurrentBag<(string Outcome, double Milliseconds)> _answers = [];

    /// <summary>Asks over some connections, each as soon as it has its answer.</summary>
    public async Task<Phase> ClosedAsync(int connections, TimeSpan time)
    {
        _answers.Clear();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                await AskAsync();
            }
        })));
        return Result(clock.Elapsed);
    }

    /// <summary>Asks at a steady pace, whatever is answered.</summary>
    public async Task<Phase> OpenAsync(double perSecond, TimeSpan time)
    {
        _answers.Clear();
        var clock = Stopwatch.StartNew();
        var waiting = new ConcurrentDictionary<Task, byte>();
        for (var sent = 0L; clock.Elapsed < time; await Task.Delay(1))
        {
            for (; sent < perSecond * clock.Elapsed.TotalSeconds; sent++)
            {
                if (waiting.Count >= MostAtOnce)
                {
                    // Nobody has that many connections: what finds none is not sent, and is said to be so.
                    _answers.Add(("not sent", 0));
                    continue;
                }

                var asking = AskAsync();
                waiting[asking] = 0;
                _ = asking.ContinueWith(done => waiting.TryRemove(done, out _), TaskScheduler.Default);
            }
        }

        var elapsed = clock.Elapsed;
        await Task.WhenAll(waiting.Keys);
        return Result(elapsed);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AskAsync()
    {
        var clock = Stopwatch.GetTimestamp();
        string outcome;
        try
        {
            using var body = new ByteArrayContent(Profile) { Headers = { ContentType = new("application/json") } };
            using var answer = await _client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), body);
            await answer.Content.LoadIntoBufferAsync();
            outcome = $"{(int)answer.StatusCode}";
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            outcome = failure.GetType().Name;
        }

        _answers.Add((outcome, Stopwatch.GetElapsedTime(clock).TotalMilliseconds));
    }

    private Phase Result(TimeSpan elapsed) => new(
        elapsed.TotalSeconds,
        _answers.CountBy(answer => answer.Outcome).ToDictionary(),
        [.. _answers.Where(answer => answer.Outcome == "200").Select(answer => answer.Milliseconds).Order()]);
}
