using System.Threading.RateLimiting;
using Eligibility.Api.Hosting;
using Eligibility.Api.Problems;

namespace Eligibility.Api.Limits;

/// <summary>
/// Turns requests away while there is no room, before anything is done for them: what a refusal costs is what overload takes from the
/// requests that are answered. So refusals are given at a pace: as many a second as may be had at once, so that a balancer can turn to
/// another instance, and the others in their turn. Whoever waits for a refusal is not asking again meanwhile.
/// </summary>
internal sealed class Shedding(LimitSettings limits, ScreeningGate gate, IHostApplicationLifetime lifetime) : IDisposable
{
    // As many as there can be connections: whoever finds no room here either is refused at once.
    private const int MostWaiting = 1000;

    private readonly TokenBucketRateLimiter _pace = new(SteadyBucket.Of(limits.RefusalsPerSecond, most: limits.RefusalsPerSecond, MostWaiting));

    /// <summary>Answers a request, or turns it away.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        gate.IsFull && context.GetEndpoint()?.Metadata.GetMetadata<SheddingMark>() is not null ? RefuseAsync(context) : next(context);

    /// <inheritdoc />
    public void Dispose() => _pace.Dispose();

    private async Task RefuseAsync(HttpContext context)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        leaving.CancelAfter(RequestLimits.LongestRequest);
        try
        {
            using var turn = await _pace.AcquireAsync(cancellationToken: leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for it any more, or it has waited long enough, or the service ends: there is no reason to hold it back.
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        await ProblemAnswer.Overloaded.ExecuteAsync(context);
    }
}

/// <summary>Says of a call that it is turned away while there is no room.</summary>
internal sealed class SheddingMark
{
    /// <summary>The only one there is.</summary>
    public static readonly SheddingMark Instance = new();
}

/// <summary>Puts it in its place.</summary>
internal static class SheddingExtensions
{
    /// <summary>Says of a call that it is turned away while the gate is full.</summary>
    public static TBuilder ShedWhileFull<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(SheddingMark.Instance);

    /// <summary>Turns them away. Before everything that a refusal can do without.</summary>
    public static void UseShedding(this WebApplication app)
    {
        var shedding = app.Services.GetRequiredService<Shedding>();
        app.Use((context, next) => shedding.InvokeAsync(context, next));
    }
}
