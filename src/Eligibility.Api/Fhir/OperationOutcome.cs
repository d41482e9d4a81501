using System.Collections.Frozen;
using System.Globalization;
using Eligibility.Json.Contract;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>What went wrong, as FHIR says it. It never holds a value that was sent.</summary>
/// <param name="Issue">Each thing that is wrong; at least one.</param>
internal sealed record OperationOutcome(IReadOnlyList<OutcomeIssue> Issue) : Resource("OperationOutcome")
{
    /// <summary>A problem of the service in the words of FHIR.</summary>
    /// <param name="problem">The problem.</param>
    public static OperationOutcome Of(Problem problem)
    {
        var code = problem.Type[Problem.TypePrefix.Length..];
        var place = problem.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $" Line {line}, byte {problem.Column}.") : "";
        var accepted = problem.Accepted is { } types ? $" Accepted: {string.Join(", ", types)}." : "";
        return new([new OutcomeIssue("error", TypeOf(problem.Status),
            new CodeableConcept([new Coding(Canonical.Problems, code)], problem.Title), $"{problem.Detail}{place}{accepted}")]);
    }

    private static string TypeOf(int status) => status switch
    {
        400 => "invalid",
        401 => "login",
        403 => "forbidden",
        404 => "not-found",
        405 or 406 or 415 => "not-supported",
        408 => "timeout",
        413 => "too-long",
        422 => "processing",
        429 => "throttled",
        503 => "transient",
        _ => "exception",
    };
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Severity">How bad it is: <c>error</c> or <c>information</c>.</param>
/// <param name="Code">What sort of issue it is: one of FHIR's <c>issue-type</c> codes.</param>
/// <param name="Details">Our own code for it, and what to do about it in words.</param>
/// <param name="Diagnostics">The codes that are accepted and the one that was probably meant. Absent where there is nothing to add.</param>
/// <param name="Expression">Where: one FHIRPath of element names and places. Absent where it is nowhere in a resource.</param>
internal sealed record OutcomeIssue(
    string Severity, string Code, CodeableConcept Details, string? Diagnostics = null, IReadOnlyList<string>? Expression = null)
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [FaultCodes.MissingMember] = "required",
        [FaultCodes.UnknownCode] = "code-invalid",
        [FaultCodes.OutOfRange] = "value",
        [FaultCodes.NotWhole] = "value",
        [FaultCodes.TooPrecise] = "value",
        [FaultCodes.InvalidText] = "value",
        [FaultCodes.ExceedsOther] = "business-rule",
        [FaultCodes.BelowOther] = "business-rule",
        [FaultCodes.DuplicateCode] = "business-rule",
        [FaultCodes.TooMany] = "business-rule",
        [ResponseFaults.UnknownQuestion] = "not-found",
        [ResponseFaults.WrongQuestionnaire] = "not-found",
        [ResponseFaults.WrongStatus] = "business-rule",
        [ResponseFaults.SecondAnswer] = "business-rule",
        [ResponseFaults.ExclusiveAnswer] = "business-rule",
        [ResponseFaults.ContradictingAnswer] = "business-rule",
        [ResponseFaults.ModifierExtension] = "extension",
    }.ToFrozenDictionary();

    /// <summary>A fault of what was sent.</summary>
    /// <param name="expression">Where it is.</param>
    /// <param name="code">One of <see cref="FaultCodes"/> or <see cref="ResponseFaults"/>.</param>
    /// <param name="text">What to do about it, a sentence.</param>
    /// <param name="diagnostics">What else helps, or null.</param>
    public static OutcomeIssue Fault(string expression, string code, string text, string? diagnostics = null) =>
        new("error", Types.GetValueOrDefault(code, "structure"), new CodeableConcept([new Coding(Canonical.Faults, code)], text), diagnostics, [expression]);

    /// <summary>That there are more faults than are listed.</summary>
    /// <param name="more">How many more.</param>
    public static OutcomeIssue Unlisted(int more) =>
        new("information", "informational", new CodeableConcept(null, string.Create(CultureInfo.InvariantCulture, $"{more} more faults were found and are not listed.")));
}

/// <summary>The codes of the faults that a response can have beyond those of a profile, <see cref="FaultCodes"/>.</summary>
internal static class ResponseFaults
{
    /// <summary>A linkId that the form does not have.</summary>
    public const string UnknownQuestion = "unknown-question";

    /// <summary>A question of the form in a place where the form does not have it.</summary>
    public const string MisplacedQuestion = "misplaced-question";

    /// <summary>A question that is there twice.</summary>
    public const string DuplicateQuestion = "duplicate-question";

    /// <summary>More answers than one, where a question takes one.</summary>
    public const string SecondAnswer = "second-answer";

    /// <summary>An answer where there can be none: to a group, or to a text that only explains.</summary>
    public const string NoQuestion = "no-question";

    /// <summary>"None of these", and one of these.</summary>
    public const string ExclusiveAnswer = "exclusive-answer";

    /// <summary>"None", and an entry.</summary>
    public const string ContradictingAnswer = "contradicting-answer";

    /// <summary>An extension that may turn the meaning of what it is in.</summary>
    public const string ModifierExtension = "modifier-extension";

    /// <summary>A status whose answers are not to be used.</summary>
    public const string WrongStatus = "wrong-status";

    /// <summary>A response to another form.</summary>
    public const string WrongQuestionnaire = "wrong-questionnaire";
}
