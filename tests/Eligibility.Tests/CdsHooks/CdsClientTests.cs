using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Keys;
using Eligibility.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Who may call as a CDS client: whoever signs each call with a key that is configured.</summary>
public sealed class CdsClientTests : IAsyncDisposable
{
    private const string PublicUrl = CdsTokens.PublicUrl;
    private const string Issuer = ClientsFile.Issuer;

    private readonly string _file = Path.GetTempFileName();
    private readonly CdsTokens _tokens = new();
    private readonly RecordedLog _log = new();
    private readonly Clinic _clinic;

    public CdsClientTests()
    {
        File.WriteAllText(_file, _tokens.Clients.ToJsonString());
        _clinic = new Clinic(new Dictionary<string, string> { ["Access:CdsClientsFile"] = _file, ["Access:PublicUrl"] = PublicUrl }, withKeys: true, _log);
    }

    public async ValueTask DisposeAsync()
    {
        await _clinic.DisposeAsync();
        _tokens.Dispose();
        _log.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("RS384")]
    public async Task A_call_that_is_signed_by_a_trusted_client_for_this_very_address_is_let_in(string algorithm)
    {
        (await CallAsync(_tokens.For(Ehr.Hook, algorithm))).Should().Be(HttpStatusCode.OK);
        (await CallAsync(_tokens.For(Ehr.Services, algorithm), Ehr.Services)).Should().Be(HttpStatusCode.OK);
        (await CallAsync(_tokens.For(Ehr.Feedback, algorithm), Ehr.Feedback)).Should().Be(HttpStatusCode.OK);
        _log.Text.Should().Contain("\"Client\":\"north-ehr\"");
    }

    [Fact]
    public async Task The_address_may_stand_among_others() =>
        (await CallAsync(_tokens.For(Ehr.Hook, change: (_, payload) => payload["aud"] = new JsonArray("https://other.example", PublicUrl + Ehr.Hook)))).Should().Be(HttpStatusCode.OK);

    [Fact]
    public async Task A_moment_may_have_fractions_of_a_second_and_members_that_nobody_knows_are_passed_over() =>
        (await CallAsync(_tokens.For(Ehr.Hook, change: (header, payload) => (header["x"], payload["iat"], payload["exp"], payload["tenant"]) = (1, CdsTokens.Now - 0.5, CdsTokens.Now + 60.25, "north")))).Should().Be(HttpStatusCode.OK);

    [Fact]
    public async Task A_client_whose_tokens_cannot_be_remembered_is_told_to_wait_and_no_other_is_held_up()
    {
        var seen = _clinic.Services.GetRequiredService<Api.Access.SeenTokens>();
        for (var i = 0; i < Api.Access.SeenTokens.MostOfAnIssuer; i++)
        {
            seen.Take(Issuer, $"{i}", TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));
        }

        using var full = await SendAsync(_tokens.For(Ehr.Hook), Ehr.Hook);
        full.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        full.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        (await CallAsync(_tokens.For(Ehr.Hook, "RS384", (_, payload) => payload["iss"] = CdsTokens.OtherIssuer))).Should().Be(HttpStatusCode.OK);
        _log.Text.Should().Contain("cds-tokens-full");
    }

    [Theory]
    [MemberData(nameof(CdsTokens.Slips), MemberType = typeof(CdsTokens))]
    public async Task A_token_with_anything_wrong_is_refused_without_a_word(string slip)
    {
        using var answer = await SendAsync(_tokens.Spoilt(slip), Ehr.Hook);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
        answer.Headers.WwwAuthenticate.ToString().Should().Be("Bearer");
        _log.Text.Should().MatchRegex("\"Refused\":\"cds-token-[a-z]+\"");
    }

    [Theory]
    [InlineData(Ehr.Hook)]
    [InlineData(Ehr.Services)]
    [InlineData(Ehr.Feedback)]
    public async Task Without_a_token_nobody_is_let_in(string path)
    {
        (await CallAsync(null, path)).Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync("", path)).Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync("no.token", path)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_is_good_once()
    {
        var token = _tokens.For(Ehr.Hook);
        (await CallAsync(token)).Should().Be(HttpStatusCode.OK);
        (await CallAsync(token)).Should().Be(HttpStatusCode.Unauthorized);
        _log.Text.Should().Contain("cds-token-seen");
    }

    [Fact]
    public async Task Another_token_with_the_same_id_is_the_same_token()
    {
        (await CallAsync(_tokens.For(Ehr.Hook, change: (_, payload) => payload["jti"] = "once"))).Should().Be(HttpStatusCode.OK);
        (await CallAsync(_tokens.For(Ehr.Hook, change: (_, payload) => (payload["jti"], payload["exp"]) = ("once", CdsTokens.Now + 60)))).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_opens_nothing_but_the_CDS_service()
    {
        using var screening = await SendAsync(_tokens.For("/v1/screenings"), "/v1/screenings");

        screening.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_address_that_a_token_names_is_not_followed()
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{FreePort()}/");
        listener.Start();
        var called = listener.GetContextAsync();

        (await CallAsync(_tokens.For(Ehr.Hook, change: (header, _) => (header["kid"], header["jku"]) = ("unheard-of", listener.Prefixes.Single() + "jwks.json")))).Should().Be(HttpStatusCode.Unauthorized);

        called.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_key_is_taken_beside_tokens()
    {
        var key = ApiKey.New();
        _clinic.WriteKeys(_clinic.Record(key, "north-clinic", Scopes.Screen));

        (await CallAsync(key.Text)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_only_clients_are_configured_their_tokens_are_taken_and_nothing_else_is_open()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Access:CdsClientsFile"] = _file, ["Access:PublicUrl"] = PublicUrl });
        using var client = clinic.Client(_tokens.For(Ehr.Services));
        using var stranger = clinic.Client();

        (await client.GetAsync(new Uri(Ehr.Services, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await stranger.PostAsync(new JsonObject(), "/v1/screenings")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<HttpStatusCode> CallAsync(string? token, string path = Ehr.Hook)
    {
        using var answer = await SendAsync(token, path);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string? token, string path)
    {
        using var client = _clinic.Client();
        using var request = new HttpRequestMessage(path == Ehr.Services ? HttpMethod.Get : HttpMethod.Post, path);
        JsonObject body = path == Ehr.Feedback ? new() { ["feedback"] = new JsonArray() } : Ehr.PatientView(Ehr.Intake(new ProfileDraft()));
        request.Content = path == Ehr.Services ? null : Service.Json(body.ToJsonString());
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
