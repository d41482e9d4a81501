using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Whose chart and which answers were used: what was left out is never left out in silence.</summary>
public sealed class WhoseAnswersTests(Service service)
{
    private const string Doubt = "The conditions in the chart could not be looked at, or not all of them.";
    private const string NotCompared = "so it could not be checked whose answers and whose chart these are.";
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
    [InlineData("p1", "Patient/p1/")]
    public async Task A_person_is_the_same_however_the_address_is_written(string patientId, string reference)
    {
        var detail = await DetailAsync(patientId, reference);

        detail.Should().Contain("myasthenia gravis").And.NotContain(Doubt);
        detail.Contains(NotCompared, StringComparison.Ordinal).Should().Be(patientId.Length == 0);
    }

    [Theory]
    [InlineData("""{ "reference": "urn:uuid:0f0f0f0f-0000-0000-0000-000000000000" }""")]
    [InlineData("""{ "reference": "patient/2" }""")]
    [InlineData("""{ "reference": "Patient//2" }""")]
    [InlineData("""{ "reference": "Patient%2F2" }""")]
    [InlineData("""{ "reference": "Patient/2/Patient/kanarienvogel" }""")]
    [InlineData("""{ "reference": "https://ehr.example/Patient/2/Patient/kanarienvogel" }""")]
    [InlineData("""{ "reference": "#p" }""")]
    [InlineData("""{ "reference": "Patient/kanarienvogel", "type": "RelatedPerson" }""")]
    [InlineData("""{ "reference": 7 }""")]
    [InlineData("""{ "identifier": { "value": "2" } }""")]
    [InlineData("""{ "display": "somebody" }""")]
    [InlineData("{}")]
    [InlineData("\"Patient/2\"")]
    [InlineData("""[{ "reference": "Patient/2" }]""")]
    public async Task What_cannot_be_told_to_be_of_the_person_is_used_and_the_card_says_so(string subject)
    {
        var answers = Ehr.Response(Often.ToProfile());
        var asked = Ehr.OrderSign(new JsonObject { ["intake"] = answers.DeepClone(), ["conditions"] = Ehr.Bundle(Ehr.Condition(Myasthenia).With("subject", JsonNode.Parse(subject))) }, Botox);
        var answered = Ehr.OrderSign(new JsonObject { ["intake"] = answers.With("subject", JsonNode.Parse(subject)), ["conditions"] = null }, Botox);

        Detail(await service.Client.CardAsync(asked)).Should().Contain("myasthenia gravis").And.Contain(NotCompared).And.NotContain(Doubt);
        Detail(await service.Client.CardAsync(answered)).Should().Contain("18").And.Contain(NotCompared);
    }

    [Theory]
    [InlineData("p1", "RelatedPerson/p1")]
    [InlineData("p1", "https://ehr.example/fhir/Group/p1")]
    [InlineData("p1", "Practitioner/p1/_history/2")]
    [InlineData("p1", "Device/1")]
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
    [InlineData("2026")]
    [InlineData("2026-11")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-19")]
    [InlineData("2026-11-20T01:00:00")]
    public async Task An_answer_that_may_be_later_is_not_passed_over_in_silence(string? authored)
    {
        var answers = Ehr.Bundle(Ehr.Response(Often.ToProfile()), Ehr.Response(Often.ToProfile()).With("authored", authored));

        Detail(await service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = answers }, Botox))).Should().Contain(Later);
    }

    [Theory]
    [InlineData("urn:eligibility:Questionnaire:botulinum-intake|2.0.0", true)]
    [InlineData(null, true)]
    [InlineData("urn:example:another-form", false)]
    public async Task A_later_answer_to_another_version_of_the_form_or_to_none_that_is_named_is_not_passed_over_in_silence(string? form, bool isTold)
    {
        var later = Ehr.Response(Often.ToProfile()).With("authored", "2026-11-21T08:00:00Z").With("questionnaire", form);

        Detail(await service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = Ehr.Bundle(Ehr.Response(Often.ToProfile()), later) }, Botox)))
            .Contains(Later, StringComparison.Ordinal).Should().Be(isTold);
    }

    [Theory]
    [InlineData("2026-11-19", "2026-11-20")]
    [InlineData("2026-11-18", "2026-11-20T08:00:00Z")]
    [InlineData("2025", "2026-11-20T08:00:00Z")]
    public async Task Answers_that_are_surely_earlier_are_no_doubt(string earlier, string later)
    {
        var answers = Ehr.Bundle(Ehr.Response(Often.ToProfile()).With("authored", earlier), Ehr.Response(Often.ToProfile()).With("authored", later));

        Detail(await service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = answers }, Botox))).Should().NotContain(Later);
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
