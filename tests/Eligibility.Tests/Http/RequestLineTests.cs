namespace Eligibility.Tests.Http;

/// <summary>Odd request lines, targets and hosts, written to a socket: refused, or read in the one way there is.</summary>
public sealed class RequestLineTests(RealServer server)
{
    private const string Canary = "kanarienvogel";
    private const string Headers = "Host: localhost\r\nConnection: close\r\n";

    // request line, the status; 505 is about the protocol's version, which is all that such a request says of itself
    public static TheoryData<string, string> Lines => new()
    {
        { "GET /health/live HTTP/1.1", "200" },
        { "GET /health/live HTTP/1.0", "200" },
        { "GET /health/live HTTP/0.9", "505" },
        { "GET /health/live HTTP/1.2", "505" },
        { "GET /health/live HTTP/2.0", "505" },
        { "GET /health/live HTTP/3.0", "505" },
        { "GET /health/live http/1.1", "505" },
        { "GET /health/live HTTP/1.1x", "400" },
        { "GET /health/live HTTP/01.1", "400" },
        { "GET /health/live", "400" },
        { "GET  /health/live HTTP/1.1", "400" },
        { "GET\t/health/live\tHTTP/1.1", "400" },
        { " GET /health/live HTTP/1.1", "400" },
        { "GET HTTP/1.1", "400" },
        { "\r\n\r\nGET /health/live HTTP/1.1", "200" },
        { $"GET /{Canary}\0 HTTP/1.1", "400" },
        { $"G\u0001T /{Canary} HTTP/1.1", "400" },
        { $"G(T /{Canary} HTTP/1.1", "400" },
        { $"{Canary} /v1/facts HTTP/1.1", "405" },
        { $"{new string('A', 10_000)} /v1/facts HTTP/1.1", "414" },
        { $"GET /{new string('a', 5_000)} HTTP/1.1", "414" },
        { "TRACE /v1/facts HTTP/1.1", "405" },
        { "TRACK /v1/facts HTTP/1.1", "405" },
        { "DEBUG /v1/facts HTTP/1.1", "405" },
        { "OPTIONS * HTTP/1.1", "405" },
        { "GET * HTTP/1.1", "405" },
        { "CONNECT /v1/facts HTTP/1.1", "405" },
        { "GET localhost:80 HTTP/1.1", "405" },
        { "GET http://localhost/health/live HTTP/1.1", "200" },
        { $"GET http://{Canary}.example/health/live HTTP/1.1", "400" },
        { "GET ftp://localhost/health/live HTTP/1.1", "400" },
        { "\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003", "400" },
    };

