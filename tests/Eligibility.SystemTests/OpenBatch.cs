using System.Net.Sockets;
using System.Text;

namespace Eligibility.SystemTests;

/// <summary>A batch whose lines are sent one by one over a plain connection, while its answers come in.</summary>
internal sealed class OpenBatch : IDisposable
{
    private readonly TcpClient _connection = new();
    private StreamReader? _answers;

    /// <summary>Opens it.</summary>
    public static async Task<OpenBatch> StartAsync(Uri address, CancellationToken cancellation, string? key = null)
    {
        var batch = new OpenBatch();
        await batch._connection.ConnectAsync(address.Host, address.Port, cancellation);
        batch._answers = new StreamReader(batch._connection.GetStream(), Encoding.UTF8);
        var known = key is null ? "" : $"Authorization: Bearer {key}\r\n";
        await batch.SendAsync($"POST /v1/screenings/batch HTTP/1.1\r\nHost: localhost\r\n{known}Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n", cancellation);
        return batch;
    }

    /// <summary>Sends an empty profile.</summary>
    public Task SendLineAsync(CancellationToken cancellation) => SendAsync("3\r\n{}\n\r\n", cancellation);

    /// <summary>Sends empty profiles until it is enough, or the service has closed the connection.</summary>
    public async Task SendUntilAsync(CancellationToken enough)
    {
        try
        {
            while (!enough.IsCancellationRequested)
            {
                await SendLineAsync(enough);
                await Task.Delay(1, enough);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // The other end has had enough, or we have.
        }
    }

    /// <summary>The next line of the answer; null where it has ended. Headers and the sizes of chunks are passed over.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        string? line;
        do
        {
            line = await _answers!.ReadLineAsync(cancellation);
        }
        while (line is not null && !line.StartsWith('{'));
        return line;
    }

    public void Dispose()
    {
        _answers?.Dispose();
        _connection.Dispose();
    }

    private Task SendAsync(string text, CancellationToken cancellation) =>
        _connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), cancellation).AsTask();
}
