using System.Globalization;
using Eligibility.Api.CdsHooks;
using Eligibility.Api.Fhir;
using Eligibility.Api.Publications;
using Eligibility.Api.Telemetry;
using Eligibility.Json.Contract;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Problems;

/// <summary>An answer that says what went wrong. One factory a problem; the codes and titles are part of the contract.</summary>
internal sealed class ProblemAnswer : IResult
{
    /// <summary>The media type of every problem.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly Problem UnsupportedBody =
        Problem.New(415, "unsupported-media-type", "The body is in a form that is not read", "Send one of the accepted media types, as UTF-8 and not compressed.");

    private readonly string _code;
    private readonly Problem _problem;
    private readonly TimeSpan? _retryAfter;
    private readonly ShedReason? _shed;

    private ProblemAnswer(Problem problem, TimeSpan? retryAfter = null, ShedReason? shed = null)
    {
        _shed = shed;
        _code = problem.Type[Problem.TypePrefix.Length..];
        _problem = problem;
        _retryAfter = retryAfter;
    }

    private ProblemAnswer(int status, string code, string title, string detail, TimeSpan? retryAfter = null, ShedReason? shed = null)
        : this(Problem.New(status, code, title, detail), retryAfter, shed)
    {
    }

    /// <summary>400 or 422: the body is not JSON, or not a valid profile.</summary>
    public static ProblemAnswer Refused(ProfileReading reading) => new(ProfileProblem.Of(reading));

    /// <summary>400: a query parameter is wrong.</summary>
    public static ProblemAnswer Parameter(string detail, string? parameter) =>
        new(Problem.New(400, "invalid-parameter", "A query parameter is not valid", detail) with { Parameter = parameter });

    /// <summary>406: the answer can only be given in other media types than those asked for.</summary>
    public static ProblemAnswer NotAcceptable(params string[] accepted) =>
        new(Problem.New(406, "not-acceptable", "The answer cannot be given in that form", "Ask for one of the accepted media types.") with { Accepted = accepted });

    /// <summary>415: the body is not in a media type, charset or encoding that is read.</summary>
    public static ProblemAnswer Unsupported(params string[] accepted) =>
        new(UnsupportedBody with { Accepted = accepted });

    /// <summary>413: the body is too large.</summary>
    public static ProblemAnswer TooLarge() => new(ProfileProblem.TooLarge());

    /// <summary>413: the body is larger than this call takes.</summary>
    public static ProblemAnswer TooLarge(int bytes) => new(ProfileProblem.TooLarge(bytes));

    /// <summary>400: the body is not JSON.</summary>
    public static ProblemAnswer Malformed(MalformedJson malformed) => new(ProfileProblem.Of(malformed));

    /// <summary>400: the body is no request of CDS Hooks to this service.</summary>
    public static ProblemAnswer HookRequest(string detail) => new(400, "invalid-hook-request", "This is not a request that this CDS service is offered for", detail);

    /// <summary>400: the body is no feedback of CDS Hooks.</summary>
    public static ProblemAnswer Feedback(string detail) => new(400, "invalid-feedback", "This is not feedback on cards", detail);

    /// <summary>412: what a CDS service needs was not prefetched.</summary>
    public static ProblemAnswer MissingPrefetch(string key) => new(412, "missing-prefetch", "The prefetch lacks what this CDS service needs",
        $"prefetch.{key} is missing, or the query for it failed. Send it, as null where there is nothing: this service makes no calls to a FHIR server.");

    /// <summary>429: whoever calls has asked too much.</summary>
    public static ProblemAnswer TooManyRequests(string detail, TimeSpan wait) => new(429, "too-many-requests", "Too many requests",
        $"{detail} Try again after the time in the header Retry-After.", wait, ShedReason.TooManyRequests);

    /// <summary>503: everybody together has asked too much.</summary>
    public static ProblemAnswer Overloaded { get; } = new(503, "overloaded", "The service has too much to do",
        "Try again after the time in the header Retry-After.", TimeSpan.FromSeconds(1), ShedReason.Overloaded);

    /// <summary>503: the service is about to end.</summary>
    public static ProblemAnswer Draining() => new(503, "draining", "The service is about to end",
        "Send requests to another instance.", retryAfter: TimeSpan.FromSeconds(1));

    /// <summary>Any other status, as the server or the router gives it.</summary>
    public static ProblemAnswer Of(int status) => status switch
    {
        401 => new(401, "unauthenticated", "It is not known who asks", "Send a key in force, or a token, in the header Authorization: Bearer."),
        403 => new(403, "forbidden", "That is not allowed with this key", "Use a key, or a token, with the scope that the header WWW-Authenticate names."),
        404 => new(404, "not-found", "There is no such thing", "Look at /swagger, /v1/rules, /v1/facts, /cds-services and /fhir/metadata for what there is."),
        405 => new(405, "method-not-allowed", "The method is not allowed here", "Use one of the methods in the header Allow."),
        408 => new(408, "timeout", "The request took too long to arrive", "Send it faster, or in a smaller body."),
        413 => TooLarge(),
        415 => Unsupported("application/json"),
        500 => new(500, "internal-error", "Something went wrong on our side", "Try again, and report the request id if it stays so."),
        _ => new(status, "bad-request", "The request cannot be understood", "Look at /swagger for what is understood."),
    };

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _problem.Status;
        if (_retryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        Count(httpContext.RequestServices.GetRequiredService<ServiceMeter>());
        // A CDS client that is not known is told nothing.
        if (_problem.Status == StatusCodes.Status401Unauthorized && httpContext.Request.Path.StartsWithSegments(CdsHooksEndpoints.Root, StringComparison.OrdinalIgnoreCase))
        {
            response.ContentLength = 0;
            return Task.CompletedTask;
        }

        if (OutcomeAnswer.IsFor(httpContext.Request.Path))
        {
            return OutcomeAnswer.WriteAsync(httpContext, OperationOutcome.Of(_problem));
        }

        return response.WriteAsJsonAsync(_problem with { RequestId = httpContext.TraceIdentifier }, PublicationJson.Plain.Problem, MediaType);
    }

    private void Count(ServiceMeter meter)
    {
        meter.Refused(_code);
        if (_shed is { } reason)
        {
            meter.Shed(reason);
        }
    }
}
