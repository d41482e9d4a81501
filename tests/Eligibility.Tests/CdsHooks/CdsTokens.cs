using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Tokens that CDS clients sign: right ones, and ones with one slip each. Put together by hand, nothing here knows how they are read.</summary>
internal sealed class CdsTokens : IDisposable
{
    public const string PublicUrl = "https://screening.clinic.example/hooks";
    public const string OtherIssuer = "https://ehr.east.example";

    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly RSA _rsa = RSA.Create(2048);

    public CdsTokens()
    {
        Clients = ClientsFile.Of(ClientsFile.Public(_curve, "ec"), ClientsFile.Public(_rsa, "rsa"));
        Clients["clients"]!.AsArray().Add(new JsonObject { ["name"] = "east-ehr", ["issuer"] = OtherIssuer, ["keys"] = new JsonArray(ClientsFile.Public(_rsa, "rsa")) });
    }

    public static TheoryData<string> Slips =>
    [
        "issuer", "no issuer", "audience", "no audience", "audience of another call", "audience of our host", "expired", "no exp", "not before", "no iat", "iat to come", "too long a life",
        "no jti", "long jti", "unknown kid", "no kid", "another key", "ES256", "RS256", "PS384", "none", "HS384", "type", "tampered",
        "iat as a text", "exp as a text", "exp as an object", "exp as null", "exp without end", "exp below zero", "nbf as a text", "jti as a number", "iat of last year", "iat after exp", "alg twice", "kid twice", "iss twice", "exp twice", "jti twice",
        "crit", "empty crit", "b64", "zip", "padding", "blanks", "half a surrogate", "payload that is a list", "aud with a number", "five parts",
    ];

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The file that says whose tokens are taken.</summary>
    public JsonObject Clients { get; }

    public void Dispose()
    {
        _curve.Dispose();
        _rsa.Dispose();
    }

    /// <summary>A token for a call.</summary>
    public string For(string path, string algorithm = "ES384", Action<JsonObject, JsonObject>? change = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = algorithm.StartsWith("ES", StringComparison.Ordinal) ? "ec" : "rsa" };
        var payload = new JsonObject { ["iss"] = ClientsFile.Issuer, ["aud"] = PublicUrl + path, ["exp"] = Now + 300, ["iat"] = Now, ["jti"] = Guid.CreateVersion7().ToString() };
        change?.Invoke(header, payload);
        var signed = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(payload.ToJsonString())}";
        return $"{signed}.{Base64UrlEncoder.Encode(Sign((string?)header["alg"], Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>A token for a hook with one thing wrong.</summary>
    public string Spoilt(string slip)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var good = For(Ehr.Hook);
        string With(Action<JsonObject, JsonObject> change) => For(Ehr.Hook, change: change);
        return slip switch
        {
            "issuer" => With((_, payload) => payload["iss"] = "https://ehr.south.example"),
            "no issuer" => With((_, payload) => payload.Remove("iss")),
            "audience" => With((_, payload) => payload["aud"] = "https://other.example/cds-services"),
            "no audience" => With((_, payload) => payload.Remove("aud")),
            "audience of another call" => For(Ehr.Services),
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
            "ES256" or "RS256" or "PS384" or "none" => For(Ehr.Hook, slip),
            "HS384" => For(Ehr.Hook, slip, (header, _) => header["kid"] = "ec"),
            "type" => With((header, _) => header["typ"] = "at+jwt"),
            "tampered" => good.Replace(good.Split('.')[1], For(Ehr.Hook).Split('.')[1], StringComparison.Ordinal),
            "iat as a text" => With((_, payload) => payload["iat"] = Text(Now)),
            "exp as a text" => With((_, payload) => payload["exp"] = Text(Now + 300)),
            "exp as an object" => With((_, payload) => payload["exp"] = new JsonObject()),
            "exp as null" => With((_, payload) => payload["exp"] = null),
            "exp without end" => Raw(payload: text => text.Replace("\"exp\":", "\"exp\":1e999,\"was\":", StringComparison.Ordinal)),
            "exp below zero" => With((_, payload) => payload["exp"] = -1),
            "nbf as a text" => With((_, payload) => payload["nbf"] = Text(Now)),
            "jti as a number" => With((_, payload) => payload["jti"] = 1),
            "iat of last year" => With((_, payload) => payload["iat"] = Now - 31_536_000),
            "iat after exp" => With((_, payload) => (payload["iat"], payload["exp"]) = (Now + 20, Now + 10)),
            "alg twice" => Raw(header: text => text.Replace("{", "{\"alg\":\"none\",", StringComparison.Ordinal)),
            "kid twice" => Raw(header: text => text.Replace("{", "{\"kid\":\"rsa\",", StringComparison.Ordinal)),
            "iss twice" => Raw(payload: text => text.Replace("{", "{\"iss\":\"https://ehr.south.example\",", StringComparison.Ordinal)),
            "exp twice" => Raw(payload: text => text.Replace("{", "{\"exp\":1,", StringComparison.Ordinal)),
            "jti twice" => Raw(payload: text => text.Replace("{", "{\"jti\":\"another\",", StringComparison.Ordinal)),
            "crit" => With((header, _) => (header["crit"], header["exp"]) = (new JsonArray("exp"), Now)),
            "empty crit" => With((header, _) => header["crit"] = new JsonArray()),
            "b64" => With((header, _) => header["b64"] = false),
            "zip" => With((header, _) => header["zip"] = "DEF"),
            "padding" => good + "==",
            "blanks" => good.Replace(".", ". ", StringComparison.Ordinal),
            "half a surrogate" => Raw(payload: text => text.Replace("{", "{\"name\":\"\\ud800\",", StringComparison.Ordinal)),
            "payload that is a list" => Raw(payload: text => $"[{text}]"),
            "aud with a number" => With((_, payload) => payload["aud"] = new JsonArray(PublicUrl + Ehr.Hook, 1)),
            "five parts" => good + ".AA.AA",
            _ => throw new ArgumentOutOfRangeException(nameof(slip)),
        };
    }

    private static string Text(long seconds) => seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // A right signature over what no writer of JSON would write.
    private string Raw(Func<string, string>? header = null, Func<string, string>? payload = null)
    {
        var parts = For(Ehr.Hook).Split('.').Take(2).Select(Base64UrlEncoder.Decode).ToList();
        var signed = $"{Base64UrlEncoder.Encode((header ?? (text => text))(parts[0]))}.{Base64UrlEncoder.Encode((payload ?? (text => text))(parts[1]))}";
        return $"{signed}.{Base64UrlEncoder.Encode(Sign("ES384", Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Sign(string? algorithm, byte[] signed) => algorithm switch
    {
        "ES384" => _curve.SignData(signed, HashAlgorithmName.SHA384),
        "ES256" => _curve.SignData(signed, HashAlgorithmName.SHA256),
        "RS384" => _rsa.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS256" => _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "PS384" => _rsa.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        "HS384" => HMACSHA384.HashData(Encoding.UTF8.GetBytes(Clients.ToJsonString()), signed),
        _ => [],
    };
}
