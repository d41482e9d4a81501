using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Red flags, contraindications, precautions, and what is too soon or too much: none of them is missing from the summary.</summary>
public sealed class SafetySummaryTests(Service service)
{
    private const string Urgent = "A red flag is reported: urgent assessment comes before botulinum toxin.";
    private static readonly (string, string) Myasthenia = ("http://snomed.info/sct", "91637004");
    private static readonly (string, string) Pregnancy = ("http://snomed.info/sct", "77386006");
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly (string, string) Dysport = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0586");
    private static readonly (string, string) MigraineInjection = ("http://www.ama-assn.org/go/cpt", "64615");

    private static ProfileDraft Adult => new ProfileDraft().Set(FactCatalogue.AgeYears, 47);

    private static ProfileDraft Often => Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 20);

    private static ProfileDraft Flagged => Often.Set(FactCatalogue.RedFlags, "papilloedema");

    private static ProfileDraft Everything => Often.Set(FactCatalogue.RedFlags, "papilloedema", "major-trauma")
        .Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity", "dysphagia").Set(FactCatalogue.DaysSinceLastInjection, 30);

    [Theory]
    [InlineData("patient-view")]
    [InlineData("order-sign")]
    public async Task What_is_contraindicated_is_a_warning_though_another_use_is_not(string hook)
    {
        var card = await CardAsync(hook, Often.Set(FactCatalogue.Conditions, "overactive-bladder").Set(FactCatalogue.SafetyFactors, "urinary-tract-infection"));

        Summary(card).Should().StartWith("Contraindicated for overactive bladder: urinary tract infection.").And.NotContain("not met for overactive bladder").And.Contain("chronic migraine");
        ((string?)card["indicator"]).Should().Be("warning");
        ((string?)card["source"]!["topic"]!["code"]).Should().Be("contraindication");
    }

    [Fact]
    public async Task Too_many_units_beside_another_product_are_said_to_be_those_of_the_usual_one()
    {
        var answers = Adult.Set(FactCatalogue.Conditions, "cervical-dystonia").Set(FactCatalogue.PlannedUnits, 1000);

        Summary(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Dysport))).Should().Contain("Too many units of onabotulinumtoxinA: 1000, not 400.");
        Summary(await CardAsync("order-sign", answers)).Should().Contain("Too many units over three months: 1000, not 400 or fewer.");
    }

    [Fact]
    public async Task Answers_of_years_ago_are_said_to_be_so()
    {
        var old = Ehr.OrderSign(new JsonObject { ["intake"] = Ehr.Response(Often.ToProfile()).With("authored", "2021-03-02") }, Botox);

        Summary(await service.Client.CardAsync(old)).Should().MatchRegex(@"^The answers are \d+ years old\. ");
    }

    [Theory]
    [InlineData("patient-view")]
    [InlineData("order-sign")]
    public async Task A_precaution_that_the_form_reports_is_a_warning_and_begins_the_summary(string hook)
    {
        (ProfileDraft Answers, string Named)[] cases =
        [
            (Often.Set(FactCatalogue.Pregnant, "true"), "pregnancy"),
            (Often.Set(FactCatalogue.Breastfeeding, "true"), "breastfeeding"),
            (Often.Set(FactCatalogue.SafetyFactors, "dysphagia", "neuromuscular-junction-disorder"), "neuromuscular junction disorder and dysphagia"),
            (Often.Set(FactCatalogue.SafetyFactors, "breathing-difficulty").Set(FactCatalogue.Pregnant, "true"), "breathing difficulty and pregnancy"),
        ];
        foreach (var (answers, named) in cases)
        {
            var card = await CardAsync(hook, answers);

            Summary(card).Should().StartWith($"To be reviewed first: {named}. Basic criteria are met for chronic migraine");
            ShouldBeAWarning(card);
        }
    }

    [Fact]
    public async Task So_does_one_that_the_chart_lists_and_the_form_leaves_open()
    {
        var myasthenia = await CardAsync("patient-view", Often, Myasthenia);
        var pregnancy = await CardAsync("order-sign", Often, Pregnancy);

        Summary(myasthenia).Should().StartWith("To be reviewed first: neuromuscular junction disorder. ");
        Summary(pregnancy).Should().StartWith("To be reviewed first: pregnancy. ");
        ShouldBeAWarning(myasthenia);
        ShouldBeAWarning(pregnancy);
    }

    [Fact]
    public async Task A_precaution_is_told_to_an_order_also_where_nothing_is_reported()
    {
        var card = await CardAsync("order-sign", new ProfileDraft().Set(FactCatalogue.Pregnant, "true"));

        Summary(card).Should().StartWith("To be reviewed first: pregnancy. The answers do not say");
        ShouldBeAWarning(card);
    }

    [Fact]
    public async Task Every_red_flag_is_named_and_those_of_what_was_reported_come_first_with_their_source()
    {
        var two = await CardAsync("patient-view", Often.Set(FactCatalogue.RedFlags, "thunderclap-onset", "cancer-history"));
        var three = await CardAsync("patient-view", Often.Set(FactCatalogue.RedFlags, "thunderclap-onset", "papilloedema", "major-trauma"));

        Summary(two).Should().Be($"{Urgent} Thunderclap onset and cancer history.");
        Summary(three).Should().Be($"{Urgent} Thunderclap onset, papilloedema and major trauma.");
        foreach (var card in new[] { two, three })
        {
            ((string?)card["source"]!["label"]).Should().Contain("secondary headaches");
        }
    }

    [Fact]
    public async Task Red_flags_that_have_no_room_are_counted()
    {
        var card = await CardAsync("patient-view", Often.Set(FactCatalogue.RedFlags, [.. FactCatalogue.RedFlags.Codes]));

        Summary(card).Should().Be($"{Urgent} Thunderclap onset, fever and neck stiffness and 17 more.");
    }

    [Fact]
    public async Task A_red_flag_keeps_its_sentence_and_is_followed_by_what_else_stands_against_the_injection()
    {
        Summary(await CardAsync("order-sign", Flagged.Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity"))).Should().Be($"{Urgent} Papilloedema. Contraindication: toxin hypersensitivity.");
        Summary(await CardAsync("order-sign", Flagged.Set(FactCatalogue.SafetyFactors).Set(FactCatalogue.Pregnant, "false"), Pregnancy))
            .Should().Be($"{Urgent} Papilloedema. Against the form, the chart lists pregnancy.");
        Summary(await CardAsync("order-sign", Flagged.Set(FactCatalogue.SafetyFactors).Set(FactCatalogue.Pregnant, "true"))).Should().Be($"{Urgent} Papilloedema. To be reviewed first: pregnancy.");
    }

    [Fact]
    public async Task Red_flags_are_named_before_there_is_room_for_what_weighs_less()
    {
        Summary(await CardAsync("order-sign", Everything)).Should().Be($"{Urgent} Papilloedema and 1 more. Contraindication: toxin hypersensitivity.");
    }

    [Fact]
    public async Task What_restricts_stands_in_the_detail_in_the_order_of_the_summary()
    {
        ((string?)(await CardAsync("order-sign", Everything))["detail"]).Should().MatchRegex(
            @"What restricts\n\n- Reported: papilloedema\..*\n- Reported: major trauma\..*\n- Reported: toxin hypersensitivity\..*\n"
            + @"- Reported: dysphagia\..*\n- 30 days since the last injection");
    }

    [Fact]
    public async Task An_order_that_is_too_soon_or_too_much_is_a_warning_whatever_else_is_known()
    {
        const string Soon = "Too soon after the last injection: 30 days, not 84 or more.";
        const string Much = "Too many units over three months: 900, not 400 or fewer.";
        (ProfileDraft Answers, string Said)[] cases =
        [
            (Often.Set(FactCatalogue.DaysSinceLastInjection, 30).Set(FactCatalogue.CyclesCompleted, 1), Soon),
            (Adult.Set(FactCatalogue.DaysSinceLastInjection, 30), Soon),
            (Adult.Set(FactCatalogue.PlannedUnits, 900), Much),
            (Adult.Set(FactCatalogue.PlannedUnits, 900).Set(FactCatalogue.DaysSinceLastInjection, 30), $"{Much} Too soon: 30 days, not 84. The answers leave open: chronic migraine."),
            (Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 3).Set(FactCatalogue.PlannedUnits, 900), Much),
        ];
        foreach (var (answers, said) in cases)
        {
            var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox, MigraineInjection));

            Summary(card).Should().StartWith(said);
            ((string?)card["source"]!["topic"]!["code"]).Should().Be("off-guideline");
            ShouldBeAWarning(card);
        }

        Summary(await CardAsync("order-sign", Adult.Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity").Set(FactCatalogue.DaysSinceLastInjection, 30))).Should().EndWith(Soon);
    }

    [Fact]
    public async Task Without_an_order_nothing_is_too_soon()
    {
        var card = await CardAsync("patient-view", Often.Set(FactCatalogue.DaysSinceLastInjection, 30));

        Summary(card).Should().NotContain("Too soon");
        ((string?)card["indicator"]).Should().Be("info");
    }

    private static string Summary(JsonNode card) => (string)card["summary"]!;

    private static void ShouldBeAWarning(JsonNode card)
    {
        ((string?)card["indicator"]).Should().Be("warning");
        card["overrideReasons"]!.AsArray().Should().HaveCount(4);
    }

    private Task<JsonNode> CardAsync(string hook, ProfileDraft answers, params (string, string)[] conditions)
    {
        var prefetch = Ehr.Intake(answers).With("conditions", Ehr.Bundle(conditions.Select(condition => Ehr.Condition(condition))));
        return service.Client.CardAsync(hook == "order-sign" ? Ehr.OrderSign(prefetch, Botox) : Ehr.PatientView(prefetch));
    }
}
