using Microsoft.AspNetCore.Authentication;

namespace Eligibility.Api.Access;

/// <summary>Whether whoever was let in would be let in still: a batch may go on for longer than a key or a token is good.</summary>
internal sealed class Admission(HttpContext context, TimeProvider clock)
{
    private readonly KeyStore? _keys = context.RequestServices.GetService<KeyStore>();
    private readonly string? _key = Caller.KeyOf(context);
    private readonly DateTimeOffset? _until = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;

    /// <summary>Whether the key is in force, or the token has not expired; true where nobody was asked.</summary>
    public bool Holds => (_key is null || _keys!.IsInForce(_key)) && !(_until <= clock.GetUtcNow());
}
