using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Whose chart and which answers were used: what was left out is never left out in silence.</summary>
public sealed class WhoseAnswersTests(Service service)
{
    private const string Doubt = "The conditions in the chart could not be looked at, or not all of them.";
    private const string Later = "There may be later answers to the form, which were not used.";
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly (string, string) Myasthenia = ("http://hl7.org/fhir/sid/icd-10-cm", "G70.01");

    private static ProfileDraft Often => new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18);

    [Theory]
    [InlineData("p1", "Patient/p1")]
    [InlineData("Patient/p1", "https://ehr.example/fhir/Patient/p1")]
    [InlineData("https://ehr.example/fhir/Patient/p1", "Patient/p1")]
    [InlineData(" p1", "Patient/p1 ")]
    [InlineData("Patient/p1/_history/1", "Patient/p1/_history/2")]
    [InlineData("p1", "Patient/p1?x")]
    [InlineData("", "Patient/p1")]
    [InlineData("p1", "urn:uuid:0f0f0f0f-0000-0000-0000-000000000000")]
    public async Task A_person_is_the_same_however_the_address_is_written(string patientId, string reference)
    {
        var detail = await DetailAsync(patientId, reference);

        detail.Should().Contain("myasthenia gravis").And.NotContain(Doubt);
    }

    [Theory]
    [InlineData("p1", "Patient/p2")]
    [InlineData("p1", "Patient/P1")]
    public async Task Conditions_of_somebody_else_do_not_count_and_are_not_passed_over_in_silence(string patientId, string reference)
    {
        var detail = await DetailAsync(patientId, reference);

        detail.Should().NotContain("myasthenia gravis").And.Contain(Doubt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2999-01-01")]
    [InlineData("2026-11-20T08:00:00Z")]
    public async Task An_answer_that_may_be_later_is_not_passed_over_in_silence(string? authored)
    {
        var answers = Ehr.Bundle(Ehr.Response(Often.ToProfile()), Ehr.Response(Often.ToProfile()).With("authored", authored));

        Detail(await service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = answers }, Botox))).Should().Contain(Later);
    }

    [Fact]
    public async Task The_latest_of_several_answers_is_taken_without_a_word_about_the_others()
    {
        var answers = Ehr.Bundle(Ehr.Response(Often.ToProfile()), Ehr.Response(Often.ToProfile()).With("authored", "2026-11-20T08:00:00.123456789Z"));

        Detail(await service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = answers }, Botox))).Should().StartWith("The answers are of 2026-11-20.\n");
    }

    [Fact]
    public async Task A_risk_in_the_chart_is_said_also_where_the_form_was_not_filled_in()
    {
        var card = await service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = null, ["conditions"] = Ehr.Bundle(Ehr.Condition(Myasthenia)) }, Botox));

        ((string?)card["summary"]).Should().Be("To be reviewed first: neuromuscular junction disorder. There are no answers to the form.");
        ((string?)card["indicator"]).Should().Be("warning");
        Detail(card).Should().StartWith("The intake form is not filled in.\n");
    }

    [Fact]
    public async Task Where_there_are_no_answers_what_the_chart_lists_and_what_the_order_is_for_is_said_all_the_same()
    {
        var migraine = ("http://hl7.org/fhir/sid/icd-10-cm", "G43.709");
        (string, string)[] orders = [Botox, ("http://www.ama-assn.org/go/cpt", "64615"), ("http://www.ama-assn.org/go/cpt", "64617")];
        async Task<string> SummaryAsync(JsonNode? conditions, params (string, string)[] ordered) =>
            (string)(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(new ProfileDraft()).With("conditions", conditions), ordered)))["summary"]!;

        (await SummaryAsync(Ehr.Bundle(Ehr.Condition(migraine)), orders[0])).Should().Be(
            "There are no answers to the form. The chart lists chronic migraine. On how many days a month is there a headache of any kind?");
        (await SummaryAsync(null, orders[1])).Should().Be("There are no answers to the form. The order is for chronic migraine.");
        (await SummaryAsync(null, orders[2])).Should().StartWith("There are no answers to the form. A code of the order is ");
    }

    [Theory]
    [InlineData("cluster", true)]
    [InlineData("tension-type", true)]
    [InlineData("migraine", false)]
    public async Task A_headache_of_another_type_is_not_overlooked(string type, bool isWarning)
    {
        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Often.Set(FactCatalogue.HeadacheType, type)), Botox));

        ((string)card["summary"]!).Contains("To be reviewed first: headache type (", StringComparison.Ordinal).Should().Be(isWarning);
        ((string?)card["indicator"]).Should().Be(isWarning ? "warning" : "info");
    }

    private async Task<string> DetailAsync(string patientId, string reference)
    {
        var condition = Ehr.Condition(Myasthenia).With("subject", new JsonObject { ["reference"] = reference });
        var intake = Ehr.Response(Often.ToProfile()).With("subject", null);
        var request = Ehr.OrderSign(new JsonObject { ["intake"] = intake, ["conditions"] = Ehr.Bundle(condition) }, Botox);
        request["context"]!["patientId"] = patientId;
        return Detail(await service.Client.CardAsync(request));
    }

    private static string Detail(JsonNode card) => (string)card["detail"]!;
}
