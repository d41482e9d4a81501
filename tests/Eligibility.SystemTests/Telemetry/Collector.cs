using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Eligibility.SystemTests.Telemetry;

/// <summary>
/// Where a service sends its metrics and traces: on a free port of loopback, keeping the bytes as they come. The strings of protobuf are
/// plain UTF-8, so what is in them can be searched for.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(KeepAsync);
    }

    /// <summary>Variables that make a service send to it, often, and not compressed.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_COMPRESSION"] = "none",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = 200.ToString(CultureInfo.InvariantCulture),
        ["OTEL_BSP_SCHEDULE_DELAY"] = 100.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>All traces so far, a character a byte.</summary>
    public string Traces => Received("/v1/traces");

    /// <summary>All metrics so far, a character a byte.</summary>
    public string Metrics => Received("/v1/metrics");

    /// <summary>The paths that were sent to so far.</summary>
    public IEnumerable<string> Paths => _received.Select(one => one.Path).Distinct();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Received(string path) => string.Concat(_received.Where(one => one.Path == path).Select(one => Encoding.Latin1.GetString(one.Body)));

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((context.Request.Path.Value!, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
