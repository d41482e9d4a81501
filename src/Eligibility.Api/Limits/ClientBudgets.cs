using System.Globalization;
using System.Threading.RateLimiting;
using Eligibility.Api.Access;
using Eligibility.Api.Hosting;
using Eligibility.Api.Problems;

namespace Eligibility.Api.Limits;

/// <summary>
/// How much each client may ask: a bucket of tokens for each, refilled steadily. A request costs one, a batch one for each line. Where
/// nobody is asked who they are there are no clients, and no budgets.
/// </summary>
internal sealed class ClientBudgets : IDisposable
{
    private readonly LimitSettings _limits;
    private readonly PartitionedRateLimiter<string> _buckets;
    private readonly string _policy;

    /// <summary>Sets them up.</summary>
    public ClientBudgets(LimitSettings limits)
    {
        _limits = limits;
        _buckets = PartitionedRateLimiter.Create<string, string>(client => RateLimitPartition.GetTokenBucketLimiter(client, _ => SteadyBucket.Of(limits.RequestsPerSecond, limits.Burst, limits.Batches)));
        _policy = string.Create(CultureInfo.InvariantCulture, $"\"client\";q={limits.Burst};w={SecondsFor(limits.Burst)}");
    }

    /// <summary>Takes the token of a request, and says in the answer how many are left.</summary>
    /// <returns>What to answer where there was none; else null.</returns>
    public ProblemAnswer? Take(string client, HttpResponse response)
    {
        using var lease = _buckets.AttemptAcquire(client);
        var left = _buckets.GetStatistics(client)?.CurrentAvailablePermits ?? 0;
        response.Headers["RateLimit-Policy"] = _policy;
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"client\";r={left};t={SecondsFor(_limits.Burst - left)}");
        return lease.IsAcquired ? null
            : ProblemAnswer.TooManyRequests("This client has used up its budget for now.", lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : SteadyBucket.ShortestPeriod);
    }

    /// <summary>
    /// Takes the tokens of lines of a batch: as many as there are, and waits for one where there is none. Nothing of a batch is refused for
    /// coming fast, it is read slower.
    /// </summary>
    /// <returns>For how many of the lines there were tokens, 1 or more.</returns>
    public async ValueTask<int> TakeLinesAsync(string? client, int lines, CancellationToken cancellation)
    {
        if (client is null)
        {
            return lines;
        }

        var some = (int)Math.Min(lines, _buckets.GetStatistics(client)?.CurrentAvailablePermits ?? 0);
        using (var lease = _buckets.AttemptAcquire(client, Math.Max(1, some)))
        {
            if (lease.IsAcquired)
            {
                return Math.Max(1, some);
            }
        }

        await TakeLineAsync(client, cancellation);
        return 1;
    }

    /// <inheritdoc />
    public void Dispose() => _buckets.Dispose();

    private async ValueTask TakeLineAsync(string client, CancellationToken cancellation)
    {
        while (true)
        {
            using var lease = await _buckets.AcquireAsync(client, cancellationToken: cancellation);
            if (lease.IsAcquired)
            {
                return;
            }

            await Task.Delay(SteadyBucket.ShortestPeriod, cancellation);
        }
    }

    private int SecondsFor(long tokens) => (int)Math.Ceiling((double)tokens / _limits.RequestsPerSecond);
}
