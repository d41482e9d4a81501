namespace Eligibility.Api.Hosting;

/// <summary>Headers that keep an answer out of caches, frames and wrong hands. Health data is in every screening.</summary>
internal static class SecurityHeaders
{
    /// <summary>Where the documentation for people is.</summary>
    public const string DocumentationPath = "/swagger";

    private const string ForData = "default-src 'none'; frame-ancestors 'none'";
    private const string ForPages =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Whether a path leads to the documentation for people.</summary>
    public static bool IsDocumentation(PathString path) => path.StartsWithSegments(DocumentationPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>Sets them on every answer, before it is written.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = IsDocumentation(context.Request.Path) ? ForPages : ForData;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    });
}
