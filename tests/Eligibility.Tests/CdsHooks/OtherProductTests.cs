using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>An order of a product that the form does not have is not taken for one of a product that it has.</summary>
public sealed class OtherProductTests(Service service)
{
    private const string Lines = "The product of the order is for facial lines, which is not screened here.";

    private static ProfileDraft Often => new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.HeadacheHoursPerDay, 6);

    [Theory]
    [InlineData("prabotulinumtoxinA-xvfs (Jeuveau) 20 units")]
    [InlineData("JEUVEAU")]
    [InlineData("letibotulinumtoxinA-wlbg")]
    [InlineData("Letybo 20 units")]
    public async Task A_product_for_facial_lines_alone_has_no_verdict_of_a_label(string text)
    {
        var card = await CardAsync(text, Often);

        ((string?)card["summary"]).Should().Be(Lines);
        ((string?)card["detail"]).Should().Contain(Lines).And.NotContain("assumed: onabotulinumtoxinA").And.NotContain("Chronic migraine");
    }

    [Theory]
    [InlineData("relabotulinumtoxinA 100 units")]
    [InlineData("botulinum toxin (RelabotulinumtoxinA)")]
    public async Task Of_a_product_that_is_not_known_it_is_said_for_which_one_the_card_is(string text)
    {
        const string Unknown = "A product of the order is not known here: which product is given is not known, and what is said here is for";

        ((string?)(await CardAsync(text, Often))["summary"]).Should().StartWith("A product of the order is not known here.");
        ((string?)(await CardAsync(text, Often))["detail"]).Should().Contain($"{Unknown} onabotulinumtoxinA.");
        ((string?)(await CardAsync(text, Often.Set(FactCatalogue.ToxinProduct, "abobotulinumtoxinA")))["detail"]).Should().Contain($"{Unknown} abobotulinumtoxinA.");
        ((string?)(await CardAsync($"{text}, or Xeomin", Often))["detail"]).Should().Contain($"{Unknown} incobotulinumtoxinA.");
        ((string?)(await CardAsync("botulinum toxin type A", Often))["detail"]).Should().NotContain(Unknown);
        ((string?)(await CardAsync("onabotulinumtoxinA", Often))["detail"]).Should().NotContain(Unknown);
    }

    [Fact]
    public async Task Where_the_code_beside_such_a_product_says_what_it_is_for_the_card_says_for_which_product_it_speaks()
    {
        var card = await CardAsync("Jeuveau", Often, ("http://www.ama-assn.org/go/cpt", "64615"));

        ((string?)card["detail"]).Should().Contain(Lines).And.Contain("By the code of the order, chronic migraine alone was looked at.")
            .And.Contain("A product of the order is not screened here: which product is given is not known, and what is said here is for onabotulinumtoxinA.");
    }

    private async Task<JsonNode> CardAsync(string text, ProfileDraft answers, params (string System, string Code)[] codes)
    {
        var request = Ehr.OrderSign(Ehr.Intake(answers), codes);
        request["context"]!["draftOrders"]!["entry"]!.AsArray().Add(new JsonObject
        {
            ["resource"] = new JsonObject { ["resourceType"] = "MedicationRequest", ["medicationCodeableConcept"] = new JsonObject { ["text"] = text } },
        });
        return await service.Client.CardAsync(request);
    }
}
