using System.Text;
using Eligibility.Domain.Facts;

namespace Eligibility.SystemTests.Telemetry;

/// <summary>Something to send wherever something can be sent, and to look for wherever it must not turn up.</summary>
internal static class Canary
{
    /// <summary>A word that nothing of ours contains.</summary>
    public const string Word = "kanarienvogel";

    /// <summary>Digits that are as good as never met by chance.</summary>
    public const string Digits = "817263549";

    private static readonly string[] HeaderNames =
    [
        "User-Agent", "Referer", "Origin", "X-Request-Id", "Request-Id", "X-Correlation-Id", "Correlation-Context", "traceparent", "tracestate", "baggage",
        "b3", "X-B3-TraceId", "uber-trace-id", "Cookie", "Authorization", "Proxy-Authorization", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
        "X-Forwarded-Prefix", "Forwarded", "X-Real-IP", "X-Original-Host", "Host", "Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset",
        "Content-Encoding", "Content-Language", "Transfer-Encoding", "Content-Length", "Expect", "Upgrade", "Via", "Range", "If-None-Match", "If-Match",
        "If-Modified-Since", "Prefer", "TE", "Trailer", "X-Http-Method-Override", "Sec-Fetch-Site", "Idempotency-Key", $"X-{Word}",
    ];

    /// <summary>All that is sent and must not be found: the word, the digits, and every member's name and code that cannot be there by chance.</summary>
    public static IEnumerable<string> All =>
    [
        Word,
        Digits,
        .. FactCatalogue.All.Select(fact => fact.Name).Where(name => name.Any(char.IsUpper)),
        .. FactCatalogue.All.OfType<CodedFact>().SelectMany(fact => fact.Codes).Where(code => code.Contains('-', StringComparison.Ordinal) && code.Length >= 10),
    ];

    /// <summary>Requests that are HTTP, whatever else is wrong with them.</summary>
    public static IEnumerable<string> Requests => [.. Bodies.Select(body => Post(body)), .. Headers, .. Targets];

    /// <summary>What is hardly HTTP, or not at all.</summary>
    public static IEnumerable<string> Broken =>
    [
        $"{Word} {Word} {Word}\r\n\r\n",
        $"{Word}\r\n\r\n",
        $"GET /{Word}\r\n\r\n",
        $"GET /{Word} HTTP/9.9\r\nHost: {Word}\r\n\r\n",
        $"GET /{Word} {Word}/1.1\r\nHost: localhost\r\n\r\n",
        $"GET /{Word} HTTP/1.1\r\nHost: {Word}\r\nHost: localhost\r\n\r\n",
        $"GET /{Word} HTTP/1.1\r\n\r\n",
        $"GET /{Word} HTTP/1.1\r\nHost: localhost\r\n{Word}\r\n\r\n",
        $"GET /{Word} HTTP/1.1\r\nHost: localhost\r\n{Word} : {Word}\r\n\r\n",
        $"GET /{Word} HTTP/1.1\r\nHost: localhost\r\nX-A: {Word}\0{Word}\r\n\r\n",
        $"GET /{Word} HTTP/1.1\r\nHost: localhost\r\nX-A: {Word}\r\n {Word}\r\n\r\n",
        $"GET /%{Word} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        $"GET /{Word}%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        $"GET /{string.Concat(Enumerable.Repeat(Word, 1000))} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {string.Concat(Enumerable.Repeat(Word, 4000))}\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"{Word}-{i}: {Word}\r\n"))}\r\n",
        $"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{Word}",
        $"{Begin}Transfer-Encoding: chunked\r\n\r\n{Word}\r\n",
        $"{Begin}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2;{Word}={Word}\r\n{{}}\r\n0\r\n{Word}: {Word}\r\n\r\n",
        $"{Begin}Connection: close\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{Word}",
        $"{Begin}Content-Length: 2\r\nContent-Length: {Word}\r\n\r\n{{}}",
    ];

