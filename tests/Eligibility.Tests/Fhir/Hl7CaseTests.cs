using System.Text.Json.Nodes;

namespace Eligibility.Tests.Fhir;

/// <summary>
/// HL7's own cases for validators of responses, with what the validators of HL7 and of another maker said of them. They lie beside the
/// repository and are not part of it; where they are not, these tests are skipped. Each case is put over to a question of the form that
/// behaves like the one of the case: that question's linkId, its code system, and a value on the same side of its bounds.
/// </summary>
public sealed class Hl7CaseTests
{
    private const string ThatForm = "http://forms-lab.com/Questionnaire/";
    private const string SomeCode = "http://example.org";

    private static readonly string Folder = Interop.Folder("oracles", "fhir-validator-questionnaire");

    private static readonly Dictionary<string, (string From, string To)[]> Cases = new()
    {
        ["boolean-invalid-type"] = [("\"q1\"", "\"pregnant\"")],
        ["choice-answer-option"] = [("\"q1\"", "\"painLocations\""), (SomeCode, "urn:eligibility:codes:painLocations"), ("\"c1\"", "\"head\""), ("\"c2\"", "\"neck\"")],
        ["choice-answer-option-exclusive"] = [("\"q1\"", "\"painLocations\""), (SomeCode, "urn:eligibility:codes:painLocations"), ("\"c1\"", "\"head\""), ("\"c2\"", "\"none\"")],
        ["choice-invalid-type"] = [("\"q1\"", "\"spasmHistory\"")],
        ["decimal-invalid-type"] = [("\"q1\"", "\"headacheHoursPerDay\"")],
        ["decimal-max-decimal-places"] = [("\"q1\"", "\"headacheHoursPerDay\""), ("-5.1234", "5.1234567891")],
        ["decimal-min-max"] = [("\"q1\"", "\"headacheHoursPerDay\""), ("5.6", "56")],
        ["decimal"] = [("\"q1\"", "\"headacheHoursPerDay\"")],
        ["display-answer-included"] = [("{\"linkId\":\"q1\"", "{\"linkId\":\"headacheDaysPerMonth\",\"item\":[{\"linkId\":\"headacheDaysPerMonth.remark\""), ("}]}]", "}]}]}]")],
        ["group-with-string"] = [("\"grp1\"", "\"preventivesTried\""), ("\"q1\"", "\"preventivesTried.weeks\""), ("\"valueString\":\"a1 smile\"", "\"valueDecimal\":4")],
        ["group-with-string-invalid-nesting"] = [("\"grp1\"", "\"preventivesTried\""), ("\"q1\"", "\"preventivesTried.weeks\""), ("\"valueString\":\"a1 smile\"", "\"valueDecimal\":4")],
        ["group-with-string-invalid-nesting-link-id"] = [],
        ["integer-invalid-type"] = [("\"q1\"", "\"ageYears\"")],
        ["integer-min-max"] = [("\"q1\"", "\"ageYears\""), ("\"valueInteger\":5", "\"valueInteger\":500")],
        ["integer"] = [("\"q1\"", "\"ageYears\"")],
        ["invalid-link-id"] = [],
        ["questionnaire-not-resolved"] = [("\"q2\"", "\"ageYears\""), ("\"valueString\":\"a1\"", "\"valueInteger\":1"), (",{\"valueString\":\"a2\"}", "")],
        ["string"] = [("\"q1\"", "\"ageYears\""), ("\"valueString\":\"a1\"", "\"valueInteger\":1"), ("\"valueString\":\"a2\"", "\"valueInteger\":2")],
        ["string-draft-downgrade"] = [("\"q1\"", "\"ageYears\""), ("\"valueString\":\"a1\"", "\"valueInteger\":1"), ("\"valueString\":\"a2\"", "\"valueInteger\":2")],
    };

    private static readonly Dictionary<string, string> NotApplicable = new()
    {
        ["abstract-question-type-included"] = "The form has no item of the abstract type.",
        ["choice-async"] = "The form lists its codes and has no value set.",
        ["choice-gender-coding-async"] = "The form lists its codes and has no value set.",
        ["choice-invalid-value-set-async"] = "The form lists its codes and has no value set.",
        ["group-required"] = "No group of the form has to be there.",
        ["integer-answer-option"] = "No number of the form is chosen from a list.",
        ["questionnaire-draft"] = "The form is in force, and there is one of it.",
        ["questionnaire-inactive-end"] = "The form has no period.",
        ["questionnaire-inactive-start"] = "The form has no period.",
        ["questionnaire-retired"] = "The form is in force, and there is one of it.",
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_of_HL7_is_judged_as_one_of_two_other_validators_judges_it(string name)
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The cases of HL7 are not beside the repository.");
        var response = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}-qr.json")))!.ToJsonString();
        foreach (var (from, to) in Cases[name])
        {
            response.Should().Contain(from);
            response = response.Replace(from, to, StringComparison.Ordinal);
        }

        var ours = JsonNode.Parse(response)!.AsObject();
        if (name != "questionnaire-not-resolved")
        {
            ((string?)ours["questionnaire"]).Should().StartWith(ThatForm);
            ours["questionnaire"] = Responses.Form;
        }

        var issues = Responses.Read(ours).Issues;

        var verdicts = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}-qr.expected.json")))!.AsObject()
            .Select(verdict => (verdict.Value?["issue"]?.AsArray() ?? []).Where(issue => (string?)issue!["severity"] is "error" or "fatal").ToList()).ToList();
        verdicts.Select(errors => errors.Count > 0).Should().Contain(!issues.IsEmpty);
        var places = verdicts.SelectMany(errors => errors).SelectMany(error => error!["expression"]?.AsArray() ?? []).Select(place => ((string)place!).Split(".value")[0]).ToList();
        if (!issues.IsEmpty && places.Count > 0)
        {
            issues.Should().Contain(issue => places.Any(place => issue.Expression![0].StartsWith(place, StringComparison.Ordinal)), "one of {0} is named", string.Join(", ", places));
        }
    }

    [Fact]
    public void No_case_of_a_kind_of_question_that_the_form_has_is_forgotten()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The cases of HL7 are not beside the repository.");
        string[] kinds = ["abstract", "boolean", "choice", "decimal", "display", "group", "integer", "invalid", "questionnaire"];

        Directory.EnumerateFiles(Folder, "*-qr.json").Select(file => Path.GetFileName(file)[..^"-qr.json".Length])
            .Where(name => kinds.Contains(name.Split('-')[0])).Should().OnlyContain(name => Cases.ContainsKey(name) || NotApplicable.ContainsKey(name));
        NotApplicable.Keys.Should().NotIntersectWith(Cases.Keys);
    }
}
