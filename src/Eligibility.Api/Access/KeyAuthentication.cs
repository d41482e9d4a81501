using System.Security.Claims;
using System.Text.Encodings.Web;
using Eligibility.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Eligibility.Api.Access;

/// <summary>Knows a caller by an API key.</summary>
internal sealed class KeyAuthentication(
    KeyStore keys, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>What the framework knows it by.</summary>
    public const string Name = "key";

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Judge());

    private AuthenticateResult Judge()
    {
        if (Caller.TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var answer = keys.Ask(token);
        if (answer.Key is not { } key)
        {
            var refusal = $"key-{Codes.Of(answer.Refusal!.Value)}";
            Caller.Refuse(Context, refusal);
            return AuthenticateResult.Fail(refusal);
        }

        Claim[] claims = [new(Caller.Client, key.Client), new(Caller.Key, key.Id), .. key.Scopes.Select(scope => new Claim(Caller.Scope, scope))];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
    }
}
