using System.Net.Sockets;
using System.Text;

namespace Eligibility.Tests.Http;

/// <summary>What only a real server does: framing, limits, and clients that leave. Bytes are written to a socket on loopback.</summary>
public sealed class KestrelTests(RealServer server)
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
        var answer = await server.SendAsync($"POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n{rest}");

        answer.Should().StartWith($"HTTP/1.1 {status} ", oddity);
        answer.Should().NotContain("   at ", "no stack is shown").And.NotContain("\r\nServer:").And.NotContain("<html");
    }

    // By a reset or by an end, in the midst of a body with a length or in chunks. Anybody can do it as often as they like, so it may
    // leave no more in the log than any request.
    [Fact]
    public async Task A_client_that_leaves_in_the_middle_leaves_the_service_and_its_log_as_they_were()
    {
        string[] bodies = ["Content-Length: 27\r\n\r\n{\"a", "Content-Length: 20\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"];
        for (var i = 0; i < 200; i++)
        {
            using var leaving = await server.ConnectAsync();
            leaving.LingerState = new LingerOption(i % 3 == 0, 0);
            var request = $"POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{bodies[i % bodies.Length]}";
            await leaving.Client.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        }

        (await server.SendAsync("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).Should().StartWith("HTTP/1.1 200 ");
        // One in thousands meets the server between two reads: then it says so itself, and nobody can keep it from that.
        server.Warnings.Should().NotContain(warning => !warning.StartsWith("Connection processing ended abnormally", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_leaves_the_connection_to_the_next_request()
    {
        var answers = await server.SendAsync("POST /v1/screenings/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 6\r\n\r\n{}\n{}\n"
            + "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        answers.Should().Contain("\"received\":2").And.Contain("\"status\":\"live\"");
    }
}
