using System.Diagnostics;
using Eligibility.Api.Access;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Eligibility.Api.Logging;

/// <summary>
/// One compact JSON line a request: when, which route, which status, how long, and which client where it is known. No path, query, header, body or client address: what
/// was sent never shows up in a log.
/// </summary>
internal static class RequestLog
{
    private static readonly string[] KnownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

    /// <summary>Sends the log to standard output.</summary>
    public static void LogOneLineARequest(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton(_ => new LogStream(Console.OpenStandardOutput()))
        .AddSerilog(Configure, preserveStaticLogger: true);

    /// <summary>Puts down the line when a request ends.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<LogStream>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var began = clock.GetTimestamp();
            await next(context);
            log.Add(Line(context, clock.GetUtcNow().UtcDateTime, clock.GetElapsedTime(began)));
        });
    }

    private static RequestLine Line(HttpContext context, DateTime now, TimeSpan elapsed) => new(
        now,
        Array.Find(KnownMethods, method => method == context.Request.Method) ?? "other",
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none",
        context.Response.StatusCode,
        elapsed,
        context.TraceIdentifier,
        Activity.Current?.Context ?? default,
        Caller.ClientOf(context),
        Caller.KeyOf(context),
        Caller.RefusalOf(context));

    private static void Configure(IServiceProvider services, LoggerConfiguration log) => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
        // Off altogether: where it is on, it attaches the path that was sent to every event of a request.
        .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
        // Says once more, in other words, what the line of a refused request says.
        .MinimumLevel.Override(typeof(KeyAuthentication).FullName!, LogEventLevel.Warning)
        .ReadFrom.Services(services)
        .WriteTo.Sink(services.GetRequiredService<LogStream>());
}