    public static TheoryData<string, string> Targets => new()
    {
        { "/v1/./facts", "200" },
        { "/v1/rules/../facts", "200" },
        { "/v1/rules/%2e%2e/facts", "200" },
        { "/v1/fact%73", "200" },
        { "/v1/facts/", "200" },
        { "/v1/facts?", "200" },
        { "//v1/facts", "404" },
        { "/v1//facts", "404" },
        { "/v1/facts//", "404" },
        { "/v1\\facts", "404" },
        { "/%2fv1/facts", "404" },
        { "/v1%2ffacts", "404" },
        { "/v1/facts%20", "404" },
        { "/v1/facts%zz", "404" },
        { "/v1/facts%", "404" },
        { "/v1/facts%u0073", "404" },
        { "/v1/facts;x=1", "404" },
        { "/v1/facts#x", "404" },
        { "/v1/facts%c0%af", "404" },
        { "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "404" },
        { "/%e0%80%af", "404" },
        { "/%ed%a0%80", "404" },
        { "/%E2%80%AE", "404" },
        { "/../../etc/passwd", "404" },
        { "/..%2f..%2fetc%2fpasswd", "404" },
        { "/..%5c..%5cetc", "404" },
        { "/swagger/../../appsettings.json", "404" },
        { "/swagger/..%2f..%2fappsettings.json", "404" },
        { "/swagger/%2e%2e/%2e%2e/etc/passwd", "404" },
        { "/swagger//etc/passwd", "404" },
        { "/openapi/../v1.json", "404" },
        { "/openapi/..%2f..%2fappsettings.json", "404" },
        { "/v1/rules/general%2Fchronic-migraine", "404" },
        { "/v1/rules/general/..%2fgeneral%2fchronic-migraine", "404" },
        { "/v1/rules/GENERAL/chronic-migraine", "404" },
        { $"/v1/rules/{new string('a', 3_000)}/x", "404" },
        { "/v1/facts%00", "400" },
        { "/swagger/index.html%00", "400" },
        { "/v1/fa\u0000cts", "400" },
        { "/v1/facts\u00e9", "400" },
        { "/v1/facts?\u00ff", "400" },
        { "v1/facts", "400" },
        { "\\v1\\facts", "400" },
        { $"/v1/rules/general/chronic-migraine%0d%0aX-{Canary}:%201", "404" },
    };

    // all headers of GET /health/live
    public static TheoryData<string, string> Hosts => new()
    {
        { "Host: localhost:5080", "200" },
        { "Host: LOCALHOST", "200" },
        { "Host: [::1]:5080", "200" },
        // A browser always names the host that it was told to go to, so that nobody gets here by a name of their own.
        { "Host:", "200" },
        { "X-A: b", "400" },
        { "Host: localhost\r\nHost: localhost", "400" },
        { $"Host: {Canary}.example", "400" },
        { $"Host: localhost.{Canary}.example", "400" },
        { $"Host: localhost, {Canary}.example", "400" },
        { $"Host: localhost@{Canary}.example", "400" },
        { $"Host: {Canary}@localhost", "400" },
        { "Host: localhost/x", "400" },
        { "Host: localhost:0x50", "400" },
        { "Host: localhost ", "200" },
        { "Host: local host", "400" },
        { "Host: localhost\u0000", "400" },
        { "Host: localhost\r\nX-Forwarded-Host: evil.example", "200" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public Task An_odd_request_line_is_refused_or_read_as_it_says(string line, string status) => AssertAsync($"{line}\r\n{Headers}\r\n", status);

    [Theory]
    [MemberData(nameof(Targets))]
    public Task An_odd_target_leads_nowhere_or_where_it_says(string target, string status) => AssertAsync($"GET {target} HTTP/1.1\r\n{Headers}\r\n", status);

    [Theory]
    [MemberData(nameof(Hosts))]
    public Task Only_a_host_of_this_machine_is_answered(string headers, string status) => AssertAsync($"GET /health/live HTTP/1.1\r\nConnection: close\r\n{headers}\r\n\r\n", status);

    // One line end that is not CRLF, at each place of a request.
    [Fact]
    public async Task A_line_ends_with_both_its_characters()
    {
        const string Request = $"POST /v1/screenings HTTP/1.1\r\n{Headers}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n";
        for (var at = Request.IndexOf("\r\n", StringComparison.Ordinal); at >= 0; at = Request.IndexOf("\r\n", at + 2, StringComparison.Ordinal))
        {
            await AssertAsync($"{Request[..at]}\n{Request[(at + 2)..]}{{}}\r\n\r\n", "400");
        }

        await AssertAsync(Request.Replace("\r\n", "\n", StringComparison.Ordinal) + "{}", "400");
    }

    [Theory]
    [InlineData("GET /health/live", "Upgrade, HTTP2-Settings", "h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", "200 404")]
    [InlineData("GET /v1/facts", "Upgrade", "websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "200 404")]
    [InlineData("GET /v1/screenings", "Upgrade", "websocket", "405 404")]
    [InlineData("CONNECT localhost:80", "keep-alive", "tcp", "405 404")]
    public async Task No_other_protocol_is_switched_to(string line, string connection, string upgrade, string statuses)
    {
        var host = line.StartsWith("CONNECT", StringComparison.Ordinal) ? "localhost:80" : "localhost";
        var answer = await server.SendAsync(
            $"{line} HTTP/1.1\r\nHost: {host}\r\nConnection: {connection}\r\nUpgrade: {upgrade}\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        RawAnswer.Statuses(answer).Should().Be(statuses);
    }

    [Fact]
    public async Task Http2_without_encryption_is_told_to_use_http1()
    {
        // One frame, GOAWAY, with the error HTTP_1_1_REQUIRED.
        var answer = await server.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        answer.Should().HaveLength(17).And.EndWith("\r");
    }

    private async Task AssertAsync(string request, string status) => RawAnswer.AssertStatus(await server.SendAsync(request), status, Canary);
}
