using System.Security.Claims;
using Eligibility.Api.CdsHooks;
using Eligibility.Api.Hosting;
using Eligibility.Keys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Api.Access;

/// <summary>Knows a CDS client by the JWT that CDS Hooks has it send with every call: of a trusted issuer, for this very address, and used once.</summary>
internal static class CdsClientAuthentication
{
    /// <summary>What the framework knows it by.</summary>
    public const string Name = "cds-client";

    /// <summary>Why a token is refused that is right in every way: so many of its issuer are remembered that it cannot be.</summary>
    public const string NoRoom = "cds-tokens-full";

    private const int LongestId = 256;

    // Every one has to be remembered until it expires.
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Sets up the checks.</summary>
    public static void Configure(JwtBearerOptions options, CdsClients clients, string publicUrl)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.Configuration = new();
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSha384],
            ValidTypes = ["JWT"],
            ClockSkew = ClockSkew,
            // The issuer is judged by the key: there is none for an issuer that is not trusted.
            IssuerSigningKeyResolver = (_, token, keyId, _) => clients.Find(token.Issuer, keyId),
            IssuerValidator = (issuer, _, _) => clients.NameOf(issuer) is null ? throw new SecurityTokenInvalidIssuerException() : issuer,
            // Which address it has to be for is known by the call, so that is judged once the rest is.
            AudienceValidator = (audiences, _, _) => audiences.Any(audience => audience.StartsWith(publicUrl, StringComparison.Ordinal)),
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = token => Admit(token, clients, publicUrl),
            OnAuthenticationFailed = token =>
            {
                Caller.Refuse(token.HttpContext, token.Exception is SecurityTokenExpiredException ? "cds-token-expired" : "cds-token-refused");
                return Task.CompletedTask;
            },
        };
    }

    private static Task Admit(TokenValidatedContext context, CdsClients clients, string publicUrl)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (FirstFault(context.HttpContext, token, publicUrl) is { } fault)
        {
            Caller.Refuse(context.HttpContext, fault);
            context.Fail(fault);
            return Task.CompletedTask;
        }

        Claim[] claims = [new(Caller.Client, clients.NameOf(token.Issuer)!), new(Caller.Scope, Scopes.Screen)];
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Name));
        return Task.CompletedTask;
    }

    // The last question is whether it was used before: a token that is refused for another reason here is not used up. One that gets past is, also
    // where the call is refused after that: were it remembered only then, whoever caught a token could spend the client's budget with it.
    private static string? FirstFault(HttpContext context, JsonWebToken token, string publicUrl)
    {
        if (CdsToken.Read(token.EncodedToken) is not { } said)
        {
            return "cds-token-form";
        }

        return !IsFor(context, said, publicUrl) ? "cds-token-audience"
            : said.HasExtensions ? "cds-token-critical"
            : !IsShortLived(said, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()) ? "cds-token-life"
            : said.Id is not { Length: > 0 and <= LongestId } id ? "cds-token-id"
            : context.RequestServices.GetRequiredService<SeenTokens>().Take(token.Issuer, id, token.ValidTo + ClockSkew) switch
            {
                TokenUse.First => null,
                TokenUse.Again => "cds-token-seen",
                _ => NoRoom,
            };
    }

    // What it was made with counts as much as what is left of it: one of last year that expires in a minute was good for a year.
    private static bool IsShortLived(CdsToken token, DateTimeOffset now) => token is { IssuedAt: { } from, ExpiresAt: { } until }
        && from < until && until - from <= LongestLife.TotalSeconds && from <= (now + ClockSkew).ToUnixTimeSeconds();

    // The address is the configured one, never that of the Host header: whoever calls can write anything there.
    private static bool IsFor(HttpContext context, CdsToken token, string publicUrl) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route && route.StartsWith(CdsHooksEndpoints.Root, StringComparison.Ordinal)
        && token.Audiences.Contains($"{publicUrl.TrimEnd('/')}{route}", StringComparer.Ordinal);
}
