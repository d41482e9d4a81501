using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;
using Eligibility.Json.Profiles;
using Eligibility.Json.Screenings;

namespace Eligibility.Tests.Http;

/// <summary>Many profiles in one request, a line each.</summary>
public sealed class BatchTests(Service service)
{
    private const string Good = """{"headacheDaysPerMonth":18,"painLocations":["neck"],"reference":"a"}""";

    private static readonly BatchScreener Screener = new(new Screener(RuleBook.Shipped), new DateOnly(2026, 11, 23), Scope.Everything, Detail.Verdicts);

    // Every twelfth case that is a valid profile: enough of each rule, and quick.
    private static IEnumerable<string> Profiles => RuleBook.Shipped.Rules.SelectMany(rule => rule.Cases).Select(example => example.Profile.GetRawText())
        .Where(profile => ProfileReader.Read(Encoding.UTF8.GetBytes(profile)).Profile is not null).Where((_, index) => index % 12 == 0);

    [Fact]
    public async Task A_line_is_answered_with_a_line_in_the_same_order_and_a_bad_one_ends_nothing()
    {
        string[] batch = [Good, "[", """{"ageYears":"45"}""", "", """{"reference":"b"}"""];

        var lines = await LinesAsync(string.Join('\n', batch) + "\n");

        lines.Should().HaveCount(batch.Length + 1);
        ((string?)lines[0]["candidacy"]).Should().Be("candidate");
        ((string?)lines[0]["reference"]).Should().Be("a");
        ((string?)lines[1]["problem"]!["type"]).Should().Be("urn:eligibility:problem:malformed-json");
        ((int?)lines[1]["line"]).Should().Be(2);
        ((string?)lines[2]["problem"]!["errors"]![0]!["pointer"]).Should().Be("#/ageYears");
        ((string?)lines[3]["problem"]!["type"]).Should().Be("urn:eligibility:problem:malformed-json", "an empty line is no profile");
        ((string?)lines[4]["reference"]).Should().Be("b");
    }

