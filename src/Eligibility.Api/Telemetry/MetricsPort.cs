using Eligibility.Api.Access;
using Eligibility.Keys;

namespace Eligibility.Api.Telemetry;

/// <summary>
/// The Prometheus text, on a port of its own: whoever may ask for screenings is not thereby shown the metrics, and the other way round.
/// The port is the one that the connection came in on; the Host header says whatever the client likes.
/// </summary>
internal static class MetricsPort
{
    private const string Path = "/metrics";

    /// <summary>Serves the text where it is configured, and keeps its port apart from the service's. Has to come before anything that answers.</summary>
    public static void UseTelemetry(this WebApplication app, TelemetrySettings settings)
    {
        if (settings.MetricsPort is not { } port)
        {
            return;
        }

        app.Use((context, next) => Separate(context, next, port));
        app.MapPrometheusScrapingEndpoint(Path).WithMetadata(new OnMetricsPort()).RequireScope(Scopes.Metrics).DisableHttpMetrics();
    }

    private static Task Separate(HttpContext context, RequestDelegate next, int port)
    {
        var isForMetrics = context.GetEndpoint()?.Metadata.GetMetadata<OnMetricsPort>() is not null;
        if (isForMetrics == (context.Connection.LocalPort == port))
        {
            return next(context);
        }

        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Marks the endpoint that is only there on the port of the metrics.</summary>
    private sealed record OnMetricsPort;
}
