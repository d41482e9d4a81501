using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What the chart adds to the answers of the form, and what it does not.</summary>
public sealed class ChartTests(Service service)
{
    private const string Icd = "http://hl7.org/fhir/sid/icd-10-cm";
    private const string Snomed = "http://snomed.info/sct";
    private static readonly (string, string) Torticollis = (Icd, "G24.3");
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly (string, string) Dysport = ("urn:oid:2.16.840.1.113883.6.285", "J0586");

    private static ProfileDraft Adult => new ProfileDraft().Set(FactCatalogue.AgeYears, 47);

    [Theory]
    [InlineData(Icd, "G24.3", "cervical dystonia", "**Cervical dystonia: candidate**")]
    [InlineData("urn:oid:2.16.840.1.113883.6.90", "g243", "cervical dystonia", "**Cervical dystonia: candidate**")]
    [InlineData(Snomed, "74333002", "cervical dystonia", "**Cervical dystonia: candidate**")]
    [InlineData(Icd, "G81.12", "spastic hemiplegia", "**Upper-limb spasticity: candidate**")]
    [InlineData(Icd, "G81.12", "spastic hemiplegia", "**Lower-limb spasticity: candidate**")]
    [InlineData(Icd, "M54.2", "neck pain", "**Neck pain: candidate**")]
    public async Task A_condition_fills_what_the_form_left_open_and_the_card_says_so(string system, string code, string title, string indication)
    {
        var card = await ViewAsync(Adult, Ehr.Condition((system, code)));

        Detail(card).Should().Contain($"From the chart, not from the form: {title}.").And.ContainEquivalentOf(indication);
    }

    [Fact]
    public async Task A_condition_that_the_chart_does_not_list_is_not_absent()
    {
        var card = await ViewAsync(Adult, Ehr.Condition(Torticollis));

        Detail(card).Should().MatchRegex("Not known to be there\n\n- Undetermined: .*blepharospasm").And.NotContain("Not there, by the form");
    }

    [Theory]
    [InlineData("inactive", "confirmed")]
    [InlineData("remission", "confirmed")]
    [InlineData("resolved", "confirmed")]
    [InlineData("active", "refuted")]
    [InlineData("active", "entered-in-error")]
    [InlineData("active", "differential")]
    [InlineData("active", "unconfirmed")]
    [InlineData("active", "provisional")]
    public async Task A_condition_that_is_over_or_not_so_does_not_count(string clinical, string verification) =>
        (await CardsAsync(Adult, Ehr.Condition(Torticollis, clinical, verification))).Should().BeEmpty();

    [Theory]
    [InlineData("recurrence", "confirmed")]
    [InlineData("relapse", null)]
    [InlineData(null, null)]
    public async Task A_condition_that_is_there_counts_also_where_its_status_is_not_said(string? clinical, string? verification) =>
        (await CardsAsync(Adult, Ehr.Condition(Torticollis, clinical, verification))).Should().ContainSingle();

    [Fact]
    public async Task A_condition_with_an_end_is_over() =>
        (await CardsAsync(Adult, Ehr.Condition(Torticollis, clinical: null).With("abatementDateTime", "2020-01-01"))).Should().BeEmpty();

    [Fact]
    public async Task An_answer_of_the_form_is_not_overruled_and_the_card_says_that_the_chart_differs()
    {
        var card = await ViewAsync(Adult.Set(FactCatalogue.Conditions, "blepharospasm").Set(FactCatalogue.HeadacheType, "tension-type"),
            Ehr.Condition(Torticollis), Ehr.Condition((Icd, "G43.709")));

        Detail(card).Should().Contain("The chart lists cervical dystonia; the form does not say so, and its answer was used.")
            .And.Contain("The chart lists chronic migraine; the form does not say so, and its answer was used.")
            .And.MatchRegex("Not there, by the form\n\n- .*[Cc]ervical dystonia").And.NotContain("From the chart");
    }

    [Fact]
    public async Task Chronic_migraine_in_a_chart_is_no_number_of_headache_days()
    {
        (await CardsAsync(Adult, Ehr.Condition((Icd, "G43.E09")))).Should().BeEmpty();

        var card = await ViewAsync(Adult.Set(FactCatalogue.Conditions, "blepharospasm"), Ehr.Condition((Icd, "G43.E09")));

        Detail(card).Should().Contain("The chart lists chronic migraine. The form leaves open: On how many days a month is there a headache of any kind?")
            .And.MatchRegex("- Undetermined: .*chronic migraine");
    }

    [Fact]
    public async Task Myasthenia_in_the_chart_brings_its_caution()
    {
        var card = await ViewAsync(Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18), Ehr.Condition((Snomed, "91637004")));

