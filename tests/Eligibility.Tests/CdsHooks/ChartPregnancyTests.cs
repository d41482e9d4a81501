using System.Globalization;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What the chart says of a pregnancy, and for how long.</summary>
public sealed class ChartPregnancyTests(Service service)
{
    private const string Status = "82810-3";
    private const string Pregnant = "77386006";
    private const string NotPregnant = "60001007";

    [Theory]
    [InlineData("final", true)]
    [InlineData("entered-in-error", false)]
    [InlineData("preliminary", false)]
    public async Task A_pregnancy_status_counts_where_it_stands(string status, bool counts) =>
        (await DetailAsync(Observed(Status, Pregnant).With("status", status))).Contains("From the chart, not from the form: pregnancy.", StringComparison.Ordinal).Should().Be(counts);

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

        detail.Contains("From the chart, not from the form: pregnancy.", StringComparison.Ordinal).Should().Be(counts);
    }

    [Theory]
    [InlineData(Status, NotPregnant)]
    [InlineData("71306-5", Pregnant)]
    public async Task Not_pregnant_is_not_taken_from_a_chart_and_an_observation_of_something_else_says_nothing(string question, string value) =>
        (await DetailAsync(Observed(question, value))).Should().NotContain("From the chart");

    private static JsonObject Observed(string question, string value) => new()
    {
        ["resourceType"] = "Observation",
        ["status"] = "final",
        ["code"] = Ehr.Concept(("http://loinc.org", question)),
        ["valueCodeableConcept"] = Ehr.Concept(("http://snomed.info/sct", value)),
    };

    private async Task<string> DetailAsync(params JsonObject[] observations)
    {
        var answers = new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.HeadacheDaysPerMonth, 18);
        return (string)(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(answers).With("pregnancy", Ehr.Bundle(observations)))))["detail"]!;
    }
}
