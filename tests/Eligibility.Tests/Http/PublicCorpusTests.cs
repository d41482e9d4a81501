using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Profiles;

namespace Eligibility.Tests.Http;

/// <summary>
/// What public collections hold against readers, over HTTP. The documents stand at each kind of place; that every place of every member
/// is of one of these kinds is tried without HTTP.
/// </summary>
public sealed class PublicCorpusTests(Service service, RealServer server)
{
    private const string Small = "?indication=neck-pain&authority=general&asOf=2026-11-23";
    private const int LargestBody = 64 * 1024;

    // For those strings that are a length: a body of nothing but spaces is no JSON.
    private static readonly string Spaces = new(' ', 2000);

    // Headers that are none of our business, and those that are read.
    public static TheoryData<string> HarmlessHeaders => ["X-Anything", "User-Agent", "Cookie", "Referer", "Traceparent", "X-Request-Id", "If-None-Match", "Accept-Language", "X-Forwarded-For"];

    [Theory]
    [InlineData("y_")]
    [InlineData("n_")]
    [InlineData("i_")]
    public async Task Every_document_of_the_json_test_suite_is_screened_or_refused_as_it_is_read(string prefix)
    {
        foreach (var (name, content) in PublicCorpus.Documents(prefix))
        {
            foreach (var (place, body) in PublicCorpus.Within(content, PublicCorpus.KindsOfPlaces).Append(("the whole body", content)))
            {
                var status = await ScreenAsync(body);
                status.Should().Be(body.Length > LargestBody ? 413 : StatusOf(ProfileReader.Read(body)), "of {0} in {1}", name, place);
                if (prefix != "i_" && status != 413)
                {
                    (status == 400).Should().Be(prefix == "n_", "of {0} in {1}", name, place);
                }
            }
        }
    }

