using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Eligibility.SystemTests;

/// <summary>The shipped service as a process of its own, on a port of loopback that was free. What it writes is kept.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private RunningService(Uri address, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        Address = address;
        Client = new HttpClient { BaseAddress = address };
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Eligibility.Api.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Client { get; }

    /// <summary>The id of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The memory it holds at present, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Everything it wrote to standard output and standard error so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts it on a free port and waits until it is ready.</summary>
    public static Task<RunningService> StartAsync(params string[] arguments) => StartAsync(environment: null, arguments);

    /// <summary>Starts it on a free port, with variables of its environment, and waits until it is ready.</summary>
    public static Task<RunningService> StartAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        StartAtAsync(FreePort(), environment, arguments);

    /// <summary>Starts it on a port and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the message has what it wrote.</exception>
    public static async Task<RunningService> StartAtAsync(int port, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        var service = new RunningService(address, ["--urls", address.OriginalString, .. arguments], environment);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartsWithin && !service._process.HasExited; await Task.Delay(50))
        {
            if (await service.IsReadyAsync())
            {
                return service;
            }
        }

        var output = service.Output;
        await service.DisposeAsync();
        throw new InvalidOperationException($"The service did not become ready. It wrote:\n{output}");
    }

    /// <summary>Starts it with these arguments alone, and waits until it ends by itself.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(params string[] arguments)
    {
        await using var service = new RunningService(new Uri("http://127.0.0.1"), arguments, environment: null);
        using var patience = new CancellationTokenSource(StartsWithin);
        await service._process.WaitForExitAsync(patience.Token);
        return (service._process.ExitCode, service.Output);
    }

    /// <summary>A port of loopback that nobody listens on at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Tells it to stop, as a process manager does.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends it a signal, by its short name.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForEndAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }
}