    /// <summary>A request whose body does not come to its end.</summary>
    public static string CutOff => $$"""{{Begin}}User-Agent: {{Word}}{{"\r\n"}}Content-Length: 1000{{"\r\n\r\n"}}{"reference":"{{Word}}","{{Word}}":"{{Word}}","headacheDaysPerMonth":1.{{Digits}},"redFlags":["thunder""";

    private static string Begin => "POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static IEnumerable<string> Bodies =>
    [
        .. FactCatalogue.All.SelectMany(BodiesOf),
        $$"""{"reference":"{{Word}}"}""",
        $$"""{"reference":["{{Word}}"]}""",
        $$"""{"{{Word}}":"{{Word}}"}""",
        $$"""{"{{Word}}":{"{{Word}}":["{{Word}}"]},"{{Word}}":1}""",
        $"\"{Word}\"",
        Word,
        $"{{\"{Word}\":\"\\ud800{Word}\"}}",
    ];

    private static IEnumerable<string> Headers =>
    [
        .. HeaderNames.Select(name => Post("{}", $"{name}: {Word}\r\n")),
        Post("{}", $"Content-Type: {Word}/{Word}; charset={Word}\r\n", "POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\n"),
        Post("{}", $"traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\ntracestate: {Word}={Word}\r\nbaggage: {Word}={Word}\r\n"),
        Post("{}", $"traceparent: {Word}-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\ntracestate: {Word}={Word}\r\n"),
        Post("{}", $"Authorization: Bearer elg_{Word}_{Word}_{Word}\r\nCookie: {Word}={Word}\r\n"),
    ];

    private static IEnumerable<string> Targets =>
    [
        .. new[]
        {
            $"GET /{Word}", $"GET //{Word}//", $"GET /v1/{Word}", $"GET /v1/rules/{Word}/{Word}", $"GET /v1/rules/{Word}/{Word}/graph",
            $"GET /v1/rules/general/chronic-migraine/graph?format={Word}", $"GET /v1/facts?{Word}={Word}", $"GET /v1/facts#{Word}", $"GET /swagger/{Word}",
            $"GET /openapi/{Word}.json", $"GET /health/{Word}", $"GET /metrics/{Word}?{Word}", $"GET http://{Word}/{Word}", $"{Word} /v1/screenings", $"{Word} /{Word}?{Word}",
            $"OPTIONS *?{Word}", $"CONNECT {Word}:443", $"TRACE /{Word}",
        }.Select(line => $"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        .. new[] { "asOf", "authority", "indication", "detail", Word }
            .Select(name => Post("{}", begin: $"POST /v1/screenings?{name}={Word} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")),
    ];

    private static IEnumerable<string> BodiesOf(Fact fact) =>
    [
        $$"""{"{{fact.Name}}":"{{Word}}"}""",
        $$"""{"{{fact.Name}}":["{{Word}}"]}""",
        $$"""{"{{fact.Name}}":{"{{Word}}":"{{Word}}"} }""",
        $$"""{"{{fact.Name}}":[{"class":"{{Word}}","{{Word}}":"{{Word}}","weeks":1.{{Digits}},"daysPerMonth":1.{{Digits}}}]}""",
        $$"""{"{{fact.Name}}":1.{{Digits}},"reference":"{{Word}}"}""",
        $$"""{"{{fact.Name}}":{{Digits}}}""",
        $$"""{"{{fact.Name}}{{Word}}":1}""",
        .. fact is CodedFact coded and not BooleanFact ? coded.Codes.Select(code => $$"""{"{{fact.Name}}":{{(fact is CodeSetFact ? $"[\"{code}\"]" : $"\"{code}\"")}}}""") : [],
    ];

    private static string Post(string body, string headers = "", string? begin = null) =>
        $"{begin ?? Begin}Connection: close\r\n{(headers.StartsWith("Content-Length", StringComparison.Ordinal) ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")}{headers}\r\n{body}";
}
