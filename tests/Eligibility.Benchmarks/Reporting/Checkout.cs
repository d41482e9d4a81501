using System.Diagnostics;

namespace Eligibility.Benchmarks.Reporting;

/// <summary>The checkout that was measured: where results go, and what it was.</summary>
internal static class Checkout
{
    private const string ReportsFolder = "tests/Eligibility.Benchmarks/reports";

    /// <summary>The folder that holds Eligibility.sln, found from where this runs upwards.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where reports are kept.</summary>
    public static string Reports { get; } = Path.Combine(Root, ReportsFolder);

    /// <summary>Where everything else goes that a run writes; it is there once asked for.</summary>
    public static string Output { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "benchmarks")).FullName;

    /// <summary>What was measured, and where, as far as a reader has to know to repeat it.</summary>
    /// <returns>A sentence.</returns>
    public static async Task<string> StampAsync()
    {
        var commit = (await GitAsync("rev-parse", "--short", "HEAD")).Trim();
        // A report that is being replaced is no change to what is measured.
        var isChanged = (await GitAsync("status", "--porcelain", "--", ".", $":(exclude){ReportsFolder}")).Length > 0;
        return $"Commit {commit}{(isChanged ? " with changes" : "")}, .NET {Environment.Version}, {Environment.ProcessorCount} cores.";
    }

    private static async Task<string> GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Root, RedirectStandardOutput = true })!;
        var text = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return text;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Eligibility.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks do not run within the repository.");
        }

        return folder.FullName;
    }
}