    // Every slot that takes a text, and every one that takes none, each string in all of them at once: then each is pointed to.
    [Fact]
    public async Task Naughty_strings_are_refused_in_every_slot_of_a_profile_at_once()
    {
        foreach (var text in PublicCorpus.NaughtyStrings())
        {
            var quoted = Disguise.Quoted(text).Last();
            foreach (var facts in FactCatalogue.All.Chunk(16))
            {
                var body = $"{{{quoted}:{quoted},\"reference\":{quoted},{string.Join(',', facts.Select(fact => $"\"{fact}\":{Slot(fact, quoted)}"))}}}";
                using var content = Service.Json(body);
                var answer = await service.Client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), content, TestContext.Current.CancellationToken);

                var errors = (await Service.BodyAsync(answer))["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}").ToList();
                errors[0].Should().Be($"{PointerTo(text)} {FaultCodes.UnknownMember}");
                errors.Skip(1).Where(error => !error.StartsWith("#/reference ", StringComparison.Ordinal)).Should().Equal(facts.SelectMany(fact => Faults(fact, text)));
                errors.Contains($"#/reference {FaultCodes.InvalidReference}").Should().Be(!IsReference(text));
            }
        }
    }

    [Fact]
    public async Task Naughty_strings_are_refused_in_every_parameter_of_a_query()
    {
        foreach (var text in PublicCorpus.NaughtyStrings().Select(Uri.EscapeDataString))
        {
            foreach (var query in new[] { $"asOf={text}", $"indication={text}", $"authority={text}", $"{text}=1", $"{text}", $"asOf=2026-11-23&authority=general&authority={text}" })
            {
                using var content = Service.Json("{}");
                var answer = await service.Client.PostAsync(new Uri($"/v1/screenings?{query}", UriKind.Relative), content, TestContext.Current.CancellationToken);
                // Nothing at all is no parameter.
                ((int)answer.StatusCode).Should().Be(query.Length == 0 ? 200 : 400, "of {0}", query);
            }
        }
    }

    [Fact]
    public Task Naughty_strings_are_refused_as_raw_bytes_of_a_query() => EachAsync(async raw =>
        (await server.SendAsync($"GET /v1/rules/general/chronic-migraine/graph?format={raw} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .Should().StartWith("HTTP/1.1 400 "));

    [Theory]
    [MemberData(nameof(HarmlessHeaders))]
    public async Task Naughty_strings_in_a_header_change_nothing_or_are_refused(string header)
    {
        var plain = Stable(await server.SendAsync("GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        await EachAsync(async raw =>
        {
            var answer = await server.SendAsync($"GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}: {raw}\r\n\r\n");
            Assert.True(Stable(answer) == plain || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), $"{raw} was answered with {answer}");
        });
    }

    [Theory]
    [InlineData("Content-Type", "415")]
    [InlineData("Content-Encoding", "415")]
    [InlineData("Accept", "406")]
    [InlineData("Transfer-Encoding", "400")]
    [InlineData("Content-Length", "413")]
    [InlineData("Host", "400")]
    public Task Naughty_strings_in_a_header_that_is_read_are_refused(string header, string status) => EachAsync(async raw =>
    {
        var rest = new Dictionary<string, string> { ["Host"] = "localhost", ["Content-Type"] = "application/json", ["Content-Length"] = "0" };
        rest[header] = raw;
        var answer = await server.SendAsync($"POST /v1/screenings HTTP/1.1\r\nConnection: close\r\n{string.Concat(rest.Select(pair => $"{pair.Key}: {pair.Value}\r\n"))}\r\n{Spaces}");
        Assert.True(answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal) || answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{raw} was answered with {answer}");
    });

    private static int StatusOf(ProfileReading reading) => reading.Malformed is not null ? 400 : reading.Profile is null ? 422 : 200;

    private static string Slot(Fact fact, string quoted) => fact switch
    {
        CodeSetFact => $"[{quoted}]",
        EntryListFact list => $"[{{{string.Join(',', list.Fields.Select(field => $"\"{field}\":{Slot(field, quoted)}"))},{quoted}:1}}]",
        _ => quoted,
    };

    private static IEnumerable<string> Faults(Fact fact, string text) => fact switch
    {
        CodeSetFact => [$"#/{fact}/0 {FaultCodes.UnknownCode}"],
        CodedFact and not BooleanFact => [$"#/{fact} {FaultCodes.UnknownCode}"],
        EntryListFact list =>
        [
            .. list.Fields.Select(field => $"#/{list}/0/{field} {(field is CodedFact ? FaultCodes.UnknownCode : FaultCodes.WrongType)}"),
            $"{PointerTo(text).Replace("#", $"#/{list}/0", StringComparison.Ordinal)} {FaultCodes.UnknownMember}",
        ],
        _ => [$"#/{fact} {FaultCodes.WrongType}"],
    };

    private static string PointerTo(string name) => name.Length > 64
        ? "#"
        : $"#/{Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))}";

    private static bool IsReference(string text) => text.Length is > 0 and <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    // What differs from answer to answer.
    private static string Stable(string answer) =>
        string.Join('\n', answer.Split('\n').Where(line => !line.StartsWith("Date:", StringComparison.Ordinal) && !line.StartsWith("X-Request-Id:", StringComparison.Ordinal))
            .Select(line => line.Split("\"requestId\"")[0]));

    // As bytes of UTF-8, each of which a character stands for.
    private static Task EachAsync(Func<string, Task> attempt) => Parallel.ForEachAsync(
        PublicCorpus.NaughtyStrings().Select(text => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text))),
        TestContext.Current.CancellationToken,
        async (raw, _) => await attempt(raw));

    private async Task<int> ScreenAsync(byte[] body)
    {
        using var content = Service.Bytes(body);
        return (int)(await service.Client.PostAsync(new Uri($"/v1/screenings{Small}", UriKind.Relative), content, TestContext.Current.CancellationToken)).StatusCode;
    }
}
