using Eligibility.Api.Access;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Eligibility.Api.Hosting;

/// <summary>
/// One compact JSON line a request: when, which route, which status, how long, and which client where it is known. No path, query, header, body or client address: what
/// was sent never shows up in a log.
/// </summary>
internal static class RequestLog
{
    private const string Template = "{Method} {Route} {StatusCode} {Elapsed:0.000} {RequestId}";

    private static readonly string[] KnownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

    /// <summary>Sends the log to standard output.</summary>
    public static void LogOneLineARequest(this WebApplicationBuilder builder) => builder.Services.AddSerilog(Configure, preserveStaticLogger: true);

    /// <summary>Writes the line when a request ends.</summary>
    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = Template;
        options.GetLevel = (_, _, failure) => failure is null ? LogEventLevel.Information : LogEventLevel.Error;
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            Property("Method", KnownMethods.Contains(context.Request.Method) ? context.Request.Method : "other"),
            Property("Route", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none"),
            Property("StatusCode", status),
            Property("Elapsed", Math.Round(elapsed, 3)),
            Property("RequestId", context.TraceIdentifier),
            .. PropertiesOf(context),
        ];
    });

    // Who it was, where that was asked: the names that a key file or an issuer gave, never what was sent.
    private static IEnumerable<LogEventProperty> PropertiesOf(HttpContext context)
    {
        (string Name, string? Value)[] known = [("Client", Caller.ClientOf(context)), ("Key", Caller.KeyOf(context)), ("Refused", Caller.RefusalOf(context))];
        return known.Where(property => property.Value is not null).Select(property => Property(property.Name, property.Value!));
    }

    private static void Configure(IServiceProvider services, LoggerConfiguration log) => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
        // Off altogether: where it is on, it attaches the path that was sent to every event of a request.
        .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
        .ReadFrom.Services(services)
        .WriteTo.Console(new RenderedCompactJsonFormatter(new Serilog.Formatting.Json.JsonValueFormatter(typeTagName: null)));

    private static LogEventProperty Property(string name, object value) => new(name, new ScalarValue(value));
}
