namespace Eligibility.Tests.Http;

/// <summary>Odd headers and media types of a screening, written to a socket: refused, or of no effect.</summary>
public sealed class HeaderTests(RealServer server)
{
    private const string Canary = "kanarienvogel";
    private const string Headers = "Host: localhost\r\nConnection: close\r\n";

    // a header beside those of a screening
    public static TheoryData<string, string> OddHeaders => new()
    {
        { "X-A: b", "200" },
        { "X-A:", "200" },
        { "X-A: \u00c3\u00a9", "200" },
        { $"X-A: {Canary}\u0001", "200" },
        { $"X-A: {Canary}\u007f", "200" },
        { $"X-A: {Canary}\0", "400" },
        { $"X-A: {Canary}\u00e9", "400" },
        { $"X-A: {Canary}\u00c0\u0080", "400" },
        { $"X-A: {Canary}\r\n folded", "400" },
        { $"X-A: {Canary}\r\n\tfolded", "400" },
        { $"X-A: {Canary}\rX-B: c", "400" },
        { $"X-A: {Canary}\nX-B: c", "400" },
        { $"X-A : {Canary}", "400" },
        { $"X A: {Canary}", "400" },
        { $"X-\0A: {Canary}", "400" },
        { $"X-\u00c3\u00a9: {Canary}", "400" },
        { $"{Canary}", "400" },
        { $": {Canary}", "400" },
        { $"X-{new string('a', 20_000)}: 1", "431" },
        { "Content-Encoding: gzip", "415" },
        { "Content-Encoding: deflate", "415" },
        { "Content-Encoding: br", "415" },
        { "Content-Encoding: zstd", "415" },
        { "Content-Encoding: identity", "415" },
        { "Content-Encoding:", "415" },
        { "Content-Type: application/json", "415" },
        { "Content-Type: text/plain", "415" },
        { "Accept: text/html", "406" },
        { $"Accept: {Canary}\u0001", "406" },
        // None of these is heeded: not what another server would do for it, nor what a proxy would have meant by it.
        { "X-HTTP-Method-Override: DELETE", "200" },
        { "X-Original-URL: /health/live", "200" },
        { "X-Forwarded-Prefix: /x", "200" },
        { "Content_Length: 50", "200" },
        { "Connection: Content-Length", "200" },
        { "Connection: Content-Type, Host", "200" },
        { "Range: bytes=0-1", "200" },
        { "If-Match: \"x\"", "200" },
        { "TE: gzip", "200" },
        { "Max-Forwards: 0", "200" },
    };

    public static TheoryData<string, string> MediaTypes => new()
    {
        { "application/json", "200" },
        { "APPLICATION/JSON", "200" },
        { "application/json;", "200" },
        { "application/json;charset=utf-8", "200" },
        { "application/json; charset=\"UTF-8\"", "200" },
        { "application/json; version=1", "200" },
        { "application/json; charset=utf8", "415" },
        { "application/json; charset=utf-7", "415" },
        { "application/json; charset=utf-16", "415" },
        { "application/json; charset=", "415" },
        { "application/json; charset=\"\"", "415" },
        { "application/json; charset=utf-8; charset=utf-16", "415" },
        { "application/json; charset=utf-16; charset=utf-8", "415" },
        { "application/json; charset=utf-8; charset=utf-8", "415" },
        { "application/json; charset*=utf-8''utf-16", "415" },
        { "application/json; charset=utf-8; charset*0=utf-16", "415" },
        { "application/json, text/plain", "415" },
        { "application/json\u0001", "415" },
        { "application/json charset=utf-8", "415" },
        { "application/jsonx", "415" },
        { "application/js\u00d0\u00ben", "415" },
        { "application/*", "415" },
        { "*/*", "415" },
        { "json", "415" },
        { "", "415" },
        { "text/json", "415" },
        { "application/json-seq", "415" },
        { "multipart/form-data; boundary=x", "415" },
        { "application/x-www-form-urlencoded", "415" },
    };

    [Theory]
    [MemberData(nameof(OddHeaders))]
    public Task An_odd_header_is_refused_or_changes_nothing(string header, string status) =>
        AssertAsync($"POST /v1/screenings HTTP/1.1\r\n{Headers}Content-Type: application/json\r\n{header}\r\nContent-Length: 2\r\n\r\n{{}}", status);

    [Theory]
    [MemberData(nameof(MediaTypes))]
    public Task A_body_is_read_only_where_it_is_json_in_utf8_beyond_doubt(string mediaType, string status) =>
        AssertAsync($"POST /v1/screenings HTTP/1.1\r\n{Headers}Content-Type: {mediaType}\r\nContent-Length: 2\r\n\r\n{{}}", status);

    private async Task AssertAsync(string request, string status) => RawAnswer.AssertStatus(await server.SendAsync(request), status, Canary);
}
