using System.Net;

namespace Eligibility.Api.Telemetry;

/// <summary>Where telemetry goes, as configured. Without configuration it goes nowhere.</summary>
internal sealed class TelemetrySettings
{
    /// <summary>What to say where the address of the Prometheus text cannot be used.</summary>
    public const string WrongMetrics =
        "Telemetry:Metrics must be an address with a port of its own and no path, such as http://127.0.0.1:9464. The metrics are at /metrics there.";

    /// <summary>What to say where the address of the collector cannot be used.</summary>
    public const string WrongCollector = "OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address, such as http://127.0.0.1:4317.";

    private string? _metrics;
    private string? _collector;

    /// <summary>Where the Prometheus text is served; null where it is not.</summary>
    public BindingAddress? Metrics => IsUsable(_metrics, out var address) ? address : null;

    /// <summary>Whether metrics and traces are sent to a collector. Its address is read by the exporter itself, with all its other variables.</summary>
    public bool HasCollector => _collector is not null && CollectorIsUsable;

    /// <summary>Whether the address of the Prometheus text, if there is one, can be listened on.</summary>
    public bool MetricsIsUsable => _metrics is null || IsUsable(_metrics, out _);

    /// <summary>Whether the address of the collector, if there is one, can be sent to.</summary>
    public bool CollectorIsUsable => _collector is null
        || (Uri.TryCreate(_collector, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));

    /// <summary>Takes over what is configured.</summary>
    /// <param name="configuration">The configuration; an empty value is none.</param>
    /// <returns>This.</returns>
    public TelemetrySettings Read(IConfiguration configuration)
    {
        _metrics = configuration["Telemetry:Metrics"] is { Length: > 0 } metrics ? metrics : null;
        _collector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } collector ? collector : null;
        return this;
    }

    private static bool IsUsable(string? metrics, out BindingAddress? address)
    {
        try
        {
            address = metrics is null ? null : BindingAddress.Parse(metrics);
        }
        catch (FormatException)
        {
            address = null;
        }

        // A host that is no address would be taken for "every address of this machine".
        return address is { PathBase: "", IsUnixPipe: false, IsNamedPipe: false, Port: > 0 and <= IPEndPoint.MaxPort }
            && (address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host, out _));
    }
}
