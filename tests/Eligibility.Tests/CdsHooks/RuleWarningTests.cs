using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What the rules call a warning, and an answer has brought, is told first: which answers these are is for the rules to say.</summary>
public sealed class RuleWarningTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");

    private static ProfileDraft Often => new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.LongHeadacheDaysPerMonth, 18);

    [Theory]
    [InlineData("patient-view")]
    [InlineData("order-sign")]
    public async Task It_is_a_warning_that_begins_the_summary_and_names_the_question_and_the_answer(string hook)
    {
        (ProfileDraft Answers, string Named)[] cases =
        [
            (Often.Set(FactCatalogue.HeadacheType, "tension-type"), "headache type (tension type)"),
            (Often.Set(FactCatalogue.Purpose, "cosmetic"), "purpose (cosmetic)"),
            (Often.Set(FactCatalogue.HeadacheType, "cluster").Set(FactCatalogue.Purpose, "cosmetic").Set(FactCatalogue.Pregnant, "true"), "pregnancy, headache type (cluster) and purpose (cosmetic)"),
        ];
        foreach (var (answers, named) in cases)
        {
            var card = await CardAsync(hook, answers);

            ((string?)card["summary"]).Should().StartWith($"To be reviewed first: {named}. The label's criteria are met");
            ((string?)card["indicator"]).Should().Be("warning");
        }
    }

    [Fact]
    public async Task What_a_safeguard_has_found_is_not_named_again()
    {
        var bladder = new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.Conditions, "overactive-bladder").Set(FactCatalogue.SafetyFactors, "urinary-tract-infection");

        ((string?)(await CardAsync("order-sign", bladder))["summary"]).Should().Be("A contraindication to botulinum toxin is reported. Urinary tract infection.");
    }

    [Fact]
    public async Task An_answer_that_brings_no_warning_is_none()
    {
        var card = await CardAsync("order-sign", Often.Set(FactCatalogue.HeadacheType, "migraine").Set(FactCatalogue.Purpose, "medical").Set(FactCatalogue.PriorPhysicalTherapy, "none"));

        ((string?)card["summary"]).Should().StartWith("The label's criteria are met for chronic migraine.");
        ((string?)card["indicator"]).Should().Be("info");
    }

    [Fact]
    public void No_caveat_is_named_in_the_code_of_cards()
    {
        var codes = RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Caveats).Select(use => use.Caveat.Code).Distinct().ToList();
        codes.Should().Contain("headache-type-not-migraine");

        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Eligibility.Api", "CdsHooks"), "*.cs", SearchOption.AllDirectories))
        {
            var code = File.ReadAllText(file);
            codes.Where(caveat => code.Contains($"\"{caveat}\"", StringComparison.Ordinal)).Should().BeEmpty("{0} would break with another name", file);
        }
    }

    private Task<JsonNode> CardAsync(string hook, ProfileDraft answers)
    {
        var prefetch = Ehr.Intake(answers).With("conditions", Ehr.Bundle());
        return service.Client.CardAsync(hook == "order-sign" ? Ehr.OrderSign(prefetch, Botox) : Ehr.PatientView(prefetch));
    }
}
