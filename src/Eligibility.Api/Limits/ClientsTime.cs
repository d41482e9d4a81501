namespace Eligibility.Api.Limits;

/// <summary>
/// How long a batch waits for its client. What only the client can do, send a line or take what waits for it, it has to do in the time of a
/// request; while the service itself has something to do, no time passes.
/// </summary>
internal sealed class ClientsTime : IDisposable
{
    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _deadline;
    private int _ours;

    /// <summary>Begins to wait for the first line.</summary>
    /// <param name="aborted">When the client has gone.</param>
    public ClientsTime(CancellationToken aborted)
    {
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _deadline.CancelAfter(RequestLimits.LongestRequest);
    }

    /// <summary>Says that the client has gone, or that its time is up.</summary>
    public CancellationToken IsUp => _deadline.Token;

    /// <summary>Lines came: the service has something to do. Once for each block.</summary>
    public void Stop()
    {
        lock (_turn)
        {
            if (_ours++ == 0)
            {
                _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Their answers are taken. Once for each block.</summary>
    public void Start()
    {
        lock (_turn)
        {
            if (--_ours == 0)
            {
                _deadline.CancelAfter(RequestLimits.LongestRequest);
            }
        }
    }

    /// <summary>Waits until the client has taken what was written. Only while the service has something to do: between <see cref="Stop"/> and <see cref="Start"/>.</summary>
    /// <param name="step">The writing, which <see cref="IsUp"/> cancels.</param>
    /// <typeparam name="T">What comes of it.</typeparam>
    public async ValueTask TakeAsync<T>(ValueTask<T> step)
    {
        if (step.IsCompletedSuccessfully)
        {
            await step;
            return;
        }

        _deadline.CancelAfter(RequestLimits.LongestRequest);
        await step;
        _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public void Dispose() => _deadline.Dispose();
}
