namespace Eligibility.Benchmarks.Wire;

/// <summary>A way in for the same four answers.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Message">What is posted there.</param>
internal sealed record Door(string Name, Message Message)
{
    private const string Hook = "/cds-services/botulinum-eligibility";

    private const string Response = """
        {"resourceType":"QuestionnaireResponse","questionnaire":"urn:eligibility:Questionnaire:botulinum-intake|1.0.0","status":"completed","item":[
        {"linkId":"headacheDaysPerMonth","answer":[{"valueDecimal":18}]},
        {"linkId":"painLocations","answer":[{"valueCoding":{"system":"urn:eligibility:codes:painLocations","code":"neck"}}]},
        {"linkId":"spasmHistory","answer":[{"valueCoding":{"system":"urn:eligibility:codes:spasmHistory","code":"chronic"}}]},
        {"linkId":"priorPhysicalTherapy","answer":[{"valueCoding":{"system":"urn:eligibility:codes:priorPhysicalTherapy","code":"none"}}]}]}
        """;

    private const string Dystonia = """
        {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},
        "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"G24.3"}]}}}]}
        """;

    /// <summary>The doors, the service's own first: what the others are held against.</summary>
    public static IReadOnlyList<Door> All { get; } =
    [
        new("native, full answer", Message.FourAnswers()),
        new("CDS Hooks, one card", OfHook($$$"""{"intake":{{{Response}}},"conditions":null,"patient":{"resourceType":"Patient"}}""")),
        new("CDS Hooks, one card, answers from the chart", OfHook($$$"""{"intake":{{{Response}}},"conditions":{{{Dystonia}}},"patient":{"resourceType":"Patient","birthDate":"1979-02-03"}}""")),
        new("CDS Hooks, no card", OfHook("""{"intake":null}""")),
        new("FHIR, $screen", new Message("/fhir/QuestionnaireResponse/$screen", "application/fhir+json", OneLine(Response))),
    ];

    private static Message OfHook(string prefetch) => new(Hook, "application/json", OneLine(
        $$"""{"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","context":{"userId":"Practitioner/1","patientId":"1"},"prefetch":{{prefetch}}}"""));

    private static string OneLine(string text) => text.ReplaceLineEndings("");
}
