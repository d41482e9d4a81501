using System.Text.Json.Nodes;
using CsCheck;
using Eligibility.Api.CdsHooks;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What a card says.</summary>
public sealed class CardTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly (string, string) MigraineInjection = ("http://www.ama-assn.org/go/cpt", "64615");

    private static readonly string[] Letters = ["a", "b", " ", ",", "🧠", "é"];

    private static ProfileDraft Days(decimal days) => new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, days);

    [Fact]
    public async Task It_says_what_decided_and_who_says_so()
    {
        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Days(18))));

        ((string?)card["summary"]).Should().Be("Basic criteria are met for chronic migraine; those of the label are to confirm. 18 headache days a month: meets 15 or more.");
        ((string?)card["indicator"]).Should().Be("info");
        ((string?)card["source"]!["label"]).Should().Contain("prescribing information");
        ((string?)card["source"]!["topic"]!["code"]).Should().Be("guideline");
        card["overrideReasons"].Should().BeNull("nothing is advised against");
        ((string?)card["detail"]).Should().Contain("**Chronic migraine: candidate**").And.Contain("Met\n\n- 18 headache days a month: meets 15 or more [1] [2]")
            .And.Contain("To confirm\n").And.Contain("1. [").And.Contain("Still to ask").And.Contain("a health professional decides");
    }

    [Fact]
    public async Task An_order_is_told_which_criterion_is_not_met_and_an_opened_chart_is_left_alone()
    {
        var intake = Ehr.Intake(Days(9));
        (await service.Client.CardsAsync(Ehr.PatientView(intake.DeepClone()))).Should().BeEmpty();

        var card = await service.Client.CardAsync(Ehr.OrderSign(intake, Botox));

        ((string?)card["summary"]).Should().Be("A published criterion is not met for chronic migraine. 9 headache days a month: does not meet 15 or more.");
        ((string?)card["indicator"]).Should().Be("warning");
        ((string?)card["source"]!["topic"]!["code"]).Should().Be("off-guideline");
        card["overrideReasons"]!.AsArray().Should().HaveCount(4);
        ((string?)card["detail"]).Should().Contain("Not met\n").And.NotContainEquivalentOf("not eligible");
    }

    [Theory]
    [InlineData("patient-view")]
    [InlineData("order-sign")]
    public async Task A_contraindication_and_a_red_flag_are_warnings_and_never_critical(string hook)
    {
        JsonObject Request(ProfileDraft answers) => hook == "order-sign" ? Ehr.OrderSign(Ehr.Intake(answers), Botox) : Ehr.PatientView(Ehr.Intake(answers));

        var contraindicated = await service.Client.CardAsync(Request(Days(18).Set(FactCatalogue.SafetyFactors, "injection-site-infection", "anticoagulant")));
        var urgent = await service.Client.CardAsync(Request(Days(18).Set(FactCatalogue.RedFlags, "papilloedema")));

        ((string?)contraindicated["summary"]).Should().Be("A contraindication to botulinum toxin is reported. Injection site infection. To be reviewed first: anticoagulant.");
        ((string?)contraindicated["indicator"]).Should().Be("warning");
        ((string?)contraindicated["source"]!["topic"]!["code"]).Should().Be("contraindication");
        ((string?)urgent["summary"]).Should().Be("A red flag is reported: urgent assessment comes before botulinum toxin. Papilloedema.");
        ((string?)urgent["indicator"]).Should().Be("warning");
    }

    [Fact]
    public async Task An_order_too_soon_after_the_last_one_would_have_to_wait()
    {
        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Days(18).Set(FactCatalogue.DaysSinceLastInjection, 60)), Botox));

        ((string?)card["summary"]).Should().Be("Too soon after the last injection: 60 days, not 84 or more. Basic criteria are met for chronic migraine; those of the label are to confirm.");
        ((string?)card["indicator"]).Should().Be("warning");
    }

    [Fact]
    public async Task An_order_of_too_many_units_is_not_told_to_wait()
    {
        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Days(18).Set(FactCatalogue.PlannedUnits, 500)), Botox));

        ((string?)card["summary"]).Should().StartWith("Too many units over three months: 500, not 400 or fewer. Basic criteria are met for chronic migraine");
        ((string?)card["source"]!["topic"]!["code"]).Should().Be("off-guideline");
    }

    [Fact]
    public async Task A_contraindication_is_a_warning_also_where_nothing_is_reported_that_could_be_treated()
    {
        var answers = new ProfileDraft().Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity");

        foreach (var request in new[] { Ehr.OrderSign(Ehr.Intake(answers), Botox), Ehr.PatientView(Ehr.Intake(answers)) })
        {
            var card = await service.Client.CardAsync(request);

            ((string?)card["summary"]).Should().Be("A contraindication to botulinum toxin is reported. Toxin hypersensitivity.");
            ((string?)card["indicator"]).Should().Be("warning");
            ((string?)card["source"]!["topic"]!["code"]).Should().Be("contraindication");
        }
    }

    [Fact]
    public async Task A_criterion_that_is_not_met_is_never_written_as_if_it_were()
    {
        var answers = new ProfileDraft().Set(FactCatalogue.AgeYears, 40).Set(FactCatalogue.Conditions, "myofascial-pain").Set(FactCatalogue.PriorPhysicalTherapy, "none").Set(FactCatalogue.PainLocations, "neck");

        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers.Set(FactCatalogue.RedFlags, "thunderclap-onset")), Botox));

        ((string?)card["detail"]).Should().Contain("Reported: none; required: physical therapy").And.Contain("Reported: thunderclap onset. A red flag for headache is reported.").And.NotContain("not candidate");
    }

    [Fact]
    public async Task Days_before_the_first_treatment_are_said_to_be_those()
    {
        var answers = Days(9).Set(FactCatalogue.CyclesCompleted, 2).Set(FactCatalogue.BaselineHeadacheDaysPerMonth, 20);

        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox));

        ((string?)card["summary"]).Should().Contain("20 headache days a month before the first treatment: meets 15 or more");
    }

    [Fact]
    public async Task An_order_that_may_be_for_anything_leaves_everything_to_be_looked_at()
    {
        var answers = new ProfileDraft().Set(FactCatalogue.AgeYears, 40).Set(FactCatalogue.Conditions, "upper-limb-spasticity");

        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), MigraineInjection, ("http://www.ama-assn.org/go/cpt", "64643")));

        ((string?)card["summary"]).Should().StartWith("The label's criteria are met for upper-limb spasticity.");
    }

    [Fact]
    public async Task A_body_beyond_the_bound_of_a_hook_is_told_that_bound()
    {
        using var answer = await service.Client.PostAsync(Ehr.OrderSign(Ehr.Intake(Days(18)), Botox).With("extension", new string('x', 1024 * 1024)));

        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("1048576 bytes");
    }

    [Fact]
    public async Task An_order_for_one_indication_is_held_against_that_one_alone()
    {
        var intake = Ehr.Intake(Days(9).Set(FactCatalogue.PainLocations, "neck"));

        var any = await service.Client.CardAsync(Ehr.OrderSign(intake.DeepClone(), Botox));
        var migraine = await service.Client.CardAsync(Ehr.OrderSign(intake, Botox, MigraineInjection));

        ((string?)any["summary"]).Should().StartWith("Basic criteria are met for neck pain (off label)");
        ((string?)migraine["summary"]).Should().StartWith("A published criterion is not met for chronic migraine.");
        ((string?)migraine["detail"]).Should().NotContain("Neck pain");
    }

    [Fact]
    public async Task Answers_about_nothing_that_is_screened_for_are_silent_in_a_chart_and_told_to_an_order()
    {
        var nothing = Ehr.Intake(new ProfileDraft().Set(FactCatalogue.AgeYears, 40));
        (await service.Client.CardsAsync(Ehr.PatientView(nothing.DeepClone()))).Should().BeEmpty();

        var card = await service.Client.CardAsync(Ehr.OrderSign(nothing, Botox));

        ((string?)card["summary"]).Should().Be("The answers do not say whether anything is there that botulinum toxin is screened for here.");
        ((string?)card["indicator"]).Should().Be("info");
    }

    [Fact]
    public async Task What_is_missing_for_what_was_reported_is_asked_for()
    {
        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(new ProfileDraft().Set(FactCatalogue.Conditions, "cervical-dystonia"))));

        ((string?)card["summary"]).Should().StartWith("For cervical dystonia, answers are missing.");
        ((string?)card["detail"]).Should().Contain("**Cervical dystonia: undetermined**");
    }

    [Fact]
    public async Task The_sources_are_links_and_stand_in_the_links_of_the_card_too()
    {
        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Days(18).Set(FactCatalogue.PainLocations, "neck"))));
        var detail = (string)card["detail"]!;

        card["links"]!.AsArray().Should().HaveCountGreaterThan(3);
        foreach (var link in card["links"]!.AsArray())
        {
            detail.Should().Contain($"]({((string)link!["url"]!).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})");
        }
    }

    [Fact]
    public async Task The_address_of_a_source_is_the_published_one()
    {
        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Days(18))));

        RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Leaves.Select(leaf => edition.TextOf(leaf).Citation))
            .Should().Contain(citation => citation.Url.AbsoluteUri == (string)card["source"]!["url"]! && citation.Title == (string)card["source"]!["label"]!);
    }

    [Fact]
    public async Task An_answer_takes_far_less_than_half_a_second()
    {
        var request = Ehr.OrderSign(Ehr.Intake(Days(18).Set(FactCatalogue.PainLocations, "neck")).With("conditions", Ehr.Bundle(Ehr.Condition(("http://hl7.org/fhir/sid/icd-10-cm", "G24.3")))), Botox);
        await service.Client.CardAsync(request);
        var began = TimeProvider.System.GetTimestamp();

        using var answer = await service.Client.PostAsync(request);

        TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void A_summary_is_cut_at_a_word_and_counted_in_code_points()
    {
        Words.Cut(new string('a', 139)).Should().HaveLength(139);
        Words.Cut(new string('a', 140)).Should().Be(new string('a', 138) + "…");
        Words.Cut(string.Concat(Enumerable.Repeat("🧠", 139))).EnumerateRunes().Should().HaveCount(139);
        Words.Cut(string.Concat(Enumerable.Repeat("word ", 40)).Trim()).Should().EndWith("word…").And.Match(text => text.Length <= 139);
        Words.Cut($"{new string('a', 124)}. Too soon: 18 days, not 84.").Should().Be($"{new string('a', 124)}. …", "a sentence of which nothing is left to understand is left out");
        Gen.Int[0, 5].Array[0, 400].Select(letters => string.Concat(letters.Select(letter => Letters[letter]))).Sample(text => Words.Cut(text).EnumerateRunes().Count() <= 139);
    }
}
