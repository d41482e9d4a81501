using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Eligibility.Tests.Http;

/// <summary>What holds every answer against the contract finds what breaks it.</summary>
public sealed class ConformanceTests
{
    private const string Health = """{"status":"live","ruleBook":"1.0.0"}""";
    private const string Problem = """{"type":"urn:eligibility:problem:not-found","title":"t","status":404,"detail":"d","requestId":"1"}""";

    // method, path, status, media type, body
    public static TheoryData<string, string, int, string?, string> Conforming => new()
    {
        { "GET", "/health/live", 200, "application/json", Health },
        { "GET", "/v1/facts", 304, null, "" },
        { "GET", "/v1/rules/a/b", 404, "application/problem+json", Problem },
        { "GET", "/v1/rules/a/b/graph", 200, "image/svg+xml", "<svg/>" },
        { "GET", "/nowhere", 404, "application/problem+json", Problem },
        { "GET", "/swagger/index.html", 200, "text/html", "<html/>" },
        { "PUT", "/v1/facts", 405, "application/problem+json", Problem.Replace("404", "405", StringComparison.Ordinal) },
    };

    public static TheoryData<string, string, int, string?, string> Breaking => new()
    {
        { "GET", "/health/live", 200, "application/json", "{}" },
        { "POST", "/v1/screenings", 200, "application/json", "{}" },
        { "GET", "/v1/facts", 429, "application/problem+json", "{}" },
        { "GET", "/health/live", 200, "application/json", Health.Replace("\"live\"", "1", StringComparison.Ordinal) },
        { "GET", "/health/live", 200, "text/plain", Health },
        { "GET", "/health/live", 200, null, "" },
        { "GET", "/health/live", 204, null, "" },
        { "GET", "/health/live", 500, "application/problem+json", Problem.Replace("404", "500", StringComparison.Ordinal) },
        { "GET", "/health/live", 503, "application/problem+json", Problem.Replace("404", "503", StringComparison.Ordinal) },
        { "GET", "/v1/facts", 304, "application/json", "{}" },
        { "GET", "/v1/facts", 404, "application/problem+json", Problem },
        { "GET", "/v1/rules/a/b", 404, "application/json", Problem },
        { "GET", "/v1/rules/a/b", 404, "application/problem+json", "{}" },
        { "GET", "/v1/rules/a/b", 404, "application/problem+json", Problem.Replace("404", "400", StringComparison.Ordinal) },
        { "GET", "/v1/rules/a/b", 404, "application/problem+json", Problem.Replace("\"1\"", "\"2\"", StringComparison.Ordinal) },
        { "GET", "/v1/rules/a/b/graph", 200, "image/png", "" },
        { "GET", "/nowhere", 404, "text/html", "<html/>" },
        { "GET", "/nowhere", 200, "application/json", "{}" },
        { "PUT", "/v1/facts", 200, "application/json", "{}" },
        { "PUT", "/v1/facts", 404, "application/problem+json", Problem },
    };

    [Theory]
    [MemberData(nameof(Conforming))]
    public async Task What_keeps_the_contract_conforms(string method, string path, int status, string? mediaType, string body) =>
        (await BreachesAsync(method, path, status, mediaType, body)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Breaking))]
    public async Task What_breaks_the_contract_is_found(string method, string path, int status, string? mediaType, string body) =>
        (await BreachesAsync(method, path, status, mediaType, body)).Should().NotBeEmpty();

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"ageYears":1.8e1,"headacheDaysPerMonth":14.5,"painLocations":["neck"],"reference":null}""", true)]
    [InlineData("""{"ageYears":18.5}""", false)]
    [InlineData("""{"ageYears":121}""", false)]
    [InlineData("""{"ageYears":18,"ageYears":18}""", false)]
    [InlineData("""{"painLocations":["nek"]}""", false)]
    [InlineData("""{"painLocations":["neck","neck"]}""", false)]
    [InlineData("""{"preventivesTried":[{"weeks":4}]}""", false)]
    [InlineData("""{"pain":1}""", false)]
    [InlineData("""{"spasmHistory":1}""", false)]
    [InlineData("{} {}", false)]
    public async Task A_body_that_is_no_profile_may_not_be_taken_for_one(string body, bool conforms) =>
        (await PublishedContract.Committed).BreachesOfProfile(Encoding.UTF8.GetBytes(body)).Any().Should().Be(!conforms);

    private static async Task<IEnumerable<string>> BreachesAsync(string method, string path, int status, string? mediaType, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent(body) };
        answer.Headers.Add("X-Request-Id", "1");
        answer.Content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
        answer.Content.Headers.Allow.Add("GET");
        return (await PublishedContract.Committed).Breaches(request.Method, path, answer, body);
    }
}
