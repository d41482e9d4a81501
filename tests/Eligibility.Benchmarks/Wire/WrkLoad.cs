using System.Diagnostics;
using System.Globalization;
using Eligibility.Benchmarks.Reporting;

namespace Eligibility.Benchmarks.Wire;

/// <summary>wrk, with one thread, on the second core.</summary>
internal sealed class WrkLoad : Load
{
    /// <summary>Where Debian puts it.</summary>
    public const string Program = "/usr/bin/wrk";

    private const string Mark = "counted";

    public override string Name => "wrk";

    public override async Task<LoadResult> RunAsync(Uri origin, Message message, int connections, int seconds)
    {
        var script = Path.Combine(Checkout.Output, "screening.lua");
        await File.WriteAllTextAsync(script, ScriptOf(message));
        string[] arguments =
        [
            "-c", "1", Program, "--threads", "1", "--connections", connections.ToString(CultureInfo.InvariantCulture),
            "--duration", $"{seconds}s", "--script", script, new Uri(origin, message.Path).AbsoluteUri,
        ];
        using var wrk = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true })!;
        var text = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk did not say what it counted, but: {text}");
        double[] numbers = [.. line.Split(' ').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return new LoadResult((long)numbers[0], numbers[1] / 1e6, (long)numbers[2], numbers[3] / 1e3, numbers[4] / 1e3);
    }

    // Times are in microseconds there.
    private static string ScriptOf(Message message) => $$"""
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "{{message.MediaType}}"
        wrk.body = '{{message.Body}}'

        done = function(summary, latency, requests)
          local errors = summary.errors
          io.write(string.format("{{Mark}} %d %d %d %d %d\n", summary.requests, summary.duration,
            errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(50), latency:percentile(99)))
        end

        """;
}
