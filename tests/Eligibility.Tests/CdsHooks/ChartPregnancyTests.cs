using System.Globalization;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What the chart says of a pregnancy, and for how long.</summary>
public sealed class ChartPregnancyTests(Service service)
{
    private const string Status = "82810-3";
    private const string FromChart = "From the chart, not from the form: pregnancy.";
    private const string NotSeen = "The pregnancy status in the chart could not be looked at, or not with certainty.";
    private const string Pregnant = "77386006";
    private const string NotPregnant = "60001007";

    [Theory]
    [InlineData("final", true)]
    [InlineData("entered-in-error", false)]
    [InlineData("preliminary", false)]
    public async Task A_pregnancy_status_counts_where_it_stands(string status, bool counts) =>
        (await DetailAsync(Observed(Status, Pregnant).With("status", status))).Contains(FromChart, StringComparison.Ordinal).Should().Be(counts);

    [Theory]
    [InlineData("2026-11-01", "2020-01-01", true)]
    [InlineData("2020-01-01", "2026-11-01", false)]
    [InlineData("2020-01-01", "2019-01-01", false)]
    [InlineData("2020", "2019-01-01", false)]
    [InlineData("2020-12", "2019", false)]
    [InlineData("2020-12-31T23:59:59.5+14:00", "2019", false)]
    [InlineData("this year", "2019", true)]
    public async Task The_latest_pregnancy_status_counts_for_as_long_as_a_pregnancy_goes_on(string pregnant, string notPregnant, bool counts)
    {
        // The first of November stands for a day that is recent whenever this is run.
        static string On(string day) => day == "2026-11-01" ? TimeProvider.System.GetUtcNow().AddDays(-10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : day == "this year" ? TimeProvider.System.GetUtcNow().ToString("yyyy", CultureInfo.InvariantCulture)
            : day;

        var detail = await DetailAsync(
            Observed(Status, Pregnant).With("effectiveDateTime", On(pregnant)), Observed(Status, NotPregnant).With("effectiveDateTime", On(notPregnant)));

        detail.Contains(FromChart, StringComparison.Ordinal).Should().Be(counts);
    }

    [Theory]
    [InlineData(Status, NotPregnant)]
    [InlineData("71306-5", Pregnant)]
    public async Task Not_pregnant_is_not_taken_from_a_chart_and_an_observation_of_something_else_says_nothing(string question, string value) =>
        (await DetailAsync(Observed(question, value))).Should().NotContain("From the chart");

    /// <summary>Members of an observation, newer than a pregnancy and beside it, that do not say for certain that there is none now.</summary>
    public static TheoryData<string, string> NoDenial => new()
    {
        { "valueCodeableConcept", """{ "text": "not pregnant" }""" },
        { "valueCodeableConcept", "null" },
        { "valueCodeableConcept", """{ "coding": [{ "system": "urn:local", "code": "no" }] }""" },
        { "valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "146799005" }] }""" },
        { "valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "60001007" }, { "system": "http://snomed.info/sct", "code": "146799005" }] }""" },
        { "valueString", "\"pregnant\"" },
        { "dataAbsentReason", """{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "unknown" }] }""" },
        { "modifierExtension", """[{ "url": "http://example.org/not" }]""" },
        { "status", "\"unknown\"" },
        { "status", "\"Final\"" },
        { "code", """{ "text": "pregnancy status" }""" },
        { "code", """{ "coding": [{ "system": "http://loinc.org", "code": "82810-3", "_code": { "extension": [{ "url": "http://example.org/partner" }] } }] }""" },
        { "subject", """{ "reference": "RelatedPerson/9" }""" },
        { "subject", """{ "identifier": { "value": "9" } }""" },
        { "subject", """{ "display": "her sister" }""" },
        { "subject", """{ "reference": "urn:uuid:0f0f0f0f-0000-0000-0000-000000000000" }""" },
        { "focus", """[{ "reference": "RelatedPerson/9" }]""" },
        { "component", """[{ "valueCodeableConcept": { "coding": [{ "system": "http://snomed.info/sct", "code": "77386006" }] } }]""" },
        { "hasMember", """[{ "reference": "Observation/2" }]""" },
        { "note", """[{ "text": "12 weeks by ultrasound" }]""" },
        { "valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "60001007", "display": "Not pregnant" }], "text": "pregnant 12 weeks" }""" },
        { "valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "60001007" }, { "system": "urn:local", "code": "PREGNANT" }] }""" },
        { "valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "60001007", "_code": { "extension": [{ "url": "http://example.org/x" }] } }] }""" },
        { "valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "60001007" }], "extension": [{ "url": "http://example.org/x" }] }""" },
        { "_status", """{ "extension": [{ "url": "http://example.org/x" }] }""" },
        { "_implicitRules", """{ "extension": [{ "url": "http://example.org/x" }] }""" },
        { "_effectiveDateTime", """{ "extension": [{ "url": "http://example.org/x" }] }""" },
        { "meta", """{ "tag": [{ "code": "SUBSETTED" }] }""" },
    };

    [Theory]
    [MemberData(nameof(NoDenial))]
    public async Task A_pregnancy_stands_where_what_is_newer_is_not_certain_and_the_card_says_that_something_was_not_understood(string name, string value)
    {
        var newer = Observed(Status, NotPregnant).With("effectiveDateTime", On(-10)).With(name, JsonNode.Parse(value));

        (await DetailAsync(Observed(Status, Pregnant).With("effectiveDateTime", On(-50)), newer)).Should().Contain(FromChart).And.Contain(NotSeen);
    }

    [Theory]
    [InlineData("effectiveDateTime", 2)]
    [InlineData("effectiveDateTime", -50)]
    [InlineData("effectiveTiming", -10)]
    [InlineData(null, -10)]
    public async Task A_pregnancy_stands_where_not_pregnant_is_of_a_day_to_come_or_not_known_to_be_newer(string? name, int days)
    {
        var denial = Observed(Status, NotPregnant);
        if (name is not null)
        {
            denial[name] = On(days);
        }

        (await DetailAsync(denial, Observed(Status, Pregnant).With("effectiveDateTime", On(-50)))).Should().Contain(FromChart);
    }

    [Theory]
    [InlineData("final")]
    [InlineData("amended")]
    [InlineData("corrected")]
    public async Task A_pregnancy_is_over_where_not_pregnant_is_certain_and_newer(string status)
    {
        string[] values = ["http://snomed.info/sct", NotPregnant, "http://loinc.org", "LA26683-5"];
        foreach (var value in values.Chunk(2))
        {
            var denial = Observed(Status, NotPregnant).With("status", status).With("valueCodeableConcept", Ehr.Concept((value[0], value[1]))).With("effectiveDateTime", On(-10)).With("modifierExtension", null);

            (await DetailAsync(Observed(Status, Pregnant).With("effectiveDateTime", On(-50)), denial)).Should().NotContain(FromChart);
        }
    }

    [Theory]
    [InlineData("effectivePeriod", """{ "start": "DAY" }""")]
    [InlineData("effectivePeriod", """{ "start": "DAY", "end": "DAY" }""")]
    [InlineData("effectiveInstant", "\"DAYT08:00:00.1234567Z\"")]
    [InlineData("effectiveDateTime", "\"DAYT08:00:00Z\"")]
    public async Task The_day_of_a_pregnancy_status_is_read_however_it_is_written(string name, string form)
    {
        JsonObject Of(string value, int days) => Observed(Status, value).With(name, JsonNode.Parse(form.Replace("DAY", On(days), StringComparison.Ordinal)));

        (await DetailAsync(Of(Pregnant, -50))).Should().Contain(FromChart);
        (await DetailAsync(Of(Pregnant, -400))).Should().NotContain(FromChart);
        (await DetailAsync(Of(Pregnant, -50), Of(NotPregnant, -10))).Should().NotContain(FromChart);
        (await DetailAsync(Of(NotPregnant, -50), Of(Pregnant, -10))).Should().Contain(FromChart);
    }

    [Theory]
    [InlineData("effectiveDateTime", "\"some day\"")]
    [InlineData("effectivePeriod", """{ "start": "2019", "end": "some day" }""")]
    [InlineData("effectiveTiming", "{}")]
    public async Task A_pregnancy_without_a_day_that_can_be_read_counts(string name, string value) =>
        (await DetailAsync(Observed(Status, Pregnant).With(name, JsonNode.Parse(value)), Observed(Status, NotPregnant).With("effectiveDateTime", On(-10)))).Should().Contain(FromChart);

    [Fact]
    public async Task Of_one_day_a_moment_is_not_known_to_be_later_than_the_day()
    {
        var denial = Observed(Status, NotPregnant).With("effectiveDateTime", $"{On(-10)}T12:00:00Z");

        (await DetailAsync(Observed(Status, Pregnant).With("effectiveDateTime", On(-10)), denial)).Should().Contain(FromChart);
        (await DetailAsync(Observed(Status, Pregnant).With("effectiveDateTime", $"{On(-10)}T11:00:00Z"), denial.DeepClone().AsObject())).Should().NotContain(FromChart);
    }

    [Theory]
    [InlineData("""{ "resourceType": "observation" }""")]
    [InlineData("""{ "resourceType": "OperationOutcome" }""")]
    [InlineData("""{ "resourceType": "Bundle", "entry": {} }""")]
    [InlineData("""[{ "resourceType": "Observation" }]""")]
    public async Task A_pregnancy_status_that_cannot_be_looked_at_is_told(string pregnancy) =>
        (await DetailAsync(JsonNode.Parse(pregnancy))).Should().Contain(NotSeen);

    [Fact]
    public async Task A_pregnancy_status_that_was_understood_or_not_asked_for_is_no_doubt()
    {
        JsonNode?[] clear = [null, Ehr.Bundle(), Ehr.Bundle(Observed(Status, NotPregnant)), Ehr.Bundle(Observed(Status, Pregnant)), Ehr.Bundle(Observed(Status, Pregnant).With("status", "entered-in-error"))];
        foreach (var pregnancy in clear)
        {
            (await DetailAsync(pregnancy)).Should().NotContain(NotSeen);
        }
    }

    [Theory]
    [InlineData("subject", """{ "reference": "https://ehr.example/fhir/Patient/kanarienvogel" }""")]
    [InlineData("text", """{ "status": "generated", "div": "<div>Not pregnant</div>" }""")]
    [InlineData("focus", "[]")]
    [InlineData("valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "60001007" }], "text": "Not pregnant" }""")]
    [InlineData("valueCodeableConcept", """{ "coding": [{ "system": "http://snomed.info/sct", "code": "60001007" }, { "system": "http://loinc.org", "code": "LA26683-5" }] }""")]
    public async Task What_charts_write_beside_a_denial_and_adds_nothing_to_it_leaves_it_certain(string name, string value)
    {
        var denial = Observed(Status, NotPregnant).With("effectiveDateTime", On(-10)).With(name, JsonNode.Parse(value));

        (await DetailAsync(Observed(Status, Pregnant).With("effectiveDateTime", On(-50)), denial)).Should().NotContain(FromChart).And.NotContain(NotSeen);
    }

    // A day that is so many days from that of the screening, which is today.
    private static string On(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Observed(string question, string value) => new()
    {
        ["resourceType"] = "Observation",
        ["status"] = "final",
        ["code"] = Ehr.Concept(("http://loinc.org", question)),
        ["valueCodeableConcept"] = Ehr.Concept(("http://snomed.info/sct", value)),
    };

    private Task<string> DetailAsync(params JsonObject[] observations) => DetailAsync((JsonNode)Ehr.Bundle(observations));

    private async Task<string> DetailAsync(JsonNode? pregnancy)
    {
        var answers = new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.HeadacheDaysPerMonth, 18);
        return (string)(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(answers).With("conditions", null).With("pregnancy", pregnancy))))["detail"]!;
    }
}
