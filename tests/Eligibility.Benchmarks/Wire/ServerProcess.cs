using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Eligibility.Benchmarks.Reporting;

namespace Eligibility.Benchmarks.Wire;

/// <summary>A server as a process of its own, on the first core alone, its standard output going to a file.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process, Uri origin)
    {
        _process = process;
        Origin = origin;
    }

    /// <summary>Where it listens.</summary>
    public Uri Origin { get; }

    /// <summary>How long it took from its start to its first whole answer.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    /// <summary>How many bytes the body of that answer had.</summary>
    public int AnswerBytes { get; private set; }

    /// <summary>The processor time it took so far, in seconds: user and system, as the kernel counts it.</summary>
    public double ProcessorSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            // After the name, which is in parentheses and may hold anything, the 12th and 13th are the two times.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    /// <summary>Starts one and waits for its first answer.</summary>
    /// <param name="server">What to start.</param>
    /// <param name="message">What it is asked first.</param>
    /// <returns>The process.</returns>
    public static async Task<ServerProcess> StartAsync(Server server, Message message)
    {
        var origin = $"http://127.0.0.1:{FreePort()}";
        // The shell only opens the file: what it starts takes its place, so that the process is the server's.
        string[] command = ["-c", "out=$1; shift; exec taskset -c 0 dotnet \"$@\" > \"$out\"", "sh", Path.Combine(Checkout.Output, "server.log"), .. server.Arguments, origin];
        var clock = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo("/bin/sh", command) { WorkingDirectory = Checkout.Output })!;
        var started = new ServerProcess(process, new Uri(origin));
        try
        {
            await started.AwaitFirstAnswerAsync(message, clock, server.Name);
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task AwaitFirstAnswerAsync(Message message, Stopwatch clock, string name)
    {
        using var client = new HttpClient();
        var request = new Request(client, Origin, message);
        while (clock.Elapsed < LongestStart)
        {
            if (await request.SendAsync() is { } bytes)
            {
                (FirstAnswer, AnswerBytes) = (clock.Elapsed, bytes);
                return;
            }

            await Task.Delay(1);
        }

        throw new InvalidOperationException($"{name} gave no good answer within {LongestStart.TotalSeconds} s of its start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
