using System.Net.Sockets;
using System.Text;

namespace Eligibility.SystemTests;

/// <summary>Clients that keep a connection busy with next to nothing, against the limits as they are shipped: they are cut off, others are not.</summary>
public sealed class SlowClientTests
{
    private const string Post = "POST /v1/screenings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";

    // Ten times a second for longer than any limit: who is still connected then is never cut off.
    private const int MostPieces = 400;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // what is sent at once, what is sent again and again after it
    private static readonly (string Start, string Piece)[] Trickles =
    [
        ("GET /", "a"),
        ("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", "a"),
        ("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n", "A:1\r\n"),
        ($"{Post}Content-Length: 60000\r\n\r\n{{", " "),
        ($"{Post}Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
        ($"{Post}Transfer-Encoding: chunked\r\n\r\n1;", "a"),
        ($"{Post}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\nX-Slow: ", "a"),
        ($"{Post.Replace("application/json", "text/plain", StringComparison.Ordinal)}Content-Length: 60000\r\n\r\n", " "),
    ];

    [Fact]
    public async Task A_request_that_trickles_in_is_cut_off_and_others_are_answered_meanwhile()
    {
        await using var service = await RunningService.StartAsync();

        var cuts = Trickles.Select(trickle => TrickleAsync(service.Address, trickle.Start, trickle.Piece)).ToList();
        using (var answer = await service.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            answer.IsSuccessStatusCode.Should().BeTrue();
        }

        foreach (var (answer, isCut, trickle) in (await Task.WhenAll(cuts)).Zip(Trickles, (cut, trickle) => (cut.Answer, cut.IsCut, trickle)))
        {
            isCut.Should().BeTrue("of {0}", trickle);
            answer.Should().NotContain("HTTP/1.1 200 ").And.NotContain("HTTP/1.1 5", "of {0}", trickle);
        }
    }

    private static async Task<(string Answer, bool IsCut)> TrickleAsync(Uri address, string start, string piece)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var reading = ReadAsync(client.Client);
        var isCut = await WriteAsync(client.Client, start, piece, reading);
        if (!isCut)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        return (await reading, isCut);
    }

    private static async Task<bool> WriteAsync(Socket socket, string start, string piece, Task<string> reading)
    {
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(start), TestContext.Current.CancellationToken);
            for (var sent = 0; sent < MostPieces && !reading.IsCompleted; sent++)
            {
                await Task.Delay(Pause, TestContext.Current.CancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes(piece), TestContext.Current.CancellationToken);
            }

            return reading.IsCompleted;
        }
        catch (SocketException)
        {
            // Cut off while writing.
            return true;
        }
    }

    // Everything up to the end of the connection, whoever ends it.
    private static async Task<string> ReadAsync(Socket socket)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (var read = -1; read != 0;)
            {
                read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // A reset is an end too.
        }

        return answer.ToString();
    }
}
