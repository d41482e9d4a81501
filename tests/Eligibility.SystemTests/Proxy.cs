using System.Diagnostics;
using System.Globalization;

namespace Eligibility.SystemTests;

/// <summary>HAProxy before two instances of the service, with the configuration of <c>deploy/haproxy</c>.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private const string Program = "/usr/sbin/haproxy";

    private readonly Process _process;

    private Proxy(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Whether it is installed; else why a test is skipped.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>What to do where it is not.</summary>
    public const string HowToInstall = "HAProxy is not installed: apt-get install haproxy";

    /// <summary>Starts it before two ports of loopback.</summary>
    public static async Task<Proxy> StartAsync(int a, int b)
    {
        var address = new Uri($"http://127.0.0.1:{RunningService.FreePort()}");
        var start = new ProcessStartInfo(Program, ["-db", "-f", Path.Combine(Repository.Root, "deploy", "haproxy", "haproxy.cfg")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ELIGIBILITY_PLAIN"] = "1",
                ["ELIGIBILITY_BIND"] = $"{address.Host}:{address.Port}",
                ["ELIGIBILITY_A"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{a}"),
                ["ELIGIBILITY_B"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{b}"),
            },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var proxy = new Proxy(process, address);
        using var client = new HttpClient { BaseAddress = address };
        for (var i = 0; i < 100; i++)
        {
            try
            {
                using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (ready.IsSuccessStatusCode)
                {
                    return proxy;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        await proxy.DisposeAsync();
        throw new InvalidOperationException("The proxy did not become ready.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
