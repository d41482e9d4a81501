using System.Text.Json.Nodes;
using Eligibility.Api.CdsHooks;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What an order says of its product and of its use, what it leaves open, and what a card says of either.</summary>
public sealed class OrderTests(Service service)
{
    private const string Hcpcs = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
    private const string Cpt = "http://www.ama-assn.org/go/cpt";
    private static readonly (string, string) Botox = (Hcpcs, "J0585");
    private static readonly (string, string) Dysport = (Hcpcs, "J0586");
    private static readonly (string, string) Myobloc = (Hcpcs, "J0587");
    private static readonly (string, string) Larynx = (Cpt, "64617");
    private static readonly (string, string) Face = (Cpt, "64612");
    private static readonly (string, string) Limb = (Cpt, "64643");
    private static readonly (string, string) Migraine = (Cpt, "64615");

    private static ProfileDraft Adult => new ProfileDraft().Set(FactCatalogue.AgeYears, 47);

    [Fact]
    public async Task An_order_for_the_larynx_has_no_card_about_another_indication()
    {
        var card = await CardAsync(Adult.Set(FactCatalogue.PainLocations, "neck"), Botox, Larynx);

        Summary(card).Should().Be("A code of the order is for an injection into the larynx, which is not screened here.");
        Detail(card).Should().NotContain("candidate").And.NotContain("Neck pain");
        Summary(await CardAsync(Adult.Set(FactCatalogue.RedFlags, "papilloedema"), Larynx)).Should().StartWith("A red flag is reported");
        Summary(await CardAsync(Adult.Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity"), Larynx)).Should().StartWith("A contraindication");
    }

    [Fact]
    public void An_order_for_what_is_not_screened_is_not_counted_as_a_criterion_that_is_not_met()
    {
        var larynx = new DraftOrders(0, false, [], ["A code of the order is for an injection into the larynx"]);

        HookScreening.Of(new Screener(RuleBook.Shipped), Adult.ToProfile(), new Chart([], null, []), larynx, new DateOnly(2026, 11, 23)).Counted.Should().Be(Candidacy.Undetermined);
    }

    [Fact]
    public async Task An_order_for_one_side_of_the_face_is_held_against_blepharospasm_and_may_be_for_more()
    {
        var neck = await CardAsync(Adult.Set(FactCatalogue.PainLocations, "neck"), Face);
        var lids = await CardAsync(Adult.Set(FactCatalogue.Conditions, "blepharospasm"), Face);

        Summary(neck).Should().Be("The answers do not say whether there is what the order is for: blepharospasm.");
        Summary(lids).Should().StartWith("The label's criteria are met for blepharospasm.");
        foreach (var card in new[] { neck, lids })
        {
            Detail(card).Should().Contain("By the code of the order, blepharospasm alone was looked at.")
                .And.Contain("A code of the order may also be for hemifacial spasm, which is not screened here.").And.NotContain("Neck pain");
        }
    }

    [Fact]
    public async Task An_order_that_does_not_say_what_it_is_for_is_said_not_to()
    {
        const string Open = "The order does not say which indication it is for: all that are screened here were looked at.";
        var answers = Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.LongHeadacheDaysPerMonth, 18);

        Detail(await CardAsync(answers, Botox)).Should().Contain(Open);
        Detail(await CardAsync(answers, Botox, Limb)).Should().Contain(Open);
        Detail(await CardAsync(answers, Limb, Larynx)).Should().Contain(Open).And.Contain("larynx");
        Detail(await CardAsync(answers, Botox, Migraine)).Should().NotContain(Open).And.Contain("By the code of the order, chronic migraine alone was looked at.");
    }

    [Fact]
    public async Task Of_two_products_none_is_taken_without_saying_so()
    {
        foreach (var order in new[] { new[] { Botox, Dysport }, [Dysport, Botox] })
        {
            var card = await CardAsync(Adult.Set(FactCatalogue.Conditions, "cervical-dystonia"), order);

            Summary(card).Should().StartWith("The order names 2 products; this is for abobotulinumtoxinA. For cervical dystonia, what is asked of this product is not compared here.");
            Detail(card).Should().Contain("The order names onabotulinumtoxinA and abobotulinumtoxinA, and the form no product. What is said here is for abobotulinumtoxinA, with which no more is met than with the other.")
                .And.NotContain("is assumed.\n- Treatment").And.NotContain("Treatment with onabotulinumtoxinA is assumed");
        }
    }

    [Fact]
    public async Task Of_two_products_that_one_speaks_with_which_fewer_of_the_indications_are_met_and_what_fails_is_named()
    {
        var answers = Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.PainLocations, "neck").Set(FactCatalogue.SpasmHistory, "chronic").Set(FactCatalogue.PriorPhysicalTherapy, "none");

        var two = await CardAsync(answers, Botox, Dysport);
        var one = await CardAsync(answers, Dysport);

        Summary(two).Should().StartWith("The order names 2 products; this is for abobotulinumtoxinA. ").And.Contain("ot met for chronic migraine");
        Summary(one).Should().MatchRegex("^Basic criteria are met for .*; not met for chronic migraine\\.");
    }

