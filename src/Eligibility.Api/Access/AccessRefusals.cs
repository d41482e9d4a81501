using Eligibility.Api.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Eligibility.Api.Access;

/// <summary>Answers whoever may not: 401 where it is not known who it is, 403 where it is, 429 where it was tried too often. It is never said why.</summary>
internal sealed class AccessRefusals(FailedAttempts attempts) : IAuthorizationMiddlewareResultHandler
{
    /// <inheritdoc />
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        if (authorizeResult.Forbidden)
        {
            // RFC 6750: which scope would do.
            context.Response.Headers.WWWAuthenticate =
                $"Bearer error=\"insufficient_scope\", scope=\"{context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy}\"";
            return ProblemAnswer.Of(StatusCodes.Status403Forbidden).ExecuteAsync(context);
        }

        // The client is known, and nothing is wrong with its token. It is for the client to send fewer, or such as are good for less long.
        if (Caller.RefusalOf(context) == CdsClientAuthentication.NoRoom)
        {
            return ProblemAnswer.TooManyRequests("This client has more tokens that are still good than can be remembered.", SeenTokens.SweepEvery).ExecuteAsync(context);
        }

        if (context.Request.Headers.Authorization.Count > 0 && attempts.Count(context) is { } wait)
        {
            return ProblemAnswer.TooManyRequests("Too many refused credentials came from this address.", wait).ExecuteAsync(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemAnswer.Of(StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }
}
