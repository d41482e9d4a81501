using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Eligibility.Api.Hosting;

/// <summary>How the service meets the network: where it listens and how much it takes.</summary>
internal static class Network
{
    /// <summary>The largest body of a single screening, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    private const string Loopback = "http://127.0.0.1:5080";
    private const string Endpoints = "Kestrel:Endpoints";

    /// <summary>Listens on loopback, for loopback host names, unless the configuration names another address.</summary>
    public static void ListenOnLoopbackUnlessTold(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["urls"] is null && !builder.Configuration.GetSection(Endpoints).Exists())
        {
            builder.WebHost.UseUrls(Loopback);
        }

        builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
        builder.Services.Configure<HostFilteringOptions>(options => options.IncludeFailureMessage = false);
    }

    /// <summary>Listens on one more address, in whichever of the two ways the service was told where to listen.</summary>
    /// <param name="builder">The service, which already knows its own addresses.</param>
    /// <param name="name">What the address is for, a name among the endpoints of the configuration.</param>
    /// <param name="address">The address, such as <c>http://127.0.0.1:9464</c>.</param>
    public static void ListenAlsoOn(this WebApplicationBuilder builder, string name, string address)
    {
        if (builder.Configuration.GetSection(Endpoints).Exists())
        {
            builder.Configuration[$"{Endpoints}:{name}:Url"] = address;
        }
        else
        {
            builder.WebHost.UseUrls($"{builder.Configuration["urls"]};{address}");
        }
    }

    /// <summary>Bounds what one connection and one request can take.</summary>
    public static void LimitWhatIsTaken(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
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
