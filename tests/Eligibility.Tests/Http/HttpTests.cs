using System.Net;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.Http;

public sealed class HttpTests(Service service)
{
    public static TheoryData<string> Paths => ["/v1/rules", "/v1/facts", "/v1/rules/general/chronic-migraine", "/health/live", "/openapi/v1.json", "/swagger/index.html", "/nowhere"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_answer_has_a_request_id_and_the_security_headers(string path)
    {
        var response = await service.GetAsync(path);

        Guid.TryParse(response.Headers.GetValues("X-Request-Id").Single(), out _).Should().BeTrue();
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'");
        response.Headers.Should().NotContainKey("Server");
    }

    [Fact]
    public async Task A_screening_is_kept_by_no_cache() =>
        (await service.ScreenAsync("{}")).Headers.CacheControl!.NoStore.Should().BeTrue();

    [Fact]
    public async Task A_request_id_that_was_sent_is_not_taken_over()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/facts");
        request.Headers.Add("X-Request-Id", "canary-canary");

        var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.Headers.GetValues("X-Request-Id").Should().NotContain("canary-canary");
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/v1/rules/general/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/v1/screenings", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("DELETE", "/v1/rules", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("OPTIONS", "/v1/facts", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await Service.BodyAsync(response);
        ((string?)problem["type"]).Should().Be($"urn:eligibility:problem:{code}");
        ((string?)problem["requestId"]).Should().Be(response.Headers.GetValues("X-Request-Id").Single());
    }

    [Fact]
    public async Task A_method_that_is_not_allowed_names_those_that_are() =>
        (await service.GetAsync("/v1/screenings")).Content.Headers.Allow.Should().Equal("POST");

    [Theory]
    [InlineData("/v1/rules")]
    [InlineData("/v1/rules/fda-label/chronic-migraine")]
    [InlineData("/v1/facts")]
    public async Task A_publication_is_not_sent_again_to_who_has_it(string path)
    {
        var first = await service.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var outdated = new HttpRequestMessage(HttpMethod.Get, path);
        outdated.Headers.TryAddWithoutValidation("If-None-Match", "\"something-else\"");

        (await service.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await service.Client.SendAsync(outdated, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        first.Headers.CacheControl!.NoCache.Should().BeTrue();
    }

    [Fact]
    public async Task The_rules_say_where_every_number_comes_from()
    {
        var rule = await Service.BodyAsync(await service.GetAsync("/v1/rules/general/chronic-migraine"));

        var edition = rule["editions"]!.AsArray()[^1]!;
        var limit = edition["criteria"]![0]!["limits"]![0]!;
        ((decimal?)limit["number"]).Should().Be(((NumberLimit)RuleBook.Shipped.Find("general/chronic-migraine")!.Editions[^1].Leaves[0].Limits[0]).Value);
        ((string?)edition["citations"]![(int)limit["citation"]!]!["url"]).Should().StartWith("http");
        rule["cases"]!.AsArray().Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_root_leads_to_the_documentation()
    {
        var response = await service.GetAsync("/");

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.OriginalString.Should().Be("/swagger");
    }

    [Fact]
    public async Task The_documentation_page_takes_nothing_from_elsewhere()
    {
        var page = await (await service.GetAsync("/swagger/index.html")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        page.Should().NotContain("http://").And.NotContain("https://").And.NotContain("cdn");
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_is_told_to_whoever_asks(string path, string status) =>
        ((string?)(await Service.BodyAsync(await service.GetAsync(path)))["status"]).Should().Be(status);

    [Theory]
    [InlineData("", "image/svg+xml", "<svg")]
    [InlineData("?format=svg", "image/svg+xml", "<svg")]
    [InlineData("?format=dot", "text/vnd.graphviz", "digraph")]
    public async Task A_rule_can_be_looked_at(string query, string mediaType, string start)
    {
        var response = await service.GetAsync($"/v1/rules/fda-label/chronic-migraine/graph{query}");

        response.Content.Headers.ContentType!.MediaType.Should().Be(mediaType);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().StartWith(start).And.Contain("18 years or older");
    }

    [Theory]
    [InlineData("/v1/rules/fda-label/chronic-migraine/graph?format=png", HttpStatusCode.BadRequest)]
    [InlineData("/v1/rules/fda-label/nothing/graph", HttpStatusCode.NotFound)]
    public async Task A_picture_that_cannot_be_had_is_a_problem(string path, HttpStatusCode status) =>
        (await service.GetAsync(path)).StatusCode.Should().Be(status);
}
