using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Eligibility.Api.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Api.Access;

/// <summary>Knows a caller by a JWT of the configured OpenID Connect issuer.</summary>
internal static class TokenAuthentication
{
    /// <summary>What the framework knows it by.</summary>
    public const string Name = "token";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    // Asymmetric only: with a shared secret, whoever checks a token can make one.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
    ];

    /// <summary>Sets up the checks.</summary>
    /// <param name="options">What is set up.</param>
    /// <param name="settings">Whose tokens are taken.</param>
    /// <param name="keys">The issuer's keys; null where they are fetched from it.</param>
    public static void Configure(JwtBearerOptions options, AccessSettings settings, IList<SecurityKey>? keys)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            ValidAlgorithms = Algorithms,
            ValidTypes = ["at+jwt", "JWT"],
            ClockSkew = ClockSkew,
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = token =>
            {
                token.Principal = new ClaimsPrincipal(new ClaimsIdentity(ClaimsOf(token.Principal!), Name));
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = token =>
            {
                Caller.Refuse(token.HttpContext, token.Exception is SecurityTokenExpiredException ? "token-expired" : "token-refused");
                return Task.CompletedTask;
            },
        };
        if (keys is null)
        {
            options.Authority = settings.Issuer;
            return;
        }

        options.TokenValidationParameters.IssuerSigningKeys = keys;
        options.Configuration = new();
    }

    /// <summary>Reads the issuer's keys.</summary>
    /// <param name="path">The file with them.</param>
    /// <exception cref="SettingsException">It cannot be used; the message says why.</exception>
    public static IList<SecurityKey> ReadKeys(string path)
    {
        try
        {
            var published = new JsonWebKeySet(File.ReadAllText(path));
            // Keys that encrypt, or of kinds that are not taken, may be there too, and do no harm.
            var broken = published.Keys.FirstOrDefault(key => key.Use != JsonWebKeyUseNames.Enc && key.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve && !PublicKey.IsSound(key));
            return broken is not null
                ? throw new SettingsException(
                    $"{path}: key {published.Keys.IndexOf(broken) + 1} cannot be used: it is no RSA key of {PublicKey.ShortestRsa} bits or more, and no point on the curve it names. Access:SigningKeysFile must be the JSON Web Key Set of the issuer: fetch it once more.")
                : published.GetSigningKeys() is { Count: > 0 } keys ? keys
                : throw new SettingsException($"{path} holds no key that signs. Access:SigningKeysFile must be a JSON Web Key Set of the issuer.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsException($"{path} cannot be read. Access:SigningKeysFile must be a JSON Web Key Set of the issuer.");
        }
    }

    // Nothing but what is needed is kept of a token.
    private static IEnumerable<Claim> ClaimsOf(ClaimsPrincipal token)
    {
        yield return new Claim(Caller.Client, ClientOf(token));
        foreach (var scope in token.Claims.Where(claim => claim is { Type: "scope" or "scp", ValueType: ClaimValueTypes.String }).SelectMany(claim => claim.Value.Split(' ')))
        {
            yield return new Claim(Caller.Scope, scope);
        }
    }

    // The client stands in our log. What is not plainly the name of a client, such as the subject of a token, is hashed: it may be a person's.
    private static string ClientOf(ClaimsPrincipal token)
    {
        var client = token.FindFirst("client_id")?.Value ?? token.FindFirst("azp")?.Value;
        return client is { Length: > 0 and <= 64 } && client.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? client
            : $"token-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client ?? token.FindFirst("sub")?.Value ?? "")).AsSpan(0, 8))}";
    }
}
