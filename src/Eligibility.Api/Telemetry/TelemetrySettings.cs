using System.Net;

namespace Eligibility.Api.Telemetry;

/// <summary>Where telemetry goes, as configured. Without configuration it goes nowhere.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>
    /// Where the metrics are served as Prometheus text, at <c>/metrics</c>: an address with a port of its own, such as
    /// <c>http://127.0.0.1:9464</c>. Null or empty where they are not.
    /// </summary>
    public string? Metrics { get; init; }

    /// <summary>
    /// Where metrics and traces are sent, from the standard variable OTEL_EXPORTER_OTLP_ENDPOINT. Null or empty where they are not. The
    /// exporter reads it itself, with all its other variables.
    /// </summary>
    internal string? Collector { get; init; }

    /// <summary>The port of the Prometheus text; null where it is not served.</summary>
    internal int? MetricsPort => Parse(Metrics)?.Port;

    /// <summary>Whether metrics and traces are sent to a collector.</summary>
    internal bool HasCollector => !string.IsNullOrEmpty(Collector);

    /// <summary>What cannot be used of it, and what to do; null where all can.</summary>
    internal string? FirstFault() =>
        !string.IsNullOrEmpty(Metrics) && Parse(Metrics) is null
            ? "Telemetry:Metrics must be an address with a port of its own and no path, such as http://127.0.0.1:9464. The metrics are at /metrics there."
        : HasCollector && !(Uri.TryCreate(Collector, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            ? "OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address, such as http://127.0.0.1:4317."
        : null;

    private static BindingAddress? Parse(string? metrics)
    {
        try
        {
            // A host that is no address would be taken for "every address of this machine".
            return !string.IsNullOrEmpty(metrics)
                && BindingAddress.Parse(metrics) is { PathBase: "", IsUnixPipe: false, IsNamedPipe: false, Port: > 0 and <= IPEndPoint.MaxPort } address
                && (address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host, out _))
                    ? address
                    : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