    [Fact]
    public async Task The_last_line_counts_and_hashes_what_was_answered()
    {
        var text = await TextAsync($"{Good}\n[\n{Good}\n");

        var end = text.LastIndexOf("{\"summary\"", StringComparison.Ordinal);
        var summary = JsonNode.Parse(text[end..])!["summary"]!;
        summary.ToJsonString().Should().Be(
            $$"""{"received":3,"screened":2,"refused":1,"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text[..end])))}}"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("{}")]
    [InlineData("{}\n")]
    [InlineData("{}\n\n")]
    [InlineData("{}\r\n{}\r\n")]
    public async Task Every_line_is_counted_with_or_without_a_line_feed_at_the_end(string batch)
    {
        var lines = await LinesAsync(batch);

        var expected = batch.Split('\n').Length - (batch.Length == 0 || batch.EndsWith('\n') ? 1 : 0);
        ((int?)lines[^1]["summary"]!["received"]).Should().Be(expected);
        lines.Should().HaveCount(expected + 1);
    }

    [Theory]
    [InlineData(ProfileReader.LargestProfile, "candidacy")]
    [InlineData(ProfileReader.LargestProfile + 1, "too-large")]
    [InlineData(ProfileReader.LargestProfile * 5, "too-large")]
    public async Task A_line_may_be_as_large_as_a_profile_and_a_larger_one_is_refused_alone(int bytes, string says)
    {
        var large = "{}".PadRight(bytes);

        var lines = await LinesAsync($"{Good}\n{large}\n{Good}\n{large}");

        lines.Should().HaveCount(5);
        lines[1].ToJsonString().Should().Contain(says);
        lines[3].ToJsonString().Should().Contain(says);
        ((string?)lines[2]["candidacy"]).Should().Be("candidate");
    }

    [Fact]
    public async Task Every_case_is_answered_in_full_with_the_bytes_of_the_single_answer()
    {
        var profiles = Profiles.Select(profile => profile.Replace('\n', ' ')).ToList();

        var answers = (await TextAsync(string.Join('\n', profiles), "?detail=full&asOf=2026-11-23")).Split('\n');

        for (var i = 0; i < profiles.Count; i++)
        {
            var single = await service.ScreenAsync(profiles[i], "?asOf=2026-11-23");
            answers[i].Should().Be(await single.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Verdicts_say_what_the_full_answer_says()
    {
        foreach (var profile in Profiles)
        {
            var full = await Service.BodyAsync(await service.ScreenAsync(profile));
            var verdicts = await Service.BodyAsync(await service.ScreenAsync(profile, "?detail=verdicts"));

            Verdicts(full).ToJsonString().Should().Be(verdicts.ToJsonString(), profile);
        }
    }

    [Theory]
    [InlineData("?detail=short")]
    [InlineData("?detail=Full")]
    [InlineData("?detail=full&detail=full")]
    [InlineData("?asOf=tomorrow")]
    public async Task A_wrong_query_is_refused_before_the_first_line(string query) =>
        (await SendAsync(Good, query)).StatusCode.Should().Be(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-ndjson; charset=utf-16")]
    public async Task Another_form_is_refused(string mediaType)
    {
        var answer = await service.Client.PostAsync(
            new Uri("/v1/screenings/batch", UriKind.Relative), Service.Bytes("{}"u8.ToArray(), mediaType), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await Service.BodyAsync(answer))["accepted"]!.AsArray().Select(type => (string?)type)
            .Should().Equal("application/x-ndjson", "application/ndjson", "application/jsonl");
    }

    [Theory]
    [InlineData("application/ndjson")]
    [InlineData("application/jsonl")]
    public async Task The_other_names_of_the_form_are_taken_too(string mediaType)
    {
        var answer = await service.Client.PostAsync(
            new Uri("/v1/screenings/batch", UriKind.Relative), Service.Bytes("{}"u8.ToArray(), mediaType), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Lines_are_found_however_the_bytes_arrive()
    {
        var batch = Encoding.UTF8.GetBytes("{}\n\nabc\r\n" + new string(' ', 70_000) + "\nlast");
        foreach (var piece in new[] { 1, 2, 3, 7, 4096, batch.Length })
        {
            var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: 16));
            foreach (var bytes in batch.Chunk(piece))
            {
                await pipe.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);
            }

            await pipe.Writer.CompleteAsync();
            var blocks = new BatchBlocks(pipe.Reader, linesAtOnce: 2);
            using var block = new BatchBlock();
            var answers = "";
            while (await blocks.MoveNextAsync(TestContext.Current.CancellationToken))
            {
                blocks.Take(blocks.Lines, block);
                block.Answer(Screener);
                answers += Encoding.UTF8.GetString(block.Answers.Span);
            }

            answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(answer => JsonNode.Parse(answer)!)
                .Select(answer => ((int?)answer["line"], (int?)answer["problem"]?["status"]))
                .Should().Equal([(null, null), (2, 400), (3, 400), (4, 413), (5, 400)], "in pieces of {0}", piece);
            blocks.IsAtEnd.Should().BeTrue();
        }
    }

    private static JsonObject Verdicts(JsonNode full)
    {
        var answer = new JsonObject();
        Copy(full, answer, "reference", "candidacy", "settled");
        answer["indications"] = new JsonArray([.. full["indications"]!.AsArray().Select(indication =>
        {
            var brief = new JsonObject();
            Copy(indication!, brief, "indication", "candidacy", "settled", "labelStatus");
            brief["verdicts"] = VerdictsOf(indication!["authorities"]!);
            return brief;
        })]);
        answer["safeguards"] = VerdictsOf(full["safeguards"]!);
        answer["ruledOut"] = new JsonArray([.. full["ruledOut"]!.AsArray().Select(indication => indication!["indication"]!.DeepClone())]);
        Copy(full, answer, "asOf", "ruleBook");
        return answer;
    }

    private static JsonObject VerdictsOf(JsonNode rules) =>
        new(rules.AsArray().Select(rule => KeyValuePair.Create((string)rule!["rule"]!, (JsonNode?)rule["verdict"]!.DeepClone())));

    private static void Copy(JsonNode from, JsonObject to, params string[] members)
    {
        foreach (var member in members.Where(member => from[member] is not null))
        {
            to[member] = from[member]!.DeepClone();
        }
    }

    private async Task<List<JsonNode>> LinesAsync(string batch) =>
        [.. (await TextAsync(batch)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private async Task<string> TextAsync(string batch, string query = "")
    {
        var answer = await SendAsync(batch, query);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/x-ndjson");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(string batch, string query) => service.Client.PostAsync(
        new Uri($"/v1/screenings/batch{query}", UriKind.Relative), Service.Bytes(Encoding.UTF8.GetBytes(batch), "application/x-ndjson"), TestContext.Current.CancellationToken);
}
