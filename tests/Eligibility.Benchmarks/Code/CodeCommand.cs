using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Eligibility.Benchmarks.Reporting;
using Eligibility.Benchmarks.Samples;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Benchmarks.Code;

/// <summary>Measures the steps of a screening, and judging against a peer, with BenchmarkDotNet.</summary>
internal static class CodeCommand
{
    private const int MostShown = 20;

    // In this process: what BenchmarkDotNet would build for itself would be built by the rules of this repository, which are not made for it.
    private static IConfig Config => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsDefault())
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default)
        .WithArtifactsPath(Path.Combine(Checkout.Output, "BenchmarkDotNet"));

    /// <summary>Checks that both sides agree, then measures.</summary>
    /// <param name="arguments">BenchmarkDotNet's; none: everything.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rules = new ComparedRules(RuleBook.Shipped, Sample.Day);
        var agreement = new Agreement(rules);
        var differences = await agreement.CheckAsync();
        if (differences.Count > 0)
        {
            await Console.Error.WriteLineAsync($"The two sides disagree {differences.Count} times, so nothing was measured. {string.Join('\n', differences.Distinct().Take(MostShown))}");
            return 1;
        }

        var summaries = BenchmarkSwitcher.FromAssembly(typeof(CodeCommand).Assembly).Run(WithFilter(arguments), Config);
        List<BenchmarkReport> measured = [.. summaries.SelectMany(summary => summary.Reports).Where(report => report.ResultStatistics is not null)];
        if (measured.Count == 0)
        {
            return 1;
        }

        await new Report("code", "Code")
            .Say(await Checkout.StampAsync())
            .Say($"{rules.Extent} {agreement.Extent}")
            .Table(["what", "mean, ns", "deviation, ns", "allocated, B", "times the first of its kind"], measured.Select(report => Row(report, measured)))
            .WriteAsync();
        return 0;
    }

    // Without a filter it would ask which ones, and wait.
    private static string[] WithFilter(string[] arguments) =>
        arguments.Any(word => word is "--filter" or "-f") ? arguments : [.. arguments, "--filter", "*"];

    private static IReadOnlyList<FormattableString> Row(BenchmarkReport report, List<BenchmarkReport> all)
    {
        var (descriptor, statistics) = (report.BenchmarkCase.Descriptor, report.ResultStatistics!);
        var first = all.Find(other => other.BenchmarkCase.Descriptor is { Baseline: true } baseline && baseline.Type == descriptor.Type);
        return
        [
            $"{descriptor.WorkloadMethodDisplayInfo.Trim('\'')}",
            $"{statistics.Mean:N0}",
            $"{statistics.StandardDeviation:N0}",
            $"{report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase):N0}",
            first is null ? (FormattableString)$"" : $"{statistics.Mean / first.ResultStatistics!.Mean:N2}",
        ];
    }
}
