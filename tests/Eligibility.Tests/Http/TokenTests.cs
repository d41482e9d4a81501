using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Tests.Http;

/// <summary>Who may call, by a token of an OpenID Connect issuer.</summary>
public sealed class TokenTests : IAsyncDisposable
{
    private const string Issuer = "https://issuer.example";
    private const string Audience = "eligibility";

    private readonly string _keys = Path.GetTempFileName();
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsaSecurityKey _key;
    private readonly Clinic _clinic;

    public TokenTests()
    {
        _key = new ECDsaSecurityKey(_curve) { KeyId = "one" };
        var published = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(_curve.ExportParameters(includePrivateParameters: false))) { KeyId = "one" });
        File.WriteAllText(_keys, $$"""{"keys":[{"kty":"EC","use":"sig","kid":"one","crv":"{{published.Crv}}","x":"{{published.X}}","y":"{{published.Y}}"}]}""");
        _clinic = new Clinic(
            new Dictionary<string, string> { ["Access:Issuer"] = Issuer, ["Access:Audience"] = Audience, ["Access:SigningKeysFile"] = _keys },
            withKeys: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _clinic.DisposeAsync();
        _curve.Dispose();
        File.Delete(_keys);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("\u2026")]
    public void A_broken_key_of_the_issuer_stops_the_start_with_its_place_and_what_to_do(string x)
    {
        File.WriteAllText(_keys, $$"""{"keys":[{"kty":"OKP","kid":"ed","crv":"Ed25519","x":"AAAA"},{"kty":"EC","kid":"kanarienvogel","crv":"P-256","x":"{{x}}","y":"AAAA"}]}""");

        FluentActions.Invoking(() => Api.Access.TokenAuthentication.ReadKeys(_keys)).Should().Throw<Api.Hosting.SettingsException>()
            .WithMessage($"{_keys}: key 2 *Access:SigningKeysFile*").Which.Message.Should().NotContain("kanarienvogel").And.NotContain(x);
    }

    [Theory]
    [InlineData("scope", "openid screen")]
    [InlineData("scp", "screen")]
    public async Task A_token_of_the_issuer_for_us_with_the_scope_is_let_in(string claim, string scopes) =>
        (await StatusAsync(Token(token => token.Claims[claim] = scopes))).Should().Be(HttpStatusCode.OK);

    [Fact]
    public async Task A_token_without_the_scope_is_told_so() => (await StatusAsync(Token(_ => { }))).Should().Be(HttpStatusCode.Forbidden);

    [Fact]
    public async Task A_token_of_somebody_else_for_somebody_else_expired_or_not_yet_begun_is_refused()
    {
        foreach (var spoil in new Action<SecurityTokenDescriptor>[]
        {
            token => token.Issuer = "https://other.example",
            token => token.Audience = "other",
            token => token.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5),
            token => token.NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            token => token.SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "one" }, "ES256"),
            token => token.SigningCredentials = null,
            token => token.TokenType = "logout+jwt",
        })
        {
            (await StatusAsync(Token(token =>
            {
                token.Claims["scope"] = "screen";
                spoil(token);
            }))).Should().Be(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_token_that_never_expires_is_refused()
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var token = handler.CreateToken($$"""{"iss":"{{Issuer}}","aud":"{{Audience}}","scope":"screen"}""", new SigningCredentials(_key, "ES256"));

        (await StatusAsync(token)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_shared_secret_is_refused()
    {
        var shared = new SymmetricSecurityKey(await File.ReadAllBytesAsync(_keys, TestContext.Current.CancellationToken)) { KeyId = "one" };

        (await StatusAsync(Token(token =>
        {
            token.Claims["scope"] = "screen";
            token.SigningCredentials = new SigningCredentials(shared, "HS256");
        }))).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Keys_are_taken_beside_tokens()
    {
        var key = Eligibility.Keys.ApiKey.New();
        _clinic.WriteKeys(_clinic.Record(key, "north-clinic", "screen"));

        (await StatusAsync(key.Text)).Should().Be(HttpStatusCode.OK);
    }

    private string Token(Action<SecurityTokenDescriptor> change)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["client_id"] = "south-clinic" },
            SigningCredentials = new SigningCredentials(_key, "ES256"),
        };
        change(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    private async Task<HttpStatusCode> StatusAsync(string credential)
    {
        using var client = _clinic.Client(credential);
        return (await client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), Service.Json("{}"), TestContext.Current.CancellationToken)).StatusCode;
    }
}
