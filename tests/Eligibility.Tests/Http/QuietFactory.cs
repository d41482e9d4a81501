using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;

namespace Eligibility.Tests.Http;

/// <summary>Makes the service as it is shipped, but for the log of each request: tens of thousands of them would drown what matters.</summary>
internal sealed class QuietFactory : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.ConfigureServices(services => services.AddSingleton<ILogEventFilter, Warnings>());

    private sealed class Warnings : ILogEventFilter
    {
        public bool IsEnabled(LogEvent logEvent) => logEvent.Level >= LogEventLevel.Warning;
    }
}
