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
    /// <exception cref="SettingsException">The file with the issuer's keys cannot be read.</exception>
    public static void Configure(JwtBearerOptions options, AccessSettings settings)
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
        if (settings.SigningKeysFile is null)
        {
            options.Authority = settings.Issuer;
            return;
        }

        options.TokenValidationParameters.IssuerSigningKeys = ReadKeys(settings.SigningKeysFile);
        options.Configuration = new();
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

    private static IList<SecurityKey> ReadKeys(string path)
    {
        try
        {
            return new JsonWebKeySet(File.ReadAllText(path)).GetSigningKeys() is { Count: > 0 } keys
                ? keys
                : throw new SettingsException($"{path} holds no key that signs. Access:SigningKeysFile must be a JSON Web Key Set of the issuer.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsException($"{path} cannot be read. Access:SigningKeysFile must be a JSON Web Key Set of the issuer.");
        }
    }
}
