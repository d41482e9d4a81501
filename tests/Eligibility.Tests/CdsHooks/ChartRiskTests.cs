using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>A risk that the chart lists and the form leaves out: the form's answer is used, and nobody can overlook the other.</summary>
public sealed class ChartRiskTests(Service service)
{
    private const string Snomed = "http://snomed.info/sct";
    private static readonly (string, string) Myasthenia = (Snomed, "91637004");
    private static readonly (string, string) Sclerosis = (Snomed, "86044005");
    private static readonly (string, string) Pregnancy = (Snomed, "77386006");
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");

    private static ProfileDraft Answers => new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.HeadacheDaysPerMonth, 18);

    [Theory]
    [InlineData("patient-view")]
    [InlineData("order-sign")]
    public async Task It_is_a_warning_and_begins_the_summary(string hook)
    {
        var card = await CardAsync(hook, Answers.Set(FactCatalogue.SafetyFactors, "anticoagulant"), Myasthenia);

        Summary(card).Should().StartWith("Against the form, the chart lists myasthenia gravis or Lambert-Eaton syndrome. To be reviewed first: anticoagulant. Basic criteria");
        ((string?)card["indicator"]).Should().Be("warning");
        card["overrideReasons"]!.AsArray().Should().HaveCount(4);
    }

    [Fact]
    public async Task A_pregnancy_is_one()
    {
        var card = await CardAsync("order-sign", Answers.Set(FactCatalogue.Pregnant, "false"), Pregnancy);

        Summary(card).Should().StartWith("Against the form, the chart lists pregnancy.");
        ((string?)card["indicator"]).Should().Be("warning");
    }

    [Fact]
    public async Task It_is_seen_beside_a_red_flag_and_a_contraindication_too()
    {
        var urgent = await CardAsync("order-sign", Answers.Set(FactCatalogue.RedFlags, "papilloedema").Set(FactCatalogue.SafetyFactors).Set(FactCatalogue.Pregnant, "false"), Myasthenia, Sclerosis, Pregnancy);
        var contraindicated = await CardAsync("order-sign", Answers.Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity"), Sclerosis);

        Summary(urgent).Should().Be("A red flag is reported: urgent assessment comes before botulinum toxin. Papilloedema. Against the form, the chart lists 3 risks.");
        Summary(contraindicated).Should().Be("A contraindication to botulinum toxin is reported. Toxin hypersensitivity. Against the form, the chart lists amyotrophic lateral sclerosis.");
    }

    [Fact]
    public async Task Only_what_the_form_leaves_out_is_named()
    {
        var some = await CardAsync("patient-view", Answers.Set(FactCatalogue.SafetyFactors, "neuromuscular-junction-disorder"), Myasthenia, Sclerosis);
        var none = await CardAsync("patient-view", Answers.Set(FactCatalogue.SafetyFactors, "neuromuscular-junction-disorder"), Myasthenia);

        Summary(some).Should().StartWith("Against the form, the chart lists amyotrophic lateral sclerosis.");
        ((string?)some["detail"]).Should().Contain("The chart lists amyotrophic lateral sclerosis; the form does not say so");
        Summary(none).Should().StartWith("To be reviewed first: neuromuscular junction disorder. Basic criteria are met");
    }

    [Fact]
    public async Task An_answer_that_says_no_is_not_called_one_that_says_nothing()
    {
        var none = await CardAsync("patient-view", Answers.Set(FactCatalogue.SafetyFactors), Myasthenia);

        ((string?)none["detail"]).Should().MatchRegex("The chart lists [^;]+; the form says that it is not so, and its answer was used");
    }

    [Theory]
    [InlineData(47, -36, true)]
    [InlineData(47, 1, false)]
    [InlineData(47, -1, true)]
    [InlineData(47, 0, false)]
    public async Task Another_age_in_the_chart_is_one_unless_a_birthday_explains_it(int ofTheForm, int more, bool isTold)
    {
        var born = TimeProvider.System.GetUtcNow().AddYears(-(ofTheForm + more)).AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Answers).With("patient", new JsonObject { ["resourceType"] = "Patient", ["birthDate"] = born })));

        Summary(card).StartsWith(FormattableString.Invariant($"Against the form, the chart lists an age of {ofTheForm + more} years. Basic criteria"), StringComparison.Ordinal).Should().Be(isTold);
        ((string?)card["indicator"]).Should().Be(isTold ? "warning" : "info");
    }

    [Fact]
    public async Task What_bears_on_no_risk_is_no_warning()
    {
        var card = await CardAsync("patient-view", Answers.Set(FactCatalogue.Conditions), (Snomed, "74333002"));

        ((string?)card["indicator"]).Should().Be("info");
        Summary(card).Should().StartWith("Basic criteria are met for chronic migraine; those of the label are to confirm. Against the form, the chart lists cervical dystonia");
    }

    private static string Summary(JsonNode card) => (string)card["summary"]!;

    private Task<JsonNode> CardAsync(string hook, ProfileDraft answers, params (string, string)[] conditions)
    {
        var prefetch = Ehr.Intake(answers).With("conditions", Ehr.Bundle(conditions.Select(condition => Ehr.Condition(condition))));
        return service.Client.CardAsync(hook == "order-sign" ? Ehr.OrderSign(prefetch, Botox) : Ehr.PatientView(prefetch));
    }
}
