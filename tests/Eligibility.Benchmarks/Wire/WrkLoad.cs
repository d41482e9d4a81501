using System.Diagnostics;
using System.Globalization;
using Eligibility.Benchmarks.Reporting;
using Eligibility.Benchmarks.Samples;

namespace Eligibility.Benchmarks.Wire;

/// <summary>wrk, with one thread, on the second core.</summary>
internal sealed class WrkLoad : Load
{
    /// <summary>Where Debian puts it.</summary>
    public const string Program = "/usr/bin/wrk";

    private const string Mark = "counted";

    // Times are in microseconds there.
    private const string Script = $$"""
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        wrk.body = '{{Sample.FourAnswers}}'

        done = function(summary, latency, requests)
          local errors = summary.errors
          io.write(string.format("{{Mark}} %d %d %d %d %d\n", summary.requests, summary.duration,
            errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(50), latency:percentile(99)))
        end

        """;

    public override string Name => "wrk";

    public override async Task<LoadResult> RunAsync(Uri address, int connections, int seconds)
    {
        var script = Path.Combine(Checkout.Output, "screening.lua");
        await File.WriteAllTextAsync(script, Script);
        string[] arguments =
        [
            "-c", "1", Program, "--threads", "1", "--connections", connections.ToString(CultureInfo.InvariantCulture),
            "--duration", $"{seconds}s", "--script", script, address.AbsoluteUri,
        ];
        using var wrk = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true })!;
        var text = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk did not say what it counted, but: {text}");
        double[] numbers = [.. line.Split(' ').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return new LoadResult((long)numbers[0], numbers[1] / 1e6, (long)numbers[2], numbers[3] / 1e3, numbers[4] / 1e3);
    }
}
