using System.Threading.RateLimiting;
using Eligibility.Api.Hosting;

namespace Eligibility.Api.Limits;

/// <summary>
/// How much is computed at once. A place is taken when a body has been read and given back before the answer is sent, so that slow clients
/// hold none. Whoever finds the short queue full is told so at once: a late answer is worth less than an early refusal.
/// </summary>
internal sealed class ScreeningGate(LimitSettings limits) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions { PermitLimit = limits.AtOnce, QueueLimit = limits.Waiting });

    // Batches wait in half of the queue at most, so that they turn nobody away who has but one profile.
    private readonly SemaphoreSlim _beforeTheQueue = new(Math.Max(1, limits.Waiting / 2));

    // No client alone can take every place.
    private readonly PartitionedRateLimiter<string?> _batches = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string?, string>(_ => Places("", limits.Batches)),
        PartitionedRateLimiter.Create<string?, string>(client => client is null ? RateLimitPartition.GetNoLimiter("") : Places(client, Math.Max(1, limits.Batches / 2))));

    /// <summary>Whether whoever came now would be turned away: asked before a body is read, so that turning away costs little.</summary>
    public bool IsFull => _places.GetStatistics() is { CurrentAvailablePermits: 0, CurrentQueuedCount: var waiting } && waiting >= limits.Waiting;

    /// <summary>Takes a place, after a short wait at most.</summary>
    /// <returns>The place, to be disposed; not acquired where the queue is full.</returns>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellation) => _places.AcquireAsync(cancellationToken: cancellation);

    /// <summary>Takes a place for a block of a batch, however long that takes: a batch is read slower, not refused.</summary>
    /// <returns>The place, to be disposed.</returns>
    public async ValueTask<RateLimitLease> EnterInTurnAsync(CancellationToken cancellation)
    {
        await _beforeTheQueue.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                var place = await _places.AcquireAsync(cancellationToken: cancellation);
                if (place.IsAcquired)
                {
                    return place;
                }

                place.Dispose();
                await Task.Delay(Pause, cancellation);
            }
        }
        finally
        {
            _beforeTheQueue.Release();
        }
    }

    /// <summary>Opens a batch.</summary>
    /// <param name="client">Who it is for; null where nobody was asked.</param>
    /// <returns>The batch's own place, to be disposed; not acquired where too many are open, or too many of this client.</returns>
    public RateLimitLease OpenBatch(string? client) => _batches.AttemptAcquire(client);

    /// <inheritdoc />
    public void Dispose()
    {
        _places.Dispose();
        _beforeTheQueue.Dispose();
        _batches.Dispose();
    }

    private static RateLimitPartition<string> Places(string name, int places) =>
        RateLimitPartition.GetConcurrencyLimiter(name, _ => new ConcurrencyLimiterOptions { PermitLimit = places });
}
