using System.Net;
using System.Net.Http.Headers;
using Eligibility.Api.Access;
using Eligibility.Keys;

namespace Eligibility.Tests.Http;

/// <summary>Who may call, by API key.</summary>
public sealed class AccessTests : IAsyncDisposable
{
    private static readonly Uri Screenings = new("/v1/screenings", UriKind.Relative);
    private static readonly Uri Rules = new("/v1/rules", UriKind.Relative);

    private readonly RecordedLog _log = new();
    private readonly Clinic _clinic;
    private readonly ApiKey _key = ApiKey.New();

    public AccessTests()
    {
        _clinic = new Clinic(new Dictionary<string, string>(), withKeys: true, _log);
        _clinic.WriteKeys(_clinic.Record(_key, "north-clinic", Scopes.Screen));
    }

    public static TheoryData<string> NotKeys =>
        ["", "elg_", "elg_000000000000_0000000000000000000000000000000000000000000_000000", ApiKey.New().Text, ApiKey.New().Text + " ", "eyJhbGciOiJub25lIn0.e30."];

    public async ValueTask DisposeAsync()
    {
        await _clinic.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task A_key_with_the_scope_of_the_call_is_let_in_and_the_log_names_client_and_key_but_no_secret()
    {
        using var client = _clinic.Client(_key.Text);

        (await ScreenAsync(client)).StatusCode.Should().Be(HttpStatusCode.OK);
        _log.Text.Should().Contain("\"Client\":\"north-clinic\"").And.Contain($"\"Key\":\"{_key.Id}\"").And.NotContain(_key.Text.Split('_')[2]);
    }

    [Fact]
    public async Task A_key_without_the_scope_of_the_call_is_told_so()
    {
        using var client = _clinic.Client(_key.Text);

        var refusal = await client.GetAsync(Rules, TestContext.Current.CancellationToken);

        refusal.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        refusal.Headers.WwwAuthenticate.Should().ContainSingle().Which.Parameter.Should().Be("error=\"insufficient_scope\", scope=\"rules\"");
        ((string?)(await Service.BodyAsync(refusal))["type"]).Should().Be("urn:eligibility:problem:forbidden");
    }

    [Fact]
    public async Task Nobody_is_told_that_it_is_not_known_who_asks()
    {
        using var client = _clinic.Client();

        var refusal = await ScreenAsync(client);

        refusal.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        refusal.Headers.WwwAuthenticate.Should().Equal(new AuthenticationHeaderValue("Bearer"));
        ((string?)(await Service.BodyAsync(refusal))["type"]).Should().Be("urn:eligibility:problem:unauthenticated");
    }

    [Theory]
    [MemberData(nameof(NotKeys))]
    public async Task Whatever_is_no_key_of_the_file_is_refused_alike(string credential)
    {
        using var client = _clinic.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {credential}");
        using var nobody = _clinic.Client();

        var refusal = await ScreenAsync(client);

        refusal.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var body = await Service.BodyAsync(refusal);
        var expected = await Service.BodyAsync(await ScreenAsync(nobody));
        body["requestId"] = expected["requestId"] = null;
        body.ToJsonString().Should().Be(expected.ToJsonString(), "whoever tries learns nothing");
    }

    [Fact]
    public async Task Other_schemes_two_credentials_and_keys_elsewhere_are_no_credentials()
    {
        foreach (var send in new Action<HttpRequestMessage>[]
        {
            request => request.Headers.TryAddWithoutValidation("Authorization", $"Basic {_key.Text}"),
            request => request.Headers.TryAddWithoutValidation("Authorization", _key.Text),
            request => request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {_key.Text}", $"Bearer {_key.Text}"]),
            request => request.Headers.TryAddWithoutValidation("X-Api-Key", _key.Text),
            request => request.RequestUri = new Uri($"/v1/screenings?access_token={_key.Text}", UriKind.Relative),
        })
        {
            using var client = _clinic.Client();
            using var request = new HttpRequestMessage(HttpMethod.Post, Screenings) { Content = Service.Json("{}") };
            send(request);

            (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_key_that_is_taken_out_of_the_file_is_refused_within_a_second_and_a_new_one_let_in()
    {
        using var client = _clinic.Client(_key.Text);
        (await ScreenAsync(client)).StatusCode.Should().Be(HttpStatusCode.OK);
        var next = ApiKey.New();
        using var other = _clinic.Client(next.Text);

        _clinic.WriteKeys(_clinic.Record(next, "north-clinic", Scopes.Screen));

        await EventuallyAsync(async () => (await ScreenAsync(client)).StatusCode == HttpStatusCode.Unauthorized);
        (await ScreenAsync(other)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"keys":[{"id":""")]
    [InlineData("""{"keys":[null]}""")]
    [InlineData("""{"keys":null}""")]
    [InlineData("null")]
    public async Task A_key_file_that_cannot_be_understood_changes_nothing_and_is_complained_of(string content)
    {
        using var client = _clinic.Client(_key.Text);
        (await ScreenAsync(client)).StatusCode.Should().Be(HttpStatusCode.OK);

        await File.WriteAllTextAsync(_clinic.KeyFilePath, content, TestContext.Current.CancellationToken);

        await EventuallyAsync(() => Task.FromResult(_log.Text.Contains("cannot be used", StringComparison.Ordinal)));
        (await ScreenAsync(client)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_file_that_is_gone_lets_nobody_in()
    {
        using var client = _clinic.Client(_key.Text);
        (await ScreenAsync(client)).StatusCode.Should().Be(HttpStatusCode.OK);

        File.Delete(_clinic.KeyFilePath);

        await EventuallyAsync(async () => (await ScreenAsync(client)).StatusCode == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Too_many_refused_credentials_from_an_address_are_answered_429_and_a_good_one_is_still_let_in()
    {
        using var guesser = _clinic.Client(ApiKey.New().Text);
        using var good = _clinic.Client(_key.Text);
        for (var i = 0; i < FailedAttempts.PerMinute; i++)
        {
            (await ScreenAsync(guesser)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        var refusal = await ScreenAsync(guesser);

        refusal.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refusal.Headers.RetryAfter!.Delta.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        (await ScreenAsync(good)).StatusCode.Should().Be(HttpStatusCode.OK);
        _log.Text.Should().Contain("\"Refused\":\"key-unknown\"");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/swagger/index.html")]
    public async Task Health_and_documentation_are_open_to_everybody(string path)
    {
        using var client = _clinic.Client();

        (await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_call_of_the_contract_but_health_needs_a_scope()
    {
        using var client = _clinic.Client();
        foreach (var path in new[] { "/v1/rules", "/v1/rules/general/chronic-migraine", "/v1/rules/general/chronic-migraine/graph", "/v1/facts" })
        {
            (await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, path);
        }

        (await client.PostAsync(new Uri("/v1/screenings/batch", UriKind.Relative), Service.Bytes([], "application/x-ndjson"), TestContext.Current.CancellationToken))
            .StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpResponseMessage> ScreenAsync(HttpClient client) =>
        client.PostAsync(Screenings, Service.Json("{}"), TestContext.Current.CancellationToken);

    // Bounded by the test's own patience, not by a measured time.
    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It did not happen.");
    }
}
