using System.Net.Sockets;
using System.Text;

namespace Eligibility.SystemTests.Telemetry;

/// <summary>A connection on which anything at all can be sent, HTTP or not.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Reads what is answered until the other side ends or breaks off the connection.</summary>
    public async Task<string> ReadAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(EndsWithin);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (var read = -1; read != 0;)
            {
                read = await _socket.ReceiveAsync(buffer, patience.Token);
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // A refused connection may be reset once the refusal is on its way.
        }

        return answer.ToString();
    }

    public void Dispose() => _socket.Dispose();
}
