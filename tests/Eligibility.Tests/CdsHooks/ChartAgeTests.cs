using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What the chart says of the age, and what of it is not used without a word.</summary>
public sealed class ChartAgeTests(Service service)
{
    private const string Gap = "The age in the chart could not be looked at.";
    private const string FromChart = "From the chart, not from the form: the age";
    private const string Absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private const string BirthTime = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";

    private static JsonObject Person => new() { ["resourceType"] = "Patient", ["birthDate"] = "1979-02-03" };

    /// <summary>Members of a Patient that leave the age in doubt.</summary>
    public static TheoryData<string, string> Doubtful => new()
    {
        { "birthDate", "\"03/02/1979\"" },
        { "birthDate", "19790203" },
        { "birthDate", "\"2999-01-01\"" },
        { "birthDate", "\"1820-01-01\"" },
        { "_birthDate", $$"""{ "extension": [{ "url": "{{Absent}}", "valueCode": "masked" }] }""" },
        { "_birthDate", "{ \"extension\": {} , \"x\": 1 }" },
        { "implicitRules", "\"http://example.org/rules\"" },
        { "_implicitRules", """{ "extension": [] }""" },
        { "modifierExtension", """[{ "url": "http://example.org/not" }]""" },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public async Task An_age_that_cannot_be_read_is_not_used_and_the_card_says_so(string name, string value)
    {
        (await DetailAsync(Person.With(name, JsonNode.Parse(value)))).Should().Contain(Gap).And.NotContain(FromChart);
        (await DetailAsync(Person.With(name, JsonNode.Parse(value)), 47)).Should().NotContain(Gap);
    }

    [Fact]
    public async Task A_masked_birth_date_is_told()
    {
        var masked = Person.With("birthDate", null).With("_birthDate", JsonNode.Parse($$"""{ "extension": [{ "url": "{{Absent}}", "valueCode": "masked" }] }"""));

        (await DetailAsync(masked)).Should().Contain(Gap);
    }

    [Fact]
    public async Task The_time_of_birth_beside_the_date_is_no_doubt()
    {
        var timed = Person.With("_birthDate", JsonNode.Parse($$"""{ "extension": [{ "url": "{{BirthTime}}", "valueDateTime": "1979-02-03T14:35:45-05:00" }] }"""));

        (await DetailAsync(timed)).Should().Contain(FromChart).And.NotContain(Gap);
    }

    [Fact]
    public async Task Of_two_birth_dates_neither_is_used()
    {
        (await DetailAsync(Ehr.Bundle(Person, Person.With("birthDate", "1990-01-01")))).Should().Contain(Gap).And.NotContain(FromChart);
        (await DetailAsync(Ehr.Bundle(Person, Person))).Should().Contain(FromChart).And.NotContain(Gap);
    }

    private async Task<string> DetailAsync(JsonObject patient, int? age = null)
    {
        var answers = new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18);
        var intake = Ehr.Intake(age is { } years ? answers.Set(FactCatalogue.AgeYears, years) : answers);
        return (string)(await service.Client.CardAsync(Ehr.PatientView(intake.With("patient", patient))))["detail"]!;
    }
}
