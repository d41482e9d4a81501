using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Eligibility.Api.Hosting;

/// <summary>How the service meets the network: where it listens and how much it takes.</summary>
internal static class Network
{
    /// <summary>The largest body of a single screening, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    // Kestrel's own switch. A line ends with CRLF: where one server takes a bare LF for an end and the one before it does not, they
    // disagree on where a request ends.
    private const string NoBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    private const string Loopback = "http://127.0.0.1:5080";

    /// <summary>Listens on loopback, for loopback host names, unless the configuration names another address.</summary>
    public static void ListenOnLoopbackUnlessTold(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["urls"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Loopback);
        }

        builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
        builder.Services.Configure<HostFilteringOptions>(options => options.IncludeFailureMessage = false);
    }

    /// <summary>Bounds what one connection and one request can take.</summary>
    public static void LimitWhatIsTaken(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        AppContext.SetSwitch(NoBareLineFeeds, true);
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = LargestBody;
        limits.MaxConcurrentConnections = 1000;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.Http2.MaxStreamsPerConnection = 50;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
    });
}
