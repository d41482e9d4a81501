using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Eligibility.SystemTests;

/// <summary><c>eligibility screen</c>, run by a shell as it is meant to be run: between files and pipes.</summary>
internal static class ScreenCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a line of shell, in which <c>screen</c> is the command.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="script">The line.</param>
    /// <returns>The exit code, and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, string script)
    {
        using var process = Start(folder, script);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Starts it alone, with a pipe at either end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="options">Its options.</param>
    /// <returns>The process.</returns>
    public static Process StartAlone(string folder, string options = "") => Start(folder, $"exec dotnet '{Assembly}' screen {options}");

    /// <summary>Waits until a process has ended.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The exit code, and what it wrote that was not read before.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> EndAsync(Process process)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>The most memory that a process held so far, in bytes, by the kernel's count; 0 when it has ended, which it may do at any moment.</summary>
    /// <param name="process">The process.</param>
    public static long MostMemory(Process process)
    {
        try
        {
            var most = File.ReadLines($"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return most is null ? 0 : 1024 * long.Parse(most.AsSpan("VmHWM:".Length, most.Length - "VmHWM:".Length - "kB".Length), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "eligibility.dll");

    private static Process Start(string folder, string script) => Process.Start(new ProcessStartInfo("bash", ["-c", $"screen() {{ dotnet '{Assembly}' screen \"$@\"; }}; {script}"])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    })!;
}
