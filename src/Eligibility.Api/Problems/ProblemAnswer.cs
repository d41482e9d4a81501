using Eligibility.Api.Hosting;
using Eligibility.Api.Publications;
using Eligibility.Api.Telemetry;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Problems;

/// <summary>An answer that says what went wrong. One factory a problem; the codes and titles are part of the contract.</summary>
internal sealed class ProblemAnswer : IResult
{
    /// <summary>The media type of every problem.</summary>
    public const string MediaType = "application/problem+json";

    private readonly string _code;
    private readonly Problem _problem;

    private ProblemAnswer(int status, string code, string title, string detail, Func<Problem, Problem>? more = null)
    {
        _code = code;
        var problem = new Problem($"urn:eligibility:problem:{code}", title, status, detail, RequestId: "");
        _problem = more is null ? problem : more(problem);
    }

    /// <summary>400: the body is not JSON.</summary>
    public static ProblemAnswer Malformed(MalformedJson fault) => new(400, "malformed-json", "The body is not JSON", fault.Detail,
        problem => problem with { Line = fault.Line, Column = fault.Column });

    /// <summary>400: a query parameter is wrong.</summary>
    public static ProblemAnswer Parameter(string detail, string? parameter) => new(400, "invalid-parameter", "A query parameter is not valid", detail,
        problem => problem with { Parameter = parameter });

    /// <summary>406: the answer can only be given in other media types than those asked for.</summary>
    public static ProblemAnswer NotAcceptable(params string[] accepted) => new(406, "not-acceptable", "The answer cannot be given in that form",
        "Ask for one of the accepted media types.", problem => problem with { Accepted = accepted });

    /// <summary>415: the body is not in a media type, charset or encoding that is read.</summary>
    public static ProblemAnswer Unsupported(params string[] accepted) => new(415, "unsupported-media-type", "The body is in a form that is not read",
        "Send one of the accepted media types, as UTF-8 and not compressed.", problem => problem with { Accepted = accepted });

    /// <summary>413: the body is too large.</summary>
    public static ProblemAnswer TooLarge() => new(413, "too-large", "The body is too large",
        $"Send at most {Network.LargestBody} bytes.", problem => problem with { LimitBytes = Network.LargestBody });

    /// <summary>422: JSON, but not a valid profile.</summary>
    public static ProblemAnswer InvalidProfile(ProfileReading reading) => new(422, "invalid-profile", "The profile is not valid",
        reading.FaultCount <= ProfileReading.MostFaults
            ? $"{reading.FaultCount} {(reading.FaultCount == 1 ? "fault was" : "faults were")} found. Nothing of the profile was screened."
            : $"{reading.FaultCount} faults were found, of which the first {ProfileReading.MostFaults} are listed. Nothing of the profile was screened.",
        problem => problem with { Errors = reading.Faults });

    /// <summary>Any other status, as the server or the router gives it.</summary>
    public static ProblemAnswer Of(int status) => status switch
    {
        404 => new(404, "not-found", "There is no such thing", "Look at /v1/rules and /v1/facts for what there is."),
        405 => new(405, "method-not-allowed", "The method is not allowed here", "Use one of the methods in the header Allow."),
        408 => new(408, "timeout", "The request took too long to arrive", "Send it faster, or in a smaller body."),
        413 => TooLarge(),
        415 => Unsupported("application/json"),
        500 => new(500, "internal-error", "Something went wrong on our side", "Try again, and report the request id if it stays so."),
        503 => new(503, "unavailable", "The service is not ready", "Try again later."),
        _ => new(status, "bad-request", "The request cannot be understood", "Look at /swagger for what is understood."),
    };

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _problem.Status;
        response.ContentType = MediaType;
        httpContext.RequestServices.GetRequiredService<ServiceMeter>().Refused(_code);
        return response.WriteAsJsonAsync(_problem with { RequestId = httpContext.TraceIdentifier }, PublicationJson.Plain.Problem, MediaType);
    }
}