    [Fact]
    public async Task Products_that_are_all_others_than_the_usual_one_are_not_taken_for_it()
    {
        var card = await CardAsync(Adult.Set(FactCatalogue.Conditions, "cervical-dystonia"), Dysport, Myobloc);

        Detail(card).Should().Contain("The order names abobotulinumtoxinA and rimabotulinumtoxinB, and the form no product.").And.NotContain("assumed: onabotulinumtoxinA");
    }

    [Fact]
    public async Task Where_the_form_names_a_product_and_the_order_another_that_is_a_warning_and_said_first()
    {
        var answers = Adult.Set(FactCatalogue.Conditions, "cervical-dystonia").Set(FactCatalogue.ToxinProduct, "onabotulinumtoxinA");
        var both = await CardAsync(answers, Botox, Dysport);
        var other = await CardAsync(answers, Dysport);
        var same = await CardAsync(answers, Botox);

        Summary(both).Should().StartWith("The order names 2 products; this is for onabotulinumtoxinA, which the form says. The label's criteria are met for cervical dystonia.");
        Summary(other).Should().StartWith("The order names abobotulinumtoxinA; this is for onabotulinumtoxinA, which the form says. ");
        Detail(both).Should().Contain("The order names onabotulinumtoxinA and abobotulinumtoxinA; the form says onabotulinumtoxinA, and that was used. Units of one product cannot be converted");
        foreach (var card in new[] { both, other })
        {
            ((string?)card["indicator"]).Should().Be("warning");
            card["overrideReasons"]!.AsArray().Should().HaveCount(4);
        }

        ((string?)same["indicator"]).Should().Be("info");
        Summary(same).Should().StartWith("The label's criteria are met for cervical dystonia.");
    }

    [Fact]
    public async Task Where_nothing_is_reported_the_summary_says_no_more_than_is_known()
    {
        var migraine = ("http://hl7.org/fhir/sid/icd-10-cm", "G43.709");
        var absent = Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 0);

        (await SummaryAsync(Adult.Set(FactCatalogue.HeadacheType, "migraine"), [], Botox)).Should().Be("The answers do not say whether anything is there that botulinum toxin is screened for here.");
        (await SummaryAsync(Adult, [migraine], Botox)).Should().Be("The chart lists chronic migraine; the form leaves open: On how many days a month is there a headache of any kind?");
        (await SummaryAsync(Adult, [migraine], Botox, Migraine)).Should().StartWith("The answers do not say whether there is what the order is for: chronic migraine. On how many days a month");
        (await SummaryAsync(Adult.Set(FactCatalogue.PainLocations, "neck"), [], Botox, Migraine)).Should().StartWith("The answers do not say whether there is what the order is for: chronic migraine.");
        (await SummaryAsync(absent.Set(FactCatalogue.PainLocations, "neck"), [], Botox, Migraine)).Should().Be("By the form, what the order is for is not there: chronic migraine.");
        (await SummaryAsync(absent.Set(FactCatalogue.PainLocations).Set(FactCatalogue.Conditions).Set(FactCatalogue.SpasmHistory, "none"), [], Botox))
            .Should().Be("By the form, nothing is there that botulinum toxin is screened for here.");
    }

    [Fact]
    public async Task A_criterion_says_whether_its_answer_was_reported_or_is_of_the_chart_or_the_order()
    {
        var neck = ("http://hl7.org/fhir/sid/icd-10-cm", "M54.2");

        (await SummaryAsync(Adult, [neck], Botox)).Should().EndWith("Pain in the neck (in the chart: neck).");
        Detail(await CardAsync(Adult.Set(FactCatalogue.Conditions, "cervical-dystonia"), Botox)).Should().Contain("(ordered: onabotulinumtoxinA)").And.Contain("(reported: cervical dystonia)");
        Detail(await CardAsync(Adult.Set(FactCatalogue.Conditions, "cervical-dystonia"), (Cpt, "64616"))).Should().Contain("(assumed: onabotulinumtoxinA)");
    }

    private static string Summary(JsonNode card) => (string)card["summary"]!;

    private static string Detail(JsonNode card) => (string)card["detail"]!;

    private async Task<string> SummaryAsync(ProfileDraft answers, (string, string)[] conditions, params (string, string)[] order) =>
        Summary(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers).With("conditions", Ehr.Bundle(conditions.Select(condition => Ehr.Condition(condition)))), order)));

    private Task<JsonNode> CardAsync(ProfileDraft answers, params (string, string)[] order) => service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), order));
}
