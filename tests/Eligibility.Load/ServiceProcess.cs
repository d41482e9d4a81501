using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Eligibility.Load;

/// <summary>The shipped service with its default configuration, on the first processor alone where <c>taskset</c> is there to see to it.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const string TaskSet = "/usr/bin/taskset";

    private readonly Process _process;

    private ServiceProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens: loopback.</summary>
    public Uri Address { get; }

    /// <summary>The memory it holds, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<ServiceProcess> StartAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] service = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Eligibility.Api.dll"), "--urls", address.OriginalString];
        string[] command = File.Exists(TaskSet) ? [TaskSet, "-c", "0", .. service] : service;
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        if (File.Exists(TaskSet))
        {
            // The load comes from the other processors, so that neither takes the other's time.
            using var self = Process.Start(TaskSet, ["-a", "-p", "-c", "1-1023", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
            await self.WaitForExitAsync();
        }

        var started = new ServiceProcess(process, address);
        for (var i = 0; i < 200 && !await started.IsReadyAsync(); i++)
        {
            await Task.Delay(50);
        }

        return started;
    }

    /// <summary>Whether it may be sent requests.</summary>
    public async Task<bool> IsReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Looks at the memory of the service while it lives.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly Timer _timer;
    private long _most;

    public MemoryWatch(ServiceProcess service) => _timer = new Timer(_ => _most = Math.Max(_most, service.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    /// <summary>The most that was seen, in bytes.</summary>
    public long Most => _most;

    public void Dispose() => _timer.Dispose();
}
