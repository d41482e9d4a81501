using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Eligibility.Api.Telemetry;

/// <summary>Where metrics and traces go: to a collector, to whoever asks on a port of its own, or, without configuration, nowhere.</summary>
internal static class TelemetryExport
{
    // What the server's own instruments may be told apart by. The scheme is left out: a proxy may have taken it from the client.
    private static readonly string[] ServerLabels =
        ["http.request.method", "http.route", "http.response.status_code", "network.protocol.version", "error.type", "server.port"];

    /// <summary>Counts, and exports what is counted where that is configured.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetrySettings settings)
    {
        builder.Services.AddSingleton<ServiceMeter>();
        builder.Services.AddSingleton<DistributedContextPropagator, TraceparentAlone>();
        if (settings is { HasCollector: false, MetricsPort: null })
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(metrics => Measure(metrics, settings));
        if (settings.HasCollector)
        {
            // The instrumentation would read what a client sent a second time, with everything that TraceparentAlone leaves out.
            Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator([]));
            telemetry.WithTracing(traces => Trace(traces, settings));
        }
    }

    private static void Measure(MeterProviderBuilder metrics, TelemetrySettings settings)
    {
        metrics.AddMeter(ServiceMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddView(instrument => instrument.Meter.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                ? new MetricStreamConfiguration { TagKeys = ServerLabels }
                : null)
            // An exemplar would carry the labels that were just taken away.
            .SetExemplarFilter(ExemplarFilterType.AlwaysOff);
        if (settings.HasCollector)
        {
            metrics.AddOtlpExporter();
        }

        if (settings.MetricsPort is not null)
        {
            metrics.AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false);
        }
    }

    private static void Trace(TracerProviderBuilder traces, TelemetrySettings settings) => traces
        .AddAspNetCoreInstrumentation(spans => spans.Filter = context => context.Connection.LocalPort != settings.MetricsPort)
        .AddProcessor<SpanTags>()
        .AddOtlpExporter();

    // Who is speaking, and nothing of the machine it runs on. The id of the instance is random: without one, a collector could not tell
    // the counters of two instances apart. Whoever runs it may say more with OTEL_RESOURCE_ATTRIBUTES.
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService("eligibility", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version!.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
