namespace Eligibility.Api.Hosting;

/// <summary>
/// Gives every request an id of our own, which every answer carries and every log line names. An id that was sent is not taken over:
/// it could be anything, a name included, and nothing that was sent is ever logged.
/// </summary>
internal static class RequestIds
{
    private const string Header = "X-Request-Id";

    /// <summary>Sets the id before anything else sees the request.</summary>
    public static void UseRequestIds(this WebApplication app) => app.Use((context, next) =>
    {
        context.TraceIdentifier = Guid.CreateVersion7().ToString();
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    });
}
