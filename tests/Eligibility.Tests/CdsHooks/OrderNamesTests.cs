using System.Text.Json;
using System.Text.Json.Nodes;
using Eligibility.Api.CdsHooks;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>An order that plainly is one of a botulinum toxin is not met with silence, however it is written; and other orders are not taken for one.</summary>
public sealed class OrderNamesTests(Service service)
{
    private const string Hcpcs = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
    private const string ByName = "No code of the order is known here: it was taken for botulinum toxin by its name, or by a HCPCS code without a known system.";

    /// <summary>Orders, and the products they name.</summary>
    public static TheoryData<string, string> Toxins => new()
    {
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "Botox 155 units" } }""", "onabotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "BOTOX® (onabotulinumtoxinA)" } }""", "onabotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "coding": [{ "system": "http://hl7.org/fhir/sid/ndc", "code": "15054-0500-1", "display": "dysport 500 units" }] } }""", "abobotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "coding": [{ "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "1", "display": "incobotulinumtoxinA 100 UNT Injection [Xeomin]" }] } }""", "incobotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationReference": { "reference": "Medication/1", "display": "Myobloc" } }""", "rimabotulinumtoxinB" },
        { """{ "resourceType": "MedicationRequest", "medication": { "concept": { "text": "Daxxify" } } }""", "daxibotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationReference": { "reference": "#1" }, "contained": [{ "resourceType": "Medication", "status": "inactive", "code": { "text": "Xeomin" } }] }""", "incobotulinumtoxinA" },
        { """{ "resourceType": "ServiceRequest", "code": { "text": "Injection of botulinum toxin type A" } }""", "" },
        { """{ "resourceType": "ServiceRequest", "code": { "text": "Chemodenervation" }, "orderDetail": [{ "text": "Botox 155 units" }] }""", "onabotulinumtoxinA" },
        { """{ "resourceType": "DeviceRequest", "codeCodeableConcept": "Botox" }""", "onabotulinumtoxinA" },
        { """{ "resourceType": "ServiceRequest", "code": { "coding": [{ "code": "J0585" }] } }""", "onabotulinumtoxinA" },
        { """{ "resourceType": "ServiceRequest", "code": { "coding": { "system": "urn:local", "code": "j0586-jz" } } }""", "abobotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "Botox or Dysport" } }""", "onabotulinumtoxinA abobotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "Dysport (Clostridium botulinum type A toxin-haemagglutinin complex) 500 units" } }""", "abobotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "Botox, hold if vaccinated last week" } }""", "onabotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "Botox or Jeuveau" } }""", "onabotulinumtoxinA" },
        { """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "relabotulinumtoxinA" } }""", "" },
    };

    /// <summary>Orders of something else, and orders that are not to be done.</summary>
    public static TheoryData<string> Others =>
    [
        """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "Aspirin 100 mg" }, "note": [{ "text": "after Botox" }] }""",
        """{ "resourceType": "MedicationRequest", "medicationReference": { "reference": "Medication/1" } }""",
        """{ "resourceType": "MedicationRequest", "medicationReference": { "reference": "Medication/botox" } }""",
        """{ "resourceType": "MedicationRequest", "medicationCodeableConcept": { "text": "Botulism antitoxin, heptavalent (botulinum antitoxin)" } }""",
        """{ "resourceType": "ServiceRequest", "code": { "text": "Clostridium botulinum toxin, stool" } }""",
        """{ "resourceType": "ServiceRequest", "code": { "text": "Serum botulinum neurotoxin assay" } }""",
        """{ "resourceType": "ServiceRequest", "code": { "text": "Antibotulinum serum, equine" } }""",
        """{ "resourceType": "ServiceRequest", "code": { "text": "Eye examination" }, "contained": [{ "resourceType": "AllergyIntolerance", "code": { "coding": [{ "code": "J0585" }] } }] }""",
        """{ "resourceType": "ServiceRequest", "code": { "text": "Eye examination" }, "reasonCode": [{ "text": "ptosis after Botox" }] }""",
        """{ "resourceType": "ServiceRequest", "code": { "text": "Eye examination" }, "contained": [{ "resourceType": "AllergyIntolerance", "code": { "text": "Botox" } }] }""",
        """{ "resourceType": "MedicationStatement", "medicationCodeableConcept": { "text": "Botox" } }""",
        """{ "resourceType": "ServiceRequest", "code": { "coding": [{ "system": "urn:local", "code": "64615" }] } }""",
        """{ "resourceType": "ServiceRequest", "code": { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "J0585" }] } }""",
        """{ "resourceType": "MedicationRequest", "status": "stopped", "medicationCodeableConcept": { "text": "Botox" } }""",
        """{ "resourceType": "MedicationRequest", "doNotPerform": true, "medicationCodeableConcept": { "text": "Botox" } }""",
    ];

    [Theory]
    [MemberData(nameof(Toxins))]
    public void An_order_in_words_names_its_product_and_no_use(string order, string products)
    {
        var read = Read(order)!;

        read.ProductNames.Should().Equal(products.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        read.IsForAnything.Should().BeTrue();
        read.Uses.Should().Contain(ByName);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void An_order_of_something_else_is_met_with_silence(string order) => Read(order).Should().BeNull();

    [Theory]
    [InlineData("j0585")]
    [InlineData("J0585-JZ")]
    [InlineData("J0585 JZ")]
    [InlineData(" J0585")]
    public void A_code_is_read_in_any_case_and_with_its_modifiers(string code)
    {
        var read = Read(new JsonObject { ["resourceType"] = "ServiceRequest", ["code"] = Ehr.Concept((Hcpcs, code)) }.ToJsonString())!;

        read.ProductNames.Should().Equal("onabotulinumtoxinA");
        read.Uses.Should().NotContain(ByName);
        Read(new JsonObject { ["resourceType"] = "ServiceRequest", ["code"] = Ehr.Concept(("http://www.ama-assn.org/go/cpt", "64615-50")) }.ToJsonString())!.Indications.Should().Equal("chronic-migraine");
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("entered-in-error")]
    public void A_status_in_a_place_where_an_order_has_none_does_not_silence_it(string status)
    {
        var orders = Ehr.OrderSign(null, (Hcpcs, "J0585"))["context"]!["draftOrders"]!.AsObject();
        orders["status"] = status;
        orders["entry"]![0]!["status"] = status;
        orders["entry"]![0]!["resource"]!["medicationCodeableConcept"]!["status"] = status;
        orders["entry"]![0]!["resource"]!["dispenseRequest"] = new JsonObject { ["status"] = status, ["doNotPerform"] = true };

        DraftOrders.Read(JsonSerializer.SerializeToElement(orders), CodingTable.Shipped, []).Should().NotBeNull();
        orders["entry"]![0]!["resource"]!["status"] = status;
        DraftOrders.Read(JsonSerializer.SerializeToElement(orders), CodingTable.Shipped, []).Should().BeNull();
    }

    [Fact]
    public void A_name_beside_a_code_adds_its_product_and_takes_no_use_away()
    {
        var read = Read("""{ "resourceType": "ServiceRequest", "code": { "text": "Botulinum toxin for migraine", "coding": [{ "system": "http://www.ama-assn.org/go/cpt", "code": "64615", "display": "Botox for migraine" }] } }""")!;

        read.Indications.Should().Equal("chronic-migraine");
        read.ProductNames.Should().Equal("onabotulinumtoxinA");
        read.Uses.Should().NotContain(ByName);
    }

    [Fact]
    public async Task An_order_in_words_has_a_card_that_says_so_and_repeats_nothing_of_it()
    {
        var request = Ehr.OrderSign(Ehr.Intake(new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.HeadacheDaysPerMonth, 18)));
        request["context"]!["draftOrders"] = Ehr.Bundle(new JsonObject { ["resourceType"] = "MedicationRequest", ["medicationCodeableConcept"] = new JsonObject { ["text"] = $"botox {Ehr.Canary}" } });

        var card = await service.Client.CardAsync(request);

        ((string?)card["detail"]).Should().Contain(ByName).And.Contain("From the order, not from the form: the product, onabotulinumtoxinA.");
        card.ToJsonString().Should().NotContain(Ehr.Canary);
        request["prefetch"] = new JsonObject { ["intake"] = null };
        ((string?)(await service.Client.CardAsync(request))["detail"]).Should().StartWith(ByName);
    }

    private static DraftOrders? Read(string order) => DraftOrders.Read(
        JsonSerializer.SerializeToElement(new JsonObject { ["resourceType"] = "Bundle", ["entry"] = new JsonArray(new JsonObject { ["resource"] = JsonNode.Parse(order) }) }), CodingTable.Shipped, []);
}
