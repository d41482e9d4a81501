using System.Globalization;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What of a chart cannot be read with certainty is not passed over without a word.</summary>
public sealed class ChartDoubtTests(Service service)
{
    private const string Icd = "http://hl7.org/fhir/sid/icd-10-cm";
    private const string Clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private const string Verification = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private const string Risk = "From the chart, not from the form: myasthenia gravis or Lambert-Eaton syndrome.";
    private const string NotSeen = "The conditions in the chart could not be looked at, or not all of them.";

    private static JsonObject Myasthenia => Ehr.Condition((Icd, "G70.01"));

    /// <summary>Members of a Condition of myasthenia that leave no doubt of it.</summary>
    public static TheoryData<string, string> Certain => new()
    {
        { "abatementDateTime", "null" },
        { "abatementString", "\"\"" },
        { "modifierExtension", "null" },
        { "modifierExtension", "[]" },
        { "implicitRules", "null" },
        { "clinicalStatus", "null" },
        { "clinicalStatus", """{ "coding": [{ "code": "active" }] }""" },
        { "clinicalStatus", $$"""{ "coding": [{ "system": "{{Clinical}}", "code": "active" }, { "system": "urn:local", "code": "A" }] }""" },
        { "clinicalStatus", $$"""{ "coding": [{ "system": "urn:local", "code": "resolved" }, { "system": "{{Clinical}}/", "code": "relapse" }] }""" },
        { "verificationStatus", $$"""{ "coding": [{ "system": "{{Verification}}", "code": "confirmed" }, { "system": "urn:local", "code": "1" }] }""" },
        { "code", """{ "coding": [{ "system": "HTTP://HL7.ORG/FHIR/SID/ICD-10-CM", "code": "G70.01" }] }""" },
        { "code", """{ "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm/", "code": "G70.01" }] }""" },
        { "code", """{ "coding": [{ "system": "urn:local", "code": "MG" }, { "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "G70.01" }] }""" },
    };

