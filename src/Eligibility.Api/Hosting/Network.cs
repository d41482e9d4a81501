using System.Net;
using Eligibility.Json.Profiles;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Eligibility.Api.Hosting;

/// <summary>How the service meets the network: where it listens and how much it takes.</summary>
internal static class Network
{
    /// <summary>The largest body of a single screening, in bytes.</summary>
    public const int LargestBody = ProfileReader.LargestProfile;

    // Kestrel's own switch. A line ends with CRLF: where one server takes a bare LF for an end and the one before it does not, they
    // disagree on where a request ends.
    private const string NoBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    private const string Loopback = "http://127.0.0.1:5080";
    private const string LoopbackNames = "localhost;127.0.0.1;[::1]";
    private const string Endpoints = "Kestrel:Endpoints";

    /// <summary>
    /// Listens on loopback unless the configuration names another address, and on another address only where callers are asked who they are.
    /// A proxy in front, or a name of its own, says that others call too. On loopback it answers to the names of loopback only, so that no page in a browser can reach it under a name of its own.
    /// </summary>
    /// <exception cref="SettingsException">It would listen on another address without asking anybody who they are.</exception>
    public static void ListenOnLoopbackUnlessTold(this WebApplicationBuilder builder, Settings settings)
    {
        if (Addresses(builder.Configuration).Length == 0)
        {
            builder.WebHost.UseUrls(Loopback);
        }

        if (settings.Telemetry is { MetricsPort: not null, Metrics: { } metrics })
        {
            ListenAlsoOn(builder, "Metrics", metrics);
        }

        if (Array.Find(Addresses(builder.Configuration), address => !IsLoopback(address)) is { } open)
        {
            AskWhoCalls(settings, $"{open} can be reached from other machines", "listen on 127.0.0.1");
        }
        else
        {
            builder.Configuration["AllowedHosts"] ??= LoopbackNames;
            if (builder.Configuration["AllowedHosts"]!.Split(';', StringSplitOptions.RemoveEmptyEntries).Except(LoopbackNames.Split(';'), StringComparer.OrdinalIgnoreCase).Any())
            {
                AskWhoCalls(settings, "AllowedHosts has names that other machines use", "leave AllowedHosts out");
            }
        }

        if (builder.Configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
        {
            throw new SettingsException("ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody about where a request comes from. Name the proxies in Network:KnownProxies instead.");
        }

        if (settings.Network.KnownProxies.Count > 0)
        {
            AskWhoCalls(settings, "Network:KnownProxies says that others call through a proxy", "leave Network:KnownProxies out");
        }

        builder.Services.Configure<HostFilteringOptions>(options => options.IncludeFailureMessage = false);
    }

    /// <summary>Believes the proxies that are known, and nobody else, about where a request comes from.</summary>
    public static void UseKnownProxies(this WebApplication app, NetworkSettings settings)
    {
        if (settings.KnownProxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in settings.KnownProxies)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(proxy, out var network) ? network : System.Net.IPNetwork.Parse($"{proxy}/{(proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32)}"));
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>Bounds what one connection and one request can take.</summary>
    public static void LimitWhatIsTaken(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        AppContext.SetSwitch(NoBareLineFeeds, true);
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        // Read once: what was checked at the start is where it listens until the end.
        kestrel.Configure(builder.Configuration.GetSection("Kestrel"), reloadOnChange: false);
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

    private static void AskWhoCalls(Settings settings, string because, string orElse)
    {
        if (!settings.Access.IsConfigured)
        {
            throw new SettingsException(
                $"{because}, and nobody would be asked who they are. Make keys with 'eligibility keys new' and set Access:KeyFile and Access:SecretFile, or {orElse}.");
        }
    }

    private static string[] Addresses(ConfigurationManager configuration) =>
    [
        .. configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        .. configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
    ];

    // In whichever of the two ways the service was told where to listen.
    private static void ListenAlsoOn(WebApplicationBuilder builder, string name, string address)
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

    // An address is read as the server reads it: a host that it cannot read as an address it takes for "every address of this machine".
    private static bool IsLoopback(string address)
    {
        var parsed = Parse(address) ?? throw new SettingsException($"{address} is not an address to listen on. Write it as http://127.0.0.1:5080.");
        return parsed.IsUnixPipe || parsed.IsNamedPipe
            || parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(parsed.Host, out var ip) && IPAddress.IsLoopback(ip));
    }

    private static BindingAddress? Parse(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { PathBase: "" } parsed && (parsed.IsUnixPipe || parsed.IsNamedPipe || parsed.Port is >= 0 and <= IPEndPoint.MaxPort) ? parsed : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
