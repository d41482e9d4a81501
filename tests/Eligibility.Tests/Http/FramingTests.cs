using System.Text.RegularExpressions;

namespace Eligibility.Tests.Http;

/// <summary>
/// Where a request begins and ends, and whose it is: shapes on which two servers in a row may disagree, so that one of them takes a body
/// for a request (request smuggling). What is odd is refused and the connection closed, or read in the one way that RFC 9112 allows.
/// </summary>
public sealed partial class FramingTests(RealServer server)
{
    private const string Canary = "kanarienvogel";
    private const string Post = "POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private const string Chunks = "\r\n2\r\n{}\r\n0\r\n\r\n";

    // What an attacker would like to have taken for a request of its own. It also closes a connection that is still open.
    private const string Next = $"GET /nowhere?{Canary} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    // what follows the headers of a screening, the statuses of all answers
    public static TheoryData<string, string> Lengths => new()
    {
        { "Content-Length: 2\r\n\r\n{}", "200 404" },
        { "Content-Length: 2 \r\n\r\n{}", "200 404" },
        { "Content-Length: 02\r\n\r\n{}", "200 404" },
        { "Content-Length: 1\r\n\r\n{", "400 404" },
        { "\r\n", "400 404" },
        { "Content-Length: 0\r\n\r\n", "400 404" },
        { "Content-Length: 0x2\r\n\r\n{}", "400" },
        { "Content-Length: -1\r\n\r\n{}", "400" },
        { "Content-Length: 2.0\r\n\r\n{}", "400" },
        { "Content-Length: 2e0\r\n\r\n{}", "400" },
        { "Content-Length: 2;\r\n\r\n{}", "400" },
        { "Content-Length: 2, 2\r\n\r\n{}", "400" },
        { "Content-Length: 2\u000b\r\n\r\n{}", "400" },
        { "Content-Length: \u00b2\r\n\r\n{}", "400" },
        { "Content-Length:\r\n\r\n{}", "400" },
        { "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "400" },
        { "Content-Length : 2\r\n\r\n{}", "400" },
        { "Content-Length: 9999999999999999999\r\n\r\n{}", "400" },
        { "Content-Length: 18446744073709551618\r\n\r\n{}", "400" },
        { "Content-Length: 4294967298\r\n\r\n{}", "413" },
        // Kestrel reads a sign, and has dropped it before anybody else can see it. The length is the one that was meant.
        { "Content-Length: +2\r\n\r\n{}", "200 404" },
        { "Content-Length: -0\r\n\r\n", "400 404" },
    };

    public static TheoryData<string, string> Chunked => new()
    {
        { $"Transfer-Encoding: chunked\r\n{Chunks}", "200 404" },
        { $"Transfer-Encoding: \t CHUNKED \t\r\n{Chunks}", "200 404" },
        // Chunks it is, as RFC 9112 says, and nothing more is read on the connection.
        { $"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n{Chunks}", "200" },
        { $"Transfer-Encoding: chunked\r\nContent-Length: 17\r\n{Chunks}", "200" },
        { $"Transfer-Encoding: \u000bchunked\r\n{Chunks}", "400" },
        { $"Transfer-Encoding: xchunked\r\n{Chunks}", "400" },
        { $"Transfer-Encoding: \"chunked\"\r\n{Chunks}", "400" },
        { $"Transfer-Encoding: chunked;q=1\r\n{Chunks}", "400" },
        { $"Transfer-Encoding: chunked, gzip\r\n{Chunks}", "400" },
        { $"Transfer-Encoding: chunked, identity\r\n{Chunks}", "400" },
        { $"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n{Chunks}", "400" },
        { $"Transfer-Encoding : chunked\r\n{Chunks}", "400" },
        { $"Transfer-Encoding:\r\n chunked\r\n{Chunks}", "400" },
        { "Transfer-Encoding: identity\r\n\r\n", "400" },
        { "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}", "400" },
        { "Transfer-Encoding: gzip\r\n\r\n{}", "400" },
        { "Transfer-Encoding:\r\nContent-Length: 2\r\n\r\n{}", "400" },
        // In chunks, but these are not what they say.
        { $"Transfer-Encoding: gzip, chunked\r\n{Chunks}", "415 404" },
        { $"Transfer-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n{Chunks}", "415 404" },
        { $"Transfer-Encoding: chunked, chunked\r\n{Chunks}", "415 404" },
        { $"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n{Chunks}", "415 404" },
    };

    public static TheoryData<string, string> ChunkShapes => new()
    {
        { "2;a=b;c=\"d\"\r\n{}\r\n0;e\r\n\r\n", "200 404" },
        { "00000002\r\n{}\r\n0\r\n\r\n", "200 404" },
        { "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", "200 404" },
        { "2\r\n{}\r\n0\r\nX-A: b\r\n\r\n", "200 404" },
        { "2\r\n{}\r\n0\r\nContent-Length: 50\r\nTransfer-Encoding: gzip\r\nContent-Type: text/plain\r\nHost: a\r\n\r\n", "200 404" },
        { "2;a\nb\r\n{}\r\n0\r\n\r\n", "400" },
        { "2;a\rb\r\n{}\r\n0\r\n\r\n", "400" },
        { "2\n{}\r\n0\r\n\r\n", "400" },
        { "2 \r\n{}\r\n0\r\n\r\n", "400" },
        { " 2\r\n{}\r\n0\r\n\r\n", "400" },
        { "0x2\r\n{}\r\n0\r\n\r\n", "400" },
        { "+2\r\n{}\r\n0\r\n\r\n", "400" },
        { "-2\r\n{}\r\n0\r\n\r\n", "400" },
        { "\r\n{}\r\n0\r\n\r\n", "400" },
        { "000000000002\r\n{}\r\n0\r\n\r\n", "400" },
        { "100000002\r\n{}\r\n0\r\n\r\n", "400" },
        { "2\r\n{}x\r\n0\r\n\r\n", "400" },
        { "1\r\n{}\r\n0\r\n\r\n", "400" },
        { "3\r\n{}\r\n0\r\n\r\n", "400" },
        { "2\r\n{}\r\n0\r\nX A\r\n\r\n", "400" },
        { $"2;{new string('a', 100_000)}\r\n{{}}\r\n0\r\n\r\n", "413" },
        { $"2\r\n{{}}\r\n0\r\nX-A: {new string('a', 40_000)}\r\n\r\n", "431" },
    };

    public static TheoryData<string> Broken =>
    [
        "", "POST", Post, $"{Post}Content-Length: 20\r\n\r\n{{}}", $"{Post}Transfer-Encoding: chunked\r\n\r\n", $"{Post}Transfer-Encoding: chunked\r\n\r\n5\r\n{{}}",
        $"{Post}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n", $"{Post}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n", $"{Post}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\nX-A: b\r\n",
    ];

    [Theory]
    [MemberData(nameof(Lengths))]
    [MemberData(nameof(Chunked))]
    public async Task A_body_ends_where_it_says_and_what_follows_is_a_request_of_its_own_or_is_not_read(string rest, string statuses) =>
        Statuses(await server.SendAsync($"{Post}{rest}{Next}")).Should().Be(statuses);

    [Theory]
    [MemberData(nameof(ChunkShapes))]
    public async Task Chunks_end_where_they_say_and_what_follows_is_a_request_of_its_own_or_is_not_read(string chunks, string statuses) =>
        Statuses(await server.SendAsync($"{Post}Transfer-Encoding: chunked\r\n\r\n{chunks}{Next}")).Should().Be(statuses);

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_breaks_off_is_never_screened(string request) =>
        Statuses(await server.SendAsync(request, hangUp: true)).Should().BeOneOf("", "400");

    // A refusal leaves the body unread: what it holds must not be taken for the next request.
    [Fact]
    public async Task The_body_of_a_refused_request_is_not_taken_for_a_request()
    {
        var refused = Post.Replace("application/json", "text/plain", StringComparison.Ordinal);
        Statuses(await server.SendAsync($"{refused}Content-Length: {Next.Length}\r\n\r\n{Next}{Next}")).Should().Be("415 404");
        Statuses(await server.SendAsync($"{refused}Transfer-Encoding: chunked\r\n\r\n{Next.Length:x}\r\n{Next}\r\n0\r\n\r\n{Next}")).Should().Be("415 404");
        Statuses(await server.SendAsync($"GET /v1/facts HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Next.Length}\r\n\r\n{Next}{Next}")).Should().Be("200 404");
        Statuses(await server.SendAsync($"{Post}Content-Length: 70000\r\n\r\n{new string(' ', 70_000)}{Next}")).Should().Be("413");
    }

    [Fact]
    public async Task Requests_in_a_row_are_answered_in_their_order()
    {
        var bodies = Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? $"{{\"reference\":\"visit-{i}\"}}" : $"{{\"visit-{i}\":1}}").ToList();
        var answer = await server.SendAsync(string.Concat(bodies.Select(body => $"{Post}Content-Length: {body.Length}\r\n\r\n{body}")) + Next);

        Statuses(answer).Should().Be(string.Join(' ', Enumerable.Repeat("200 422", 10)) + " 404");
        VisitsOf().Matches(answer).Select(match => match.Groups[1].Value).Should().Equal(Enumerable.Range(0, 20).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\n{}", "100 200 404")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "100 200 404")]
    [InlineData("Content-Length: 70000\r\n\r\n", "413")]
    [InlineData("Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "415 404")]
    public async Task Who_asks_before_sending_is_told(string rest, string statuses)
    {
        // Where the body is there already, "go on" may be left out.
        var answered = Statuses(await server.SendAsync($"{Post}Expect: 100-continue\r\n{rest}{Next}"));
        answered.Should().BeOneOf(statuses, statuses.Replace("100 ", "", StringComparison.Ordinal));
    }

    [GeneratedRegex("visit-([0-9]+)")]
    private static partial Regex VisitsOf();

    // Whatever it is, it is never our failure, and nothing that was sent is repeated.
    private static string Statuses(string answer)
    {
        answer.Should().NotContainEquivalentOf(Canary).And.NotContain("   at ");
        return RawAnswer.Statuses(answer);
    }
}
