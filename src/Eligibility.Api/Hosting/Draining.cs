using System.Runtime.InteropServices;

namespace Eligibility.Api.Hosting;

/// <summary>
/// Ends the service without losing a request. Told by SIGTERM, it first says that it is not ready and goes on accepting for a while, so that
/// whoever sends requests notices; every answer closes its connection, so that none is reused. Then it stops listening and finishes what is
/// in flight. Told a second time, or from a keyboard, it skips the while.
/// </summary>
internal sealed partial class Draining(DrainSettings settings, IHostApplicationLifetime lifetime, ILogger<Draining> log) : IHostLifetime, IDisposable
{
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private volatile bool _begun;

    /// <summary>Whether the service has been told to end.</summary>
    public bool HasBegun => _begun || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => OnSignal(signal, atOnce: _begun)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => OnSignal(signal, atOnce: true)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => OnSignal(signal, atOnce: true)));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _hurry.Dispose();
    }

    private void OnSignal(PosixSignalContext signal, bool atOnce)
    {
        // The process ends when the service has, not when the signal comes.
        signal.Cancel = true;
        if (atOnce)
        {
            _hurry.Cancel();
            lifetime.StopApplication();
            return;
        }

        _begun = true;
        LogBegun(log, settings.AcceptFor.TotalSeconds);
        _ = StopLaterAsync();
    }

    private async Task StopLaterAsync()
    {
        await Task.Delay(settings.AcceptFor, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Told to end: not ready any more, accepting for {Seconds} seconds more.")]
    private static partial void LogBegun(ILogger log, double seconds);
}

/// <summary>Makes the service end without losing a request.</summary>
internal static class DrainingExtensions
{
    /// <summary>Sets it up.</summary>
    public static void DrainBeforeEnding(this WebApplicationBuilder builder, DrainSettings settings)
    {
        builder.Services.AddSingleton(settings).AddSingleton<Draining>().AddSingleton<IHostLifetime>(services => services.GetRequiredService<Draining>());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.FinishWithin);
    }

    /// <summary>Closes every connection after its answer once the end has begun.</summary>
    public static void UseDraining(this WebApplication app)
    {
        var draining = app.Services.GetRequiredService<Draining>();
        app.Use((context, next) =>
        {
            if (draining.HasBegun && HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
    }
}
