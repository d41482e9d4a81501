namespace Eligibility.Api.Fhir;

/// <summary>
/// The names by which resources refer to what is defined here. They are names and not addresses: they stay the same wherever the service runs.
/// </summary>
internal static class Canonical
{
    /// <summary>The version of the form and of the operation. Within the same major version questions are added, never renamed or removed.</summary>
    public const string Version = "1.0.0";

    /// <summary>The form.</summary>
    public const string Questionnaire = "urn:eligibility:Questionnaire:botulinum-intake";

    /// <summary>The operation that screens a response to the form.</summary>
    public const string Screen = "urn:eligibility:OperationDefinition:screen";

    /// <summary>What the service can do.</summary>
    public const string Capabilities = "urn:eligibility:CapabilityStatement:fhir";

    /// <summary>The rule book that judges; its version follows after a bar.</summary>
    public const string RuleBook = "urn:eligibility:rule-book";

    /// <summary>The code system of the questions; the codes are the names of the facts.</summary>
    public const string Facts = "urn:eligibility:facts";

    /// <summary>The code system of the faults that a response can have.</summary>
    public const string Faults = "urn:eligibility:fault";

    /// <summary>The code system of whatever else a request can be refused for.</summary>
    public const string Problems = "urn:eligibility:problem";

    /// <summary>The extension that names an unanswered question.</summary>
    public const string UnansweredQuestion = "urn:eligibility:StructureDefinition:unanswered-question";

    /// <summary>The code system of the answers to one question.</summary>
    /// <param name="linkId">The question.</param>
    public static string CodesOf(string linkId) => $"urn:eligibility:codes:{linkId}";

    /// <summary>Whether a response names this form, in any version whose questions mean what they mean here.</summary>
    /// <param name="questionnaire">The canonical reference that was sent: the name alone, or with a bar and a version of numbers between points.</param>
    public static bool IsQuestionnaire(string questionnaire) =>
        questionnaire.StartsWith(Questionnaire, StringComparison.Ordinal) && questionnaire[Questionnaire.Length..] switch
        {
            "" => true,
            ['|', .. var version] => IsSameMajor(version),
            _ => false,
        };

    // A fragment, a second bar or a word after the numbers would name something else.
    private static bool IsSameMajor(string version) =>
        version.Split('.') is { Length: <= 3 } numbers && Array.TrueForAll(numbers, number => number.Length > 0 && number.All(char.IsAsciiDigit)) && numbers[0] == Version.Split('.')[0];
}
