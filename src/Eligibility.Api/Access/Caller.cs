using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Eligibility.Api.Access;

/// <summary>What is known of whoever calls.</summary>
internal static class Caller
{
    /// <summary>The claim that names the client, as a key file or an issuer names it.</summary>
    public const string Client = "client";

    /// <summary>The claim that names the key it came with.</summary>
    public const string Key = "key";

    /// <summary>The claim that names a scope it has; one for each.</summary>
    public const string Scope = "scope";

    private static readonly object Refusal = new();

    /// <summary>The client; null where nobody was asked, or the answer was not believed.</summary>
    public static string? ClientOf(HttpContext context) => Find(context, Client);

    /// <summary>The id of the key; null where there was none.</summary>
    public static string? KeyOf(HttpContext context) => Find(context, Key);

    /// <summary>Notes for our log why a credential was refused. Whoever sent it is not told.</summary>
    public static void Refuse(HttpContext context, string code) => context.Items[Refusal] = code;

    /// <summary>Why a credential was refused; null where none was.</summary>
    public static string? RefusalOf(HttpContext context) => context.Items.TryGetValue(Refusal, out var code) ? (string?)code : null;

    /// <summary>The credential in <c>Authorization: Bearer</c>; null where there is none.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        return request.Headers.Authorization is [{ } sent] && sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? sent[Bearer.Length..].Trim() : null;
    }

    // By the feature, which is not there where nobody was asked: the context would make up a user without a name, for every request.
    private static string? Find(HttpContext context, string claim) => context.Features.Get<IHttpAuthenticationFeature>()?.User?.FindFirst(claim)?.Value;
}
