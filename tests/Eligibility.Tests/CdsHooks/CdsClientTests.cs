using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Keys;
using Eligibility.Tests.Http;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Who may call as a CDS client: whoever signs each call with a key that is configured.</summary>
public sealed class CdsClientTests : IAsyncDisposable
{
    private const string PublicUrl = "https://screening.clinic.example/hooks";
    private const string Issuer = ClientsFile.Issuer;

    private readonly string _file = Path.GetTempFileName();
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RecordedLog _log = new();
    private readonly Clinic _clinic;

    public CdsClientTests()
    {
        File.WriteAllText(_file, ClientsFile.Of(ClientsFile.Public(_curve, "ec"), ClientsFile.Public(_rsa, "rsa")).ToJsonString());
        _clinic = new Clinic(new Dictionary<string, string> { ["Access:CdsClientsFile"] = _file, ["Access:PublicUrl"] = PublicUrl }, withKeys: true, _log);
    }

    public static TheoryData<string> Spoilt =>
    [
        "issuer", "no issuer", "audience", "no audience", "audience of another call", "audience of our host", "expired", "no exp", "not before", "no iat", "iat to come", "too long a life",
        "no jti", "long jti", "unknown kid", "no kid", "another key", "ES256", "RS256", "PS384", "none", "HS384", "type", "tampered",
    ];

    public async ValueTask DisposeAsync()
    {
        await _clinic.DisposeAsync();
        _curve.Dispose();
        _rsa.Dispose();
        _log.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("RS384")]
    public async Task A_call_that_is_signed_by_a_trusted_client_for_this_very_address_is_let_in(string algorithm)
    {
        (await CallAsync(Token(Ehr.Hook, algorithm))).Should().Be(HttpStatusCode.OK);
        (await CallAsync(Token(Ehr.Services, algorithm), Ehr.Services)).Should().Be(HttpStatusCode.OK);
        (await CallAsync(Token(Ehr.Feedback, algorithm), Ehr.Feedback)).Should().Be(HttpStatusCode.OK);
        _log.Text.Should().Contain("\"Client\":\"north-ehr\"");
    }

    [Fact]
    public async Task The_address_may_stand_among_others() =>
        (await CallAsync(Token(Ehr.Hook, change: (_, payload) => payload["aud"] = new JsonArray("https://other.example", PublicUrl + Ehr.Hook)))).Should().Be(HttpStatusCode.OK);

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task A_token_with_anything_wrong_is_refused_without_a_word(string slip)
    {
        using var answer = await SendAsync(Spoil(slip), Ehr.Hook);

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
        var token = Token(Ehr.Hook);
        (await CallAsync(token)).Should().Be(HttpStatusCode.OK);
        (await CallAsync(token)).Should().Be(HttpStatusCode.Unauthorized);
        _log.Text.Should().Contain("cds-token-seen");
    }

    [Fact]
    public async Task Another_token_with_the_same_id_is_the_same_token()
    {
        (await CallAsync(Token(Ehr.Hook, change: (_, payload) => payload["jti"] = "once"))).Should().Be(HttpStatusCode.OK);
        (await CallAsync(Token(Ehr.Hook, change: (_, payload) => (payload["jti"], payload["exp"]) = ("once", Now + 60)))).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_opens_nothing_but_the_CDS_service()
    {
        using var screening = await SendAsync(Token("/v1/screenings"), "/v1/screenings");

        screening.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_address_that_a_token_names_is_not_followed()
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{FreePort()}/");
        listener.Start();
        var called = listener.GetContextAsync();

        (await CallAsync(Token(Ehr.Hook, change: (header, _) => (header["kid"], header["jku"]) = ("unheard-of", listener.Prefixes.Single() + "jwks.json")))).Should().Be(HttpStatusCode.Unauthorized);

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
        using var client = clinic.Client(Token(Ehr.Services));
        using var stranger = clinic.Client();

        (await client.GetAsync(new Uri(Ehr.Services, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await stranger.PostAsync(new JsonObject(), "/v1/screenings")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Token(string path, string algorithm = "ES384", Action<JsonObject, JsonObject>? change = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = algorithm.StartsWith("ES", StringComparison.Ordinal) ? "ec" : "rsa" };
        var payload = new JsonObject { ["iss"] = Issuer, ["aud"] = PublicUrl + path, ["exp"] = Now + 300, ["iat"] = Now, ["jti"] = Guid.CreateVersion7().ToString() };
        change?.Invoke(header, payload);
        var signed = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(payload.ToJsonString())}";
        return $"{signed}.{Base64UrlEncoder.Encode(Sign((string?)header["alg"], Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Sign(string? algorithm, byte[] signed) => algorithm switch
    {
        "ES384" => _curve.SignData(signed, HashAlgorithmName.SHA384),
        "ES256" => _curve.SignData(signed, HashAlgorithmName.SHA256),
        "RS384" => _rsa.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS256" => _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "PS384" => _rsa.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        "HS384" => HMACSHA384.HashData(File.ReadAllBytes(_file), signed),
        _ => [],
    };

    private string Spoil(string slip)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var good = Token(Ehr.Hook);
        string With(Action<JsonObject, JsonObject> change) => Token(Ehr.Hook, change: change);
        return slip switch
        {
            "issuer" => With((_, payload) => payload["iss"] = "https://ehr.south.example"),
            "no issuer" => With((_, payload) => payload.Remove("iss")),
            "audience" => With((_, payload) => payload["aud"] = "https://other.example/cds-services"),
            "no audience" => With((_, payload) => payload.Remove("aud")),
            "audience of another call" => Token(Ehr.Services),
            "audience of our host" => With((_, payload) => payload["aud"] = "http://localhost" + Ehr.Hook),
            "expired" => With((_, payload) => payload["exp"] = Now - 60),
            "no exp" => With((_, payload) => payload.Remove("exp")),
            "not before" => With((_, payload) => payload["nbf"] = Now + 300),
            "no iat" => With((_, payload) => payload.Remove("iat")),
            "iat to come" => With((_, payload) => payload["iat"] = Now + 120),
            "too long a life" => With((_, payload) => payload["exp"] = Now + 86_400),
            "no jti" => With((_, payload) => payload.Remove("jti")),
            "long jti" => With((_, payload) => payload["jti"] = new string('a', 257)),
            "unknown kid" => With((header, _) => header["kid"] = "unheard-of"),
            "no kid" => With((header, _) => header.Remove("kid")),
            "another key" => $"{good[..good.LastIndexOf('.')]}.{Base64UrlEncoder.Encode(other.SignData(Encoding.ASCII.GetBytes(good[..good.LastIndexOf('.')]), HashAlgorithmName.SHA384))}",
            "ES256" or "RS256" or "PS384" or "none" => Token(Ehr.Hook, slip),
            "HS384" => Token(Ehr.Hook, slip, (header, _) => header["kid"] = "ec"),
            "type" => With((header, _) => header["typ"] = "at+jwt"),
            "tampered" => good.Replace(good.Split('.')[1], Token(Ehr.Hook).Split('.')[1], StringComparison.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(slip)),
        };
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
