using System.Net.Sockets;
using System.Text;

[assembly: AssemblyFixture(typeof(Eligibility.Tests.Http.RealServer))]

namespace Eligibility.Tests.Http;

/// <summary>The service on a port of loopback that was free, started once for all tests that write bytes to a socket.</summary>
public sealed class RealServer : IDisposable
{
    // Far beyond what any answer takes: a connection that is neither answered nor closed fails its test.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly QuietFactory _factory = new();

    public RealServer()
    {
        _factory.UseKestrel(0);
        _factory.StartServer();
    }

    public Uri Address => _factory.ClientOptions.BaseAddress;

    /// <summary>What it logged so far that is more than information.</summary>
    public IEnumerable<string> Warnings => _factory.Warnings;

    /// <summary>Opens a connection.</summary>
    public async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Writes bytes, each character of the text being one, and reads until the server closes the connection.</summary>
    /// <param name="request">What to write.</param>
    /// <param name="hangUp">Whether to close the way there once all is written, as a client does that broke off.</param>
    /// <returns>Everything the server wrote.</returns>
    public async Task<string> SendAsync(string request, bool hangUp = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            if (hangUp)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // A refused connection may be reset once the refusal is on its way.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    public void Dispose() => _factory.Dispose();
}
