using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What of the chart could not be looked at is named, and only where it matters.</summary>
public sealed class ChartGapTests(Service service)
{
    private const string Conditions = "The conditions in the chart could not be looked at, or not all of them.";
    private const string Pregnancy = "The pregnancy status in the chart could not be looked at, or not with certainty.";
    private const string NoPregnancy = "Pregnancy was not looked for in the chart.";
    private const string NoAge = "The age was not looked for in the chart.";
    private const string Age = "The age in the chart could not be looked at.";

    private static readonly (string, string) Pregnant = ("http://snomed.info/sct", "77386006");

    private static ProfileDraft Often => new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18);

    private static JsonObject Person => new() { ["resourceType"] = "Patient", ["birthDate"] = "1979-02-03" };

    private static JsonObject NotPregnant => new()
    {
        ["resourceType"] = "Observation",
        ["status"] = "final",
        ["code"] = Ehr.Concept(("http://loinc.org", "82810-3")),
        ["valueCodeableConcept"] = Ehr.Concept(("http://snomed.info/sct", "60001007")),
    };

    [Fact]
    public async Task What_was_not_asked_of_the_chart_is_told_where_the_form_leaves_it_open()
    {
        var open = await DetailAsync(Ehr.Intake(Often).With("conditions", null));
        var answered = await DetailAsync(Ehr.Intake(Often.Set(FactCatalogue.Pregnant, "false").Set(FactCatalogue.AgeYears, 47)).With("conditions", null));
        var asked = await DetailAsync(Ehr.Intake(Often).With("conditions", null).With("pregnancy", null).With("patient", Person));
        var listed = await DetailAsync(Ehr.Intake(Often).With("conditions", Ehr.Bundle(Ehr.Condition(Pregnant))));

        open.Should().Contain(NoPregnancy).And.Contain(NoAge).And.NotContain(Conditions);
        answered.Should().NotContain(NoPregnancy).And.NotContain(NoAge);
        asked.Should().NotContain(NoPregnancy).And.NotContain(NoAge).And.NotContain(Pregnancy);
        listed.Should().NotContain(NoPregnancy);
    }

    [Fact]
    public async Task What_could_not_be_read_is_named_and_nothing_else()
    {
        var pregnancy = await DetailAsync(Ehr.Intake(Often).With("conditions", null).With("patient", Person).With("pregnancy", new JsonObject { ["resourceType"] = "OperationOutcome" }));
        var conditions = await DetailAsync(Ehr.Intake(Often).With("pregnancy", null).With("patient", Person));
        var age = await DetailAsync(Ehr.Intake(Often).With("conditions", null).With("pregnancy", null).With("patient", new JsonObject { ["resourceType"] = "OperationOutcome" }));

        pregnancy.Should().Contain(Pregnancy).And.NotContain(Conditions);
        conditions.Should().Contain(Conditions).And.NotContain(Pregnancy);
        age.Should().Contain(Age).And.NotContain(NoAge).And.NotContain(Conditions).And.NotContain(Pregnancy);
    }

    [Fact]
    public async Task A_pregnancy_status_or_a_birth_date_of_somebody_else_is_not_passed_over_in_silence()
    {
        var other = NotPregnant.With("subject", new JsonObject { ["reference"] = "Patient/other" });

        (await DetailAsync(Ehr.Intake(Often).With("pregnancy", Ehr.Bundle(other)))).Should().Contain(Pregnancy);
        (await DetailAsync(Ehr.Intake(Often).With("patient", Person.With("id", "other")))).Should().Contain(Age).And.NotContain("47 years");
    }

    [Fact]
    public async Task That_there_are_earlier_ones_behind_the_latest_is_no_gap()
    {
        var latest = Ehr.Bundle(NotPregnant).With("total", 3).With("link", new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = "https://ehr.example/2" }));

        (await DetailAsync(Ehr.Intake(Often).With("pregnancy", latest))).Should().NotContain(Pregnancy).And.NotContain(NoPregnancy);
    }

    private async Task<string> DetailAsync(JsonNode prefetch) => (string)(await service.Client.CardAsync(Ehr.PatientView(prefetch)))["detail"]!;
}
