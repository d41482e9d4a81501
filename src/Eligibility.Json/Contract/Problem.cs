using Eligibility.Json.Profiles;

namespace Eligibility.Json.Contract;

/// <summary>What went wrong, as RFC 9457 problem details. It never holds a value that was sent.</summary>
/// <param name="Type" example="urn:eligibility:problem:invalid-profile">Which problem: <c>urn:eligibility:problem:</c> and its code.</param>
/// <param name="Title" example="The profile is not valid">The problem in a few words; the same for every occurrence.</param>
/// <param name="Status" example="422">The HTTP status.</param>
/// <param name="Detail">What to do about this occurrence.</param>
/// <param name="RequestId">The id of the request, also in the header X-Request-Id and in our log. Absent in a line of a batch.</param>
/// <param name="Line">The line at which a body stops being JSON, from 1.</param>
/// <param name="Column">The byte of that line, from 1.</param>
/// <param name="Parameter" example="asOf">The query parameter that is wrong.</param>
/// <param name="Accepted">The media types accepted.</param>
/// <param name="LimitBytes" example="65536">The largest body accepted, in bytes.</param>
/// <param name="Errors">Every fault of a profile.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string? RequestId = null,
    long? Line = null,
    long? Column = null,
    string? Parameter = null,
    IReadOnlyList<string>? Accepted = null,
    int? LimitBytes = null,
    IReadOnlyList<ProfileFault>? Errors = null)
{
    /// <summary>What every type begins with; the problem's code follows.</summary>
    public const string TypePrefix = "urn:eligibility:problem:";

    /// <summary>Makes one.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code that its type ends in. Part of the contract.</param>
    /// <param name="title">The problem in a few words.</param>
    /// <param name="detail">What to do about it.</param>
    /// <returns>The problem.</returns>
    public static Problem New(int status, string code, string title, string detail) => new($"{TypePrefix}{code}", title, status, detail);
}
