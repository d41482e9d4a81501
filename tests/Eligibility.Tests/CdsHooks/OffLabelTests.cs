using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;
using Eligibility.Tests.Screenings;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What a card says of a use that is off label, and of authorities that do not agree.</summary>
public sealed class OffLabelTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly (string, string) Dysport = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0586");
    private static readonly Regex OffLabel = new(@"^\*\*.*: candidate\*\* \(off label\)$", RegexOptions.Multiline);

    private static ProfileDraft Adult => new ProfileDraft().Set(FactCatalogue.AgeYears, 47);

    [Theory]
    [InlineData("patient-view")]
    [InlineData("order-sign")]
    public async Task That_a_use_is_off_label_and_that_others_do_not_agree_stands_in_the_summary(string hook)
    {
        var intake = Ehr.Intake(Adult.Set(FactCatalogue.PainLocations, "neck"));

        var card = await service.Client.CardAsync(hook == "order-sign" ? Ehr.OrderSign(intake, Botox) : Ehr.PatientView(intake));

        Summary(card).Should().Be("Basic criteria are met for neck pain (off label), but not those of the 2 other authorities. Pain in the neck (reported: neck).");
    }

    [Fact]
    public async Task A_review_that_found_no_benefit_is_not_named_as_who_says_that_criteria_are_met()
    {
        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Adult.Set(FactCatalogue.PainLocations, "neck"))));

        ((string?)card["source"]!["label"]).Should().StartWith("Eligibility, rule book ");
        card["source"]!["url"].Should().BeNull();
        Detail(card).Should().MatchRegex(@"- Pain in the neck \(reported: neck\)\. A basic criterion of this service, after \[1\]; meeting it does not show a benefit\.\n(.|\n)*1\. \[.*Cochrane");
    }

    [Fact]
    public async Task What_an_authority_that_does_not_lead_finds_not_met_is_listed_with_its_source()
    {
        var neck = Detail(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Adult.Set(FactCatalogue.PainLocations, "neck")))));
        var migraine = Detail(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.MigraineDaysPerMonth, 2)))));

        neck.Should().MatchRegex(@"What others find not met\n\n- Aetna Clinical Policy Bulletin 0113: The bulletin calls neck pain outside the covered conditions.* \[\d+\]\n- A typical US payer: Payers usually do not cover.* \[\d+\]\n");
        migraine.Should().MatchRegex(@"- ICHD-3 diagnostic criteria and a typical US payer: 2 .*: does not meet 8 or more.* \[\d+\] \[\d+\]\n");
    }

    [Fact]
    public async Task Headache_medicines_that_are_not_overused_say_nothing_against_the_treatment()
    {
        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.AcuteMedicineDaysPerMonth, 2))));

        Detail(card).Should().Contain("- Medication-overuse headache, not met: ICHD-3 diagnostic criteria\n").And.NotContain("What others find not met");
        Summary(card).Should().StartWith("Basic criteria are met for chronic migraine; those of the label are to confirm. ");
    }

    [Fact]
    public async Task A_product_with_a_label_of_its_own_for_the_use_is_neither_on_nor_off_label_and_breaks_no_criterion()
    {
        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Adult.Set(FactCatalogue.Conditions, "cervical-dystonia")), Dysport));

        Summary(card).Should().StartWith("For cervical dystonia, what is asked of abobotulinumtoxinA is not compared here.");
        Detail(card).Should().Contain("** (whether it is on label is not settled)").And.NotContain("off label").And.NotContain("Not met");
        ((string?)card["indicator"]).Should().Be("info");
    }

    [Fact]
    public async Task What_decided_is_left_to_the_detail_where_little_of_it_would_remain()
    {
        var answers = Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.Conditions, "cervical-dystonia").Set(FactCatalogue.PainLocations, "neck");

        Summary(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(answers)))).Should()
            .Be("The label's criteria are met for cervical dystonia, basic ones for chronic migraine (label to confirm) and neck pain (off label).");
    }

    [Fact]
    public async Task However_much_is_reported_the_summary_says_that_some_of_it_is_off_label()
    {
        var everything = Adult.Set(FactCatalogue.Conditions, "cervical-dystonia", "upper-limb-spasticity", "lower-limb-spasticity", "blepharospasm", "strabismus")
            .Set(FactCatalogue.PainLocations, "neck", "lower-back");

        Summary(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(everything)))).Should().MatchRegex("^The label's criteria are met for 5 indications, basic ones for 2 \\(off label\\); not those of [0-9] others\\.");
        await Sample.ForEachAsync(RandomProfiles.Any, 60, async answers =>
        {
            var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox));
            Summary(card).Should().NotMatchRegex(@"\. [0-9.]+…$", "a number without its words says nothing");
            if (Summary(card).Contains("criteria are met", StringComparison.OrdinalIgnoreCase) && OffLabel.IsMatch(Detail(card)))
            {
                Summary(card).Should().Contain("off label");
            }
        });
    }

    private static string Summary(JsonNode card) => (string)card["summary"]!;

    private static string Detail(JsonNode card) => (string)card["detail"]!;
}
