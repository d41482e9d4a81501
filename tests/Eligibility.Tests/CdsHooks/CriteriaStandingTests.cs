using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Whose criteria a summary calls met: never more than are.</summary>
public sealed class CriteriaStandingTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly (string, string) Dystonia = ("http://hl7.org/fhir/sid/icd-10-cm", "G24.3");

    private static ProfileDraft Adult => new ProfileDraft().Set(FactCatalogue.AgeYears, 47);

    private static ProfileDraft Often => Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18);

    private static ProfileDraft Met => Often.Set(FactCatalogue.LongHeadacheDaysPerMonth, 18);

    private static ProfileDraft Soon => Met.Set(FactCatalogue.DaysSinceLastInjection, 30);

    private static ProfileDraft Both => Soon.Set(FactCatalogue.PlannedUnits, 900);

    [Fact]
    public async Task The_basic_criteria_alone_are_not_called_more_than_that()
    {
        const string Days = "18 headache days a month: meets 15 or more.";
        (ProfileDraft Answers, string Summary)[] cases =
        [
            (Often, $"Basic criteria are met for chronic migraine; those of the label are to confirm. {Days}"),
            (Met, $"The label's criteria are met for chronic migraine. {Days}"),
            (Met.Set(FactCatalogue.MigraineDaysPerMonth, 2), $"The label's criteria are met for chronic migraine, but not those of 6 of 7 other authorities. {Days}"),
            (Often.Set(FactCatalogue.MigraineDaysPerMonth, 2), $"Basic criteria are met for chronic migraine (label to confirm); not those of 6 others. {Days}"),
            (Adult.Set(FactCatalogue.PainLocations, "neck"), "Basic criteria are met for neck pain (off label), but not those of the 2 other authorities. Pain in the neck (reported: neck)."),
            (Often.Set(FactCatalogue.PainLocations, "neck").Set(FactCatalogue.SpasmHistory, "chronic"),
                "Basic criteria are met for chronic migraine (label to confirm), neck pain and chronic muscle spasm (both off label); not those of 2 others."),
            (Met.Set(FactCatalogue.PainLocations, "neck"), "The label's criteria are met for chronic migraine, basic ones for neck pain (off label); not those of 2 others."),
            (Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 2).Set(FactCatalogue.PainLocations, "neck"),
                "Basic criteria are met for neck pain (off label), but not those of the 2 other authorities; not met for chronic migraine."),
        ];
        foreach (var (answers, summary) in cases)
        {
            Summary(await CardAsync("order-sign", answers)).Should().Be(summary);
        }
    }

    [Fact]
    public async Task Too_soon_and_too_much_are_both_told_with_how_the_criteria_stand()
    {
        Summary(await CardAsync("order-sign", Soon)).Should().Be("Too soon after the last injection: 30 days, not 84 or more. The label's criteria are met for chronic migraine.");
        Summary(await CardAsync("order-sign", Both)).Should().Be("Too many units over three months: 900, not 400 or fewer. Too soon: 30 days, not 84. The label's criteria are met for chronic migraine.");
        Summary(await CardAsync("order-sign", Both.Set(FactCatalogue.Pregnant, "true"))).Should()
            .Be("To be reviewed first: pregnancy. Too many units: 900, not 400. Too soon: 30 days, not 84. The label's criteria are met.");
        Summary(await CardAsync("patient-view", Soon)).Should()
            .Be("The label's criteria are met for chronic migraine, but it would have to wait. 30 days since the last injection: does not meet 84 or more.");
        Summary(await CardAsync("patient-view", Both)).Should().StartWith("The label's criteria are met for chronic migraine, but it would have to wait, and not with so many units.");
    }

    [Fact]
    public async Task However_much_has_to_be_looked_at_first_a_few_words_say_how_the_criteria_stand()
    {
        var many = Met.Set(FactCatalogue.SafetyFactors, "dysphagia", "breathing-difficulty", "anticoagulant", "muscle-relaxant", "anticholinergic").Set(FactCatalogue.Pregnant, "true");

        Summary(await CardAsync("order-sign", many)).Should().Be("To be reviewed first: dysphagia, breathing difficulty, anticoagulant, muscle relaxant and 2 more. The label's criteria are met.");
    }

    [Fact]
    public async Task However_few_words_there_is_room_for_nobody_reads_that_it_could_be_given_now()
    {
        const string Risks = "To be reviewed first: dysphagia, breathing difficulty, anticoagulant and muscle relaxant. ";
        string[] risks = ["dysphagia", "breathing-difficulty", "anticoagulant", "muscle-relaxant"];

        Summary(await CardAsync("patient-view", Soon.Set(FactCatalogue.SafetyFactors, risks))).Should().Be(Risks + "The label's criteria are met, but not now.");
        Summary(await CardAsync("patient-view", Met.Set(FactCatalogue.PlannedUnits, 900).Set(FactCatalogue.SafetyFactors, risks))).Should()
            .Be(Risks + "The label's criteria are met, but not as planned.");
        var fails = Soon.Set(FactCatalogue.Conditions, "axillary-hyperhidrosis").Set(FactCatalogue.TopicalTreatmentFailed, "false");
        Summary(await CardAsync("patient-view", fails.Set(FactCatalogue.SafetyFactors, risks))).Should().EndWith(" Criteria are met for 1 of 2 indications, but not now.");
        Summary(await CardAsync("patient-view", fails.Set(FactCatalogue.SafetyFactors, risks[..2]))).Should()
            .EndWith(" Not met for axillary hyperhidrosis; met for chronic migraine, but not now.");
    }

    [Fact]
    public async Task What_is_counted_is_counted_out_of_all_that_was_reported()
    {
        var four = new ProfileDraft().Set(FactCatalogue.AgeYears, 40).Set(FactCatalogue.HeadacheDaysPerMonth, 3).Set(FactCatalogue.PainLocations, "neck")
            .Set(FactCatalogue.Conditions, "cervical-dystonia", "overactive-bladder").Set(FactCatalogue.Pregnant, "true")
            .Set(FactCatalogue.SafetyFactors, "dysphagia", "breathing-difficulty", "anticoagulant", "muscle-relaxant", "anticholinergic");

        Summary(await CardAsync("order-sign", four)).Should().EndWith(" Criteria are met, some off label, for 2 of 4 indications.", "the bladder is still open");
    }

    [Fact]
    public async Task Answers_are_called_missing_only_of_what_an_answer_would_settle()
    {
        var dysport = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0586");
        var both = Adult.Set(FactCatalogue.Conditions, "cervical-dystonia", "myofascial-pain");
        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(both), dysport));

        Summary(card).Should().StartWith("For myofascial pain (off label), answers are missing; for cervical dystonia, what is asked of abobotulinumtoxinA is not compared here.");
    }

    [Fact]
    public async Task What_the_chart_lists_and_the_form_denies_is_in_the_summary_also_where_it_is_no_risk()
    {
        const string Denied = " Against the form, the chart lists cervical dystonia.";
        Summary(await CardAsync("order-sign", Adult.Set(FactCatalogue.PainLocations, "neck").Set(FactCatalogue.Conditions), Dystonia)).Should().Be("Basic criteria are met for neck pain (off label); not those of 2 others." + Denied);
        Summary(await CardAsync("order-sign", Met.Set(FactCatalogue.Conditions), Dystonia)).Should().Be("The label's criteria are met for chronic migraine." + Denied);
        Summary(await CardAsync("order-sign", Adult.Set(FactCatalogue.Conditions), Dystonia)).Should().EndWith(Denied);
        Summary(await CardAsync("order-sign", Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 3).Set(FactCatalogue.Conditions), Dystonia)).Should()
            .Contain("A published criterion is not met for chronic migraine." + Denied);
    }

    private static string Summary(JsonNode card) => (string)card["summary"]!;

    private Task<JsonNode> CardAsync(string hook, ProfileDraft answers, params (string, string)[] conditions)
    {
        var prefetch = Ehr.Intake(answers).With("conditions", Ehr.Bundle(conditions.Select(condition => Ehr.Condition(condition))));
        return service.Client.CardAsync(hook == "order-sign" ? Ehr.OrderSign(prefetch, Botox) : Ehr.PatientView(prefetch));
    }
}
