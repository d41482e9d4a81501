using System.Collections.Concurrent;
using System.Globalization;
using Eligibility.Api.Logging;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;

namespace Eligibility.Tests.Http;

/// <summary>Makes the service as it is shipped, but for the log of each request: tens of thousands of them would drown what matters.</summary>
internal sealed class QuietFactory : WebApplicationFactory<Program>
{
    private readonly ConcurrentQueue<string> _warnings = new();

    /// <summary>What was logged so far that is more than information.</summary>
    public IEnumerable<string> Warnings => _warnings;

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.ConfigureServices(services => services
            .AddSingleton<ILogEventFilter>(new Filter(_warnings))
            .AddSingleton(_ => new LogStream(Stream.Null)));

    private sealed class Filter(ConcurrentQueue<string> warnings) : ILogEventFilter
    {
        public bool IsEnabled(LogEvent logEvent)
        {
            var matters = logEvent.Level >= LogEventLevel.Warning;
            if (matters)
            {
                warnings.Enqueue($"{logEvent.RenderMessage(CultureInfo.InvariantCulture)} {logEvent.Exception?.Message}");
            }

            return matters;
        }
    }
}