        Detail(card).Should().Contain("From the chart, not from the form: myasthenia gravis or Lambert-Eaton syndrome.").And.Contain("What restricts").And.MatchRegex("(Caution|Warning): .*neuromuscular");
    }

    [Theory]
    [InlineData("1979-02-03", 47)]
    [InlineData("1979", null)]
    [InlineData("1979-11", null)]
    [InlineData("1979-10", 47)]
    [InlineData("2030-01-01", null)]
    [InlineData("9999", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("3 Feb 1979", null)]
    public async Task The_age_is_taken_from_the_chart_where_the_birth_date_says_it_for_certain(string birthDate, int? age)
    {
        var answers = new ProfileDraft().Set(FactCatalogue.Conditions, "cervical-dystonia");
        // The day of the screening is today: the ages hold for November 2026 to December 2026, and are told from the year else.
        var expected = age is null || DateTime.Parse("2026-11-23", System.Globalization.CultureInfo.InvariantCulture).Year != TimeProvider.System.GetUtcNow().Year ? null : age;

        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(answers).With("patient", new JsonObject { ["resourceType"] = "Patient", ["birthDate"] = birthDate })));

        Detail(card).Contains("From the chart, not from the form: the age", StringComparison.Ordinal).Should().Be(expected is not null);
        Detail(card).Contains($"{expected} years: meets 18 years or older", StringComparison.Ordinal).Should().Be(expected is not null);
    }

    [Fact]
    public async Task An_age_that_differs_between_form_and_chart_is_told_and_that_of_the_form_is_used()
    {
        var prefetch = Ehr.Intake(Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18)).With("patient", new JsonObject { ["resourceType"] = "Patient", ["birthDate"] = "2014-01-01" });

        var card = await service.Client.CardAsync(Ehr.PatientView(prefetch));

        Detail(card).Should().Contain("\n\nBeside the form\n").And.MatchRegex("By the chart the age is [0-9]+ years; the form says 47, and that was used\\.");
    }

    [Fact]
    public async Task It_is_said_whether_the_conditions_could_be_looked_at()
    {
        const string NotSeen = "The conditions in the chart could not be looked at, or not all of them.";
        var answers = Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18);
        var page = Ehr.Bundle().With("link", new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = "https://ehr.example/fhir/Condition?page=2" }));
        static JsonObject Outcome(string severity, string code = "incomplete") => new() { ["resourceType"] = "OperationOutcome", ["issue"] = new JsonArray(new JsonObject { ["severity"] = severity, ["code"] = code }) };
        (JsonObject Prefetch, bool Seen)[] cases =
        [
            (Ehr.Intake(answers), false),
            (Ehr.Intake(answers).With("conditions", null), true),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle()), true),
            (Ehr.Intake(answers).With("conditions", new JsonObject { ["resourceType"] = "OperationOutcome" }), false),
            (Ehr.Intake(answers).With("conditions", page), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis), Outcome("error"))), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis), Outcome("fatal"))), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis), Outcome("warning"))), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis), Outcome("warning", "informational"))), true),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis))), true),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis)).With("total", 1)), true),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis)).With("total", 2)), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(Ehr.Condition(Torticollis)).With("type", "collection")), false),
            (Ehr.Intake(answers).With("conditions", new JsonObject { ["resourceType"] = "Bundle" }), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle().With("entry", new JsonObject())), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle().With("entry", new JsonArray("text"))), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle().With("entry", new JsonArray(new JsonObject { ["fullUrl"] = "urn:uuid:1" }))), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Bundle(new JsonObject())), false),
            (Ehr.Intake(answers).With("conditions", Ehr.Condition(Torticollis)), false),
            (Ehr.Intake(answers).With("conditions", new JsonObject { ["resourceType"] = "Patient" }), false),
            (Ehr.Intake(answers).With("conditions", new JsonArray()), false),
        ];
        foreach (var (prefetch, seen) in cases)
        {
            Detail(await service.Client.CardAsync(Ehr.PatientView(prefetch))).Contains(NotSeen, StringComparison.Ordinal).Should().Be(!seen, "{0}", prefetch["conditions"]?.ToJsonString());
        }
    }

    [Fact]
    public async Task The_product_of_an_order_is_taken_where_the_form_left_it_open_and_told_where_it_differs()
    {
        var dystonia = Adult.Set(FactCatalogue.Conditions, "cervical-dystonia");

        var open = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(dystonia), Dysport));
        var other = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(dystonia.Set(FactCatalogue.ToxinProduct, "onabotulinumtoxinA")), Dysport));
        var both = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Adult.Set(FactCatalogue.Conditions, "cervical-dystonia")), Dysport, Botox));

        Detail(open).Should().Contain("From the order, not from the form: the product, abobotulinumtoxinA.").And.Contain("Ordered: abobotulinumtoxinA; required: the product is onabotulinumtoxinA");
        Detail(other).Should().Contain("The order names abobotulinumtoxinA; the form says onabotulinumtoxinA, and that was used.");
        Detail(both).Should().NotContain("From the order");
    }

    [Fact]
    public async Task What_is_about_somebody_else_is_left_out()
    {
        var other = new JsonObject { ["reference"] = "https://fhir.example/r4/Patient/other/_history/1" };
        var response = Ehr.Response(Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18).ToProfile()).With("subject", other.DeepClone());

        (await CardsAsync(Adult, Ehr.Condition(Torticollis).With("subject", other))).Should().BeEmpty();
        foreach (var intake in new[] { Ehr.Bundle(response.DeepClone().AsObject()), response })
        {
            using var answer = await service.Client.PostAsync(Ehr.PatientView(new JsonObject { ["intake"] = intake }));

            answer.StatusCode.Should().Be(System.Net.HttpStatusCode.UnprocessableEntity);
        }

        Detail(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18))
            .With("patient", new JsonObject { ["resourceType"] = "Patient", ["id"] = "other", ["birthDate"] = "2014-01-01" })))).Should().NotContain("By the chart the age");
    }

    [Theory]
    [InlineData("clinicalStatus", "\"resolved\"")]
    [InlineData("clinicalStatus", """{ "text": "resolved" }""")]
    [InlineData("clinicalStatus", """{ "coding": [{ "code": "Inactive" }] }""")]
    [InlineData("verificationStatus", "\"refuted\"")]
    [InlineData("modifierExtension", """[{ "url": "http://example.org/not" }]""")]
    [InlineData("implicitRules", "\"http://example.org/rules\"")]
    public async Task A_condition_whose_standing_cannot_be_read_does_not_count(string name, string value) =>
        (await CardsAsync(Adult, Ehr.Condition(Torticollis).With(name, JsonNode.Parse(value)))).Should().BeEmpty();

    [Fact]
    public async Task What_an_intake_says_that_it_is_is_not_repeated()
    {
        using var answer = await service.Client.PostAsync(Ehr.OrderSign(new JsonObject { ["intake"] = new JsonObject { ["resourceType"] = "Zebra" } }, Botox));

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().NotContainEquivalentOf("zebra");
    }

    [Fact]
    public async Task Whatever_stands_in_a_chart_no_answer_is_a_failure_of_the_service()
    {
        JsonNode?[] oddities =
        [
            1, "text", true, new JsonArray(), new JsonObject(), new JsonObject { ["resourceType"] = 1 },
            new JsonObject { ["resourceType"] = "Bundle", ["entry"] = new JsonObject() }, new JsonObject { ["resourceType"] = "Bundle", ["entry"] = new JsonArray(null, 1, new JsonObject()) },
            Ehr.Bundle(new JsonObject { ["resourceType"] = "Condition", ["code"] = "G24.3" }), Ehr.Bundle(new JsonObject { ["resourceType"] = "Condition", ["code"] = new JsonObject { ["coding"] = new JsonArray(1, null) } }),
            Ehr.Bundle(new JsonObject { ["resourceType"] = "Condition", ["code"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = 1, ["code"] = 2 }) } }),
            Ehr.Bundle(Ehr.Condition((Icd, ""))), Ehr.Bundle(Ehr.Condition((Icd, "-"))), Ehr.Bundle(Ehr.Condition(("", "G24.3"))),
        ];
        foreach (var oddity in oddities)
        {
            foreach (var key in new[] { "patient", "conditions", "pregnancy" })
            {
                (await service.Client.CardsAsync(Ehr.PatientView(Ehr.Intake(Adult.Set(FactCatalogue.HeadacheDaysPerMonth, 18)).With(key, oddity?.DeepClone())))).Should().ContainSingle();
            }
        }
    }

    private static string Detail(JsonNode card) => (string)card["detail"]!;

    private Task<JsonNode> ViewAsync(ProfileDraft answers, params JsonObject[] conditions) =>
        service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(answers).With("conditions", Ehr.Bundle(conditions))));

    private Task<JsonArray> CardsAsync(ProfileDraft answers, params JsonObject[] conditions) =>
        service.Client.CardsAsync(Ehr.PatientView(Ehr.Intake(answers).With("conditions", Ehr.Bundle(conditions))));
}