    /// <summary>Members of a Condition of myasthenia that leave it in doubt.</summary>
    public static TheoryData<string, string> Doubtful => new()
    {
        { "abatementDateTime", "\"2999-01-01\"" },
        { "abatementDateTime", "\"2020-01-01\"" },
        { "abatementDateTime", "7" },
        { "abatementString", "\"not yet\"" },
        { "abatementBoolean", "false" },
        { "modifierExtension", """[{ "url": "http://example.org/not" }]""" },
        { "modifierExtension", "{}" },
        { "implicitRules", "\"http://example.org/rules\"" },
        { "_implicitRules", """{ "extension": [{ "url": "http://example.org/x" }] }""" },
        { "clinicalStatus", "{}" },
        { "clinicalStatus", """{ "coding": [{ "code": "resolved" }, "active"] }""" },
        { "clinicalStatus", """{ "coding": [{ "code": "resolved" }, null] }""" },
        { "clinicalStatus", """{ "coding": [{ "code": "resolved" }, { "system": "urn:local", "code": "active" }] }""" },
        { "clinicalStatus", $$"""{ "coding": [{ "system": "{{Clinical}}", "code": "resolved" }, "active"] }""" },
        { "clinicalStatus", $$"""{ "coding": [{ "system": "{{Clinical}}", "code": "resolved", "_code": { "extension": [{ "url": "http://example.org/x" }] } }] }""" },
        { "verificationStatus", """{ "coding": [{ "code": "refuted" }, null] }""" },
        { "clinicalStatus", "\"active\"" },
        { "clinicalStatus", """{ "text": "active" }""" },
        { "clinicalStatus", """{ "coding": [{ "code": "Active" }] }""" },
        { "clinicalStatus", """{ "coding": { "code": "active" } }""" },
        { "clinicalStatus", """{ "coding": [{ "system": "urn:local", "code": "active" }] }""" },
        { "clinicalStatus", $$"""{ "coding": [{ "system": "{{Clinical}}", "code": "active" }, { "system": "{{Clinical}}", "code": "resolved" }] }""" },
        { "verificationStatus", "{}" },
        { "verificationStatus", "\"confirmed\"" },
        { "verificationStatus", """{ "text": "confirmed" }""" },
        { "verificationStatus", """{ "coding": [{ "code": "CONFIRMED" }] }""" },
        { "code", "null" },
        { "code", "{}" },
        { "code", "\"G70.01\"" },
        { "code", """{ "text": "myasthenia gravis" }""" },
        { "code", """{ "coding": [{ "code": "G70.01" }] }""" },
        { "code", """{ "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": 7001 }] }""" },
        { "code", """{ "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10", "code": "G70.0" }] }""" },
        { "code", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "G70.01" }] }""" },
        { "code", """{ "coding": { "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "G70.01" } }""" },
        { "code", """{ "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "R53.1" }, { "code": "G70.01" }] }""" },
        { "code", """{ "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "R53.1" }, "G70.01"] }""" },
        { "resourceType", "\"condition\"" },
        { "resourceType", "\"Observation\"" },
        { "resourceType", "null" },
    };

    /// <summary>Members of a search for conditions after which it is not known to be all of them.</summary>
    public static TheoryData<string, string> Partial => new()
    {
        { "link", """{ "relation": "next", "url": "https://ehr.example/fhir/Condition?page=2" }""" },
        { "link", """[{ "relation": "next", "url": "https://ehr.example/fhir/Condition?page=2" }]""" },
        { "total", "\"2\"" },
        { "total", "2" },
        { "total", "-1" },
        { "link", """["next"]""" },
        { "link", """[{ "relation": 1 }]""" },
        { "link", """[{ "relation": "Next", "url": "https://ehr.example/2" }]""" },
        { "link", """[{ "relation": "next ", "url": "https://ehr.example/2" }]""" },
        { "link", """[{ "relation": "self", "url": "https://ehr.example/Condition?patient=1&code=R51" }]""" },
        { "link", """[{ "relation": "self", "url": "https://ehr.example/Condition?patient=1&_summary=count" }]""" },
        { "link", """[{ "relation": "self", "url": "https://ehr.example/Condition?patient=1&_count=0" }]""" },
        { "link", """[{ "relation": "self", "url": "https://ehr.example/Condition?patient=1&clinical-status=active" }]""" },
        { "link", """[{ "relation": "self", "url": "https://ehr.example/Condition?patient=1&clinical-status:not=active,recurrence,relapse" }]""" },
        { "implicitRules", "\"http://example.org/rules\"" },
        { "_implicitRules", """{ "extension": [{ "url": "http://example.org/x" }] }""" },
        { "modifierExtension", """[{ "url": "http://example.org/not" }]""" },
        { "meta", """{ "tag": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED" }] }""" },
        { "meta", """{ "security": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "REDACTED" }] }""" },
        { "meta", """{ "tag": { "code": "SUBSETTED" } }""" },
        { "entry", """[{ "resource": { "resourceType": "Condition", "meta": { "security": [{ "code": "REDACTED" }] }, "code": { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "R69" }] } } }]""" },
        { "entry", """[{ "modifierExtension": [{ "url": "http://example.org/not" }], "resource": { "resourceType": "Condition", "code": { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "R69" }] } } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "information", "code": "not-supported" }] } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "information", "code": "not-found" }] } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "information", "code": "Suppressed" }] } }]""" },
        { "resourceType", "\"bundle\"" },
        { "type", "\"collection\"" },
        { "entry", "{}" },
        { "entry", "[[]]" },
        { "entry", """[{ "resource": { "resourceType": "Bundle", "type": "searchset", "entry": [] } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome" } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome", "issue": [{ "code": "processing" }] } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "warning", "code": "suppressed" }] } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "warning", "code": "incomplete" }] } }]""" },
        { "entry", """[{ "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "code": "processing" }] } }]""" },
    };

    [Theory]
    [MemberData(nameof(Certain))]
    public async Task What_can_be_read_safely_counts(string name, string value) =>
        (await DetailAsync(Ehr.Bundle(Myasthenia.With(name, JsonNode.Parse(value))))).Should().Contain(Risk).And.NotContain(NotSeen);

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task What_is_dropped_because_it_is_not_understood_leaves_the_chart_not_all_looked_at(string name, string value) =>
        (await DetailAsync(Ehr.Bundle(Myasthenia.With(name, JsonNode.Parse(value))))).Should().Contain(NotSeen).And.NotContain(Risk);

    [Theory]
    [MemberData(nameof(Partial))]
    public async Task A_search_that_may_not_be_all_of_it_is_told(string name, string value) =>
        (await DetailAsync(Ehr.Bundle().With(name, JsonNode.Parse(value)))).Should().Contain(NotSeen);

    [Theory]
    [InlineData("link", """[{ "relation": "self", "url": "https://ehr.example/Condition?patient=1&clinical-status=active%2Crecurrence%2Crelapse&_count=50&_format=json" }]""")]
    [InlineData("link", """[{ "relation": "self", "url": "https://ehr.example/Condition?subject=Patient/1" }]""")]
    [InlineData("link", """[{ "relation": "self", "url": "https://ehr.example/Condition?clinical-status=http://terminology.hl7.org/CodeSystem/condition-clinical|relapse,active,recurrence,inactive" }]""")]
    [InlineData("link", """[{ "relation": "first" }]""")]
    [InlineData("meta", """{ "tag": [{ "system": "urn:local", "code": "reviewed" }], "lastUpdated": "2026-11-01T00:00:00Z" }""")]
    [InlineData("total", "0")]
    public async Task A_search_that_is_all_of_it_is_no_doubt(string name, string value) =>
        (await DetailAsync(Ehr.Bundle().With(name, JsonNode.Parse(value)))).Should().NotContain(NotSeen);

    [Theory]
    [InlineData("resolved", "confirmed")]
    [InlineData("active", "refuted")]
    [InlineData("active", "entered-in-error")]
    public async Task What_is_known_not_to_count_is_left_out_without_a_word(string clinical, string verification) =>
        (await DetailAsync(Ehr.Bundle(Ehr.Condition((Icd, "G70.01"), clinical, verification)))).Should().NotContain(Risk).And.NotContain(NotSeen);

    [Theory]
    [InlineData("abatementDateTime", "\"2020-01-01\"")]
    [InlineData("abatementPeriod", """{ "start": "2019", "end": "2020" }""")]
    public async Task What_has_no_status_and_is_over_is_left_out_without_a_word(string name, string value) =>
        (await DetailAsync(Ehr.Bundle(Ehr.Condition((Icd, "G70.01"), clinical: null).With(name, JsonNode.Parse(value))))).Should().NotContain(Risk).And.NotContain(NotSeen);

    [Theory]
    [InlineData(Icd, "R53.1")]
    [InlineData("http://snomed.info/sct", "195967001")]
    public async Task A_code_that_bears_on_nothing_here_is_no_doubt(string system, string code) =>
        (await DetailAsync(Ehr.Bundle(Ehr.Condition((system, code))))).Should().NotContain(NotSeen);

    [Fact]
    public async Task Harm_that_is_added_to_a_chart_never_goes_without_a_word()
    {
        JsonObject harmless = Ehr.Condition((Icd, "R53.1"));
        var shapes = Certain.Concat(Doubtful).Select(row => row.Data).SelectMany(member => new[]
        {
            Ehr.Bundle(Myasthenia.With(member.Item1, JsonNode.Parse(member.Item2))),
            Ehr.Bundle(harmless.DeepClone().AsObject(), Myasthenia.With(member.Item1, JsonNode.Parse(member.Item2))),
            Ehr.Bundle(Ehr.Bundle(Myasthenia.With(member.Item1, JsonNode.Parse(member.Item2)))),
        }).Concat(Partial.Select(row => Ehr.Bundle(Myasthenia).With(row.Data.Item1, JsonNode.Parse(row.Data.Item2))));

        foreach (var shape in shapes)
        {
            var detail = await DetailAsync(shape);

            (detail.Contains(Risk, StringComparison.Ordinal) || detail.Contains(NotSeen, StringComparison.Ordinal)).Should().BeTrue(
                string.Create(CultureInfo.InvariantCulture, $"{shape.ToJsonString().Replace("{", "(", StringComparison.Ordinal).Replace("}", ")", StringComparison.Ordinal)}"));
        }
    }

    private async Task<string> DetailAsync(JsonNode conditions)
    {
        var answers = new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.HeadacheDaysPerMonth, 18);
        return (string)(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(answers).With("conditions", conditions))))["detail"]!;
    }
}
