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

    /// <summary>How long a token may be good for: every one has to be remembered until it expires.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    private const int LongestId = 256;

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

    // The last question is whether it was used before: a token that is refused for another reason is not used up.
    private static string? FirstFault(HttpContext context, JsonWebToken token, string publicUrl)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return !IsFor(context, token, publicUrl) ? "cds-token-audience"
            // RFC 7515, 4.1.11: what a token says has to be understood, and is not, makes it invalid.
            : token.TryGetHeaderValue("crit", out object _) ? "cds-token-critical"
            : !token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out _) || token.IssuedAt > now + ClockSkew || token.ValidTo > now + LongestLife + ClockSkew ? "cds-token-life"
            : token.Id is not { Length: > 0 and <= LongestId } ? "cds-token-id"
            : !context.RequestServices.GetRequiredService<SeenTokens>().Take(token.Issuer, token.Id, token.ValidTo + ClockSkew) ? "cds-token-seen"
            : null;
    }

    // The address is the configured one, never that of the Host header: whoever calls can write anything there.
    private static bool IsFor(HttpContext context, JsonWebToken token, string publicUrl) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route && route.StartsWith(CdsHooksEndpoints.Root, StringComparison.Ordinal)
        && token.Audiences.Contains($"{publicUrl.TrimEnd('/')}{route}", StringComparer.Ordinal);
}
