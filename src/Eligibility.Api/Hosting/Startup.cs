using Eligibility.Api.Access;
using Eligibility.Domain.RuleBooks;
using Eligibility.Keys;

namespace Eligibility.Api.Hosting;

/// <summary>Begins and ends the process. What keeps it from beginning is said in a sentence, without a stack.</summary>
internal static partial class Startup
{
    /// <summary>Builds the service and runs it until it is told to stop.</summary>
    /// <param name="errors">Where to say why it cannot run.</param>
    /// <param name="build">Builds it.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Run(TextWriter errors, Func<WebApplication> build)
    {
        try
        {
            var app = build();
            // Opened here and not with the hosted services, whose failures are logged with all the words of an exception.
            app.Services.GetService<KeyStore>();
            if (!app.Services.GetRequiredService<Settings>().Access.IsConfigured)
            {
                LogOpen(app.Logger);
            }

            app.Run();
            return 0;
        }
        catch (Exception fault) when (fault is RuleBookException or SettingsException or KeyFileException)
        {
            errors.WriteLine(fault.Message);
            return 1;
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or UnauthorizedAccessException)
        {
            errors.WriteLine($"The service cannot start: {fault.Message}");
            return 1;
        }
        catch (IOException fault)
        {
            errors.WriteLine($"{fault.Message} Name another one with --urls, such as --urls http://127.0.0.1:5081, or in Telemetry:Metrics for that of the metrics.");
            return 1;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Access is not configured: listening on loopback only, and nobody is asked who they are.")]
    private static partial void LogOpen(ILogger log);
}
