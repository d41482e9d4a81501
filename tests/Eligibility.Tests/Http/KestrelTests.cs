using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Eligibility.Tests.Http;

/// <summary>What only a real server does: framing, limits, and clients that leave. Bytes are written to a socket on loopback.</summary>
public sealed class KestrelTests(KestrelTests.RealServer server) : IClassFixture<KestrelTests.RealServer>
{
    public static TheoryData<string, string, string> Oddities => new()
    {
        { "a chunk size out of all bounds", "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "400" },
        { "a chunk size that is no number", "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400" },
        { "two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400" },
        { "a body announced too large", "Content-Length: 65537\r\n\r\n", "413" },
        { "a body chunked too large", $"Transfer-Encoding: chunked\r\n\r\n11000\r\n{new string(' ', 0x11000)}\r\n0\r\n\r\n", "413" },
        { "too many headers", $"{string.Concat(Enumerable.Range(0, 60).Select(i => $"X-{i}: 1\r\n"))}Content-Length: 2\r\n\r\n{{}}", "431" },
        { "a header too long", $"X-Long: {new string('a', 20_000)}\r\nContent-Length: 2\r\n\r\n{{}}", "431" },
        { "nothing odd at all", "Content-Length: 2\r\n\r\n{}", "200" },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task Odd_framing_is_refused_and_never_our_failure(string oddity, string rest, string status)
    {
        var answer = await SendAsync($"POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n{rest}");

        answer.Should().StartWith($"HTTP/1.1 {status} ", oddity);
        answer.Should().NotContain("   at ", "no stack is shown").And.NotContain("\r\nServer:").And.NotContain("<html");
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_leaves_the_service_as_it_was()
    {
        for (var i = 0; i < 20; i++)
        {
            using var leaving = new TcpClient { LingerState = new LingerOption(true, 0) };
            await leaving.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
            await leaving.GetStream().WriteAsync("POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n{\"a"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        (await SendAsync("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).Should().StartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task A_batch_leaves_the_connection_to_the_next_request()
    {
        var answers = await SendAsync("POST /v1/screenings/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 6\r\n\r\n{}\n{}\n"
            + "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        answers.Should().Contain("\"received\":2").And.Contain("\"status\":\"live\"");
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
            for (var read = -1; read != 0;)
            {
                read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // A refused connection may be reset once the refusal is on its way.
        }

        return answer.ToString();
    }

    /// <summary>The service on a port of loopback that was free, started once for these tests.</summary>
    public sealed class RealServer : IDisposable
    {
        private readonly WebApplicationFactory<Program> _factory = new();

        public RealServer()
        {
            _factory.UseKestrel(0);
            _factory.StartServer();
        }

        public Uri Address => _factory.ClientOptions.BaseAddress;

        public void Dispose() => _factory.Dispose();
    }
}
