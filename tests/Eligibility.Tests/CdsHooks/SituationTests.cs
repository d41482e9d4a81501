using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Fhir;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Every situation that a hook can be called in, and what it is answered with.</summary>
public sealed class SituationTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly (string, string) Aspirin = ("http://www.nlm.nih.gov/research/umls/rxnorm", "1191");

    private static ProfileDraft Often => new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18);

    private static ProfileDraft Seldom => new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 9);

    public static TheoryData<string> NoRequests =>
    [
        "", "{", "[]", "null", "\"hook\"", "{}",
        """{"hook":"patient-view","hookInstance":"1"}""",
        """{"hook":"patient-view","context":{}}""",
        """{"hook":"patient-view","hookInstance":"","context":{}}""",
        """{"hook":"patient-view","hookInstance":1,"context":{}}""",
        """{"hook":"patient-view","hookInstance":"1","context":[]}""",
        """{"hook":"patient-view","hookInstance":"1","context":{},"prefetch":[]}""",
        """{"hook":"patient-view","hook":"order-sign","hookInstance":"1","context":{}}""",
        """{"hookInstance":"1","context":{}}""",
        """{"hook":"order-select","hookInstance":"1","context":{"draftOrders":{}}}""",
        """{"hook":"Patient-View","hookInstance":"1","context":{}}""",
        """{"hook":"patient_view","hookInstance":"1","context":{}}""",
        """{"hook":"0","hookInstance":"1","context":{}}""",
        """{"hook":"order-sign","hookInstance":"1","context":{}}""",
        """{"hook":"order-sign","hookInstance":"1","context":{"draftOrders":[]}}""",
        """{"hook":"order-sign","hookInstance":"1","context":{"draftOrders":{}}}""",
        """{"hook":"order-sign","hookInstance":"1","context":{"draftOrders":{"resourceType":"MedicationRequest"}}}""",
        """{"hook":"order-sign","hookInstance":"1","context":{"draftOrders":{"resourceType":"Bundle","entry":{}}}}""",
        """{"hook":"patient-view","hookInstance":"\ud800","context":{}}""",
    ];

    [Theory]
    [MemberData(nameof(NoRequests))]
    public async Task What_is_no_request_to_this_service_is_refused(string body)
    {
        using var answer = await service.Client.PostAsync(new Uri(Ehr.Hook, UriKind.Relative), Service.Json(body), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        await ShouldBeAnOutcomeAsync(answer);
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"ServiceRequest"}},"text"]}""", "context.draftOrders.entry[1].resource")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1"}]}""", "context.draftOrders.entry[0].resource")]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"code":{}}}]}""", "context.draftOrders.entry[0].resource")]
    [InlineData("""{"resourceType":"Bundle","entry":"kanarienvogel"}""", "context.draftOrders.entry must be a list")]
    public async Task Orders_that_cannot_be_found_are_not_taken_for_none_and_it_is_said_where(string orders, string place)
    {
        using var answer = await service.Client.PostAsync(Ehr.OrderSign(Ehr.Intake(Often)).With("context", new JsonObject { ["draftOrders"] = JsonNode.Parse(orders) }));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ShouldBeAnOutcomeAsync(answer)).Should().Contain(place).And.NotContain("kanarienvogel");
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":null}""")]
    [InlineData("""{"resourceType":"Bundle","entry":[]}""")]
    public async Task A_bundle_without_orders_has_no_order(string orders) =>
        (await service.Client.CardsAsync(Ehr.OrderSign(Ehr.Intake(Often)).With("context", new JsonObject { ["draftOrders"] = JsonNode.Parse(orders) }))).Should().BeEmpty();

    [Fact]
    public async Task A_body_of_another_media_type_or_too_large_is_refused()
    {
        using var text = await service.Client.PostAsync(new Uri(Ehr.Hook, UriKind.Relative), Service.Bytes("{}"u8.ToArray(), "text/plain"), TestContext.Current.CancellationToken);
        using var large = await service.Client.PostAsync(Ehr.PatientView(new JsonObject { ["other"] = new string('x', 1024 * 1024) }));

        text.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        large.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        await ShouldBeAnOutcomeAsync(text);
        await ShouldBeAnOutcomeAsync(large);
    }

    [Fact]
    public async Task A_body_beyond_that_of_a_profile_is_taken()
    {
        var cards = await service.Client.CardsAsync(Ehr.PatientView(Ehr.Intake(Often).With("other", new string('x', 500_000))));

        cards.Should().ContainSingle();
    }

    [Fact]
    public async Task Where_the_form_was_not_asked_for_or_the_query_failed_it_is_said_which_key_is_missing()
    {
        JsonNode?[] prefetches =
        [
            null, new JsonObject(), new JsonObject { ["other"] = null },
            new JsonObject { ["intake"] = new JsonObject { ["resourceType"] = "OperationOutcome", ["issue"] = new JsonArray(new JsonObject { ["severity"] = "error", ["code"] = "exception" }) } },
            new JsonObject { ["intake"] = "text" }, new JsonObject { ["intake"] = 1 }, new JsonObject { ["intake"] = new JsonObject() },
        ];
        foreach (var prefetch in prefetches)
        {
            using var answer = await service.Client.PostAsync(Ehr.PatientView(prefetch));

            answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed, "{0}", prefetch?.ToJsonString());
            (await ShouldBeAnOutcomeAsync(answer)).Should().Contain("prefetch.intake");
        }
    }

    [Fact]
    public async Task An_order_needs_the_form_only_where_it_is_about_botulinum_toxin()
    {
        using var other = await service.Client.PostAsync(Ehr.OrderSign(null, Aspirin));
        using var ours = await service.Client.PostAsync(Ehr.OrderSign(null, Aspirin, Botox));

        other.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Service.BodyAsync(other)).ToJsonString().Should().Be("""{"cards":[]}""");
        ours.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Where_there_is_no_answered_form_a_chart_is_silent_and_an_order_is_not()
    {
        JsonNode?[] nothing = [null, Ehr.Bundle(), new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["total"] = 0 }];
        foreach (var none in nothing)
        {
            (await service.Client.CardsAsync(Ehr.PatientView(new JsonObject { ["intake"] = none?.DeepClone() }))).Should().BeEmpty();

            var card = await service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = none?.DeepClone() }, Botox));
            ((string?)card["summary"]).Should().Contain("not filled in");
            ((string?)card["indicator"]).Should().Be("info");
        }
    }

    [Fact]
    public async Task Where_it_is_known_how_the_form_is_filled_in_the_card_leads_there_and_a_chart_shows_it_too()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["CdsHooks:FormUrl"] = "https://clinic.example/form" });
        using var client = clinic.Client();
        foreach (var request in new[] { Ehr.PatientView(new JsonObject { ["intake"] = null }), Ehr.OrderSign(new JsonObject { ["intake"] = null }, Botox) })
        {
            var card = await client.CardAsync(request);

            ((string?)card["links"]![0]!["url"]).Should().Be("https://clinic.example/form");
            card["links"]!.AsArray().Should().ContainSingle();
        }
    }

    [Fact]
    public async Task Answers_that_are_none_to_this_form_are_refused_by_their_place()
    {
        var wrong = Responses.With(Responses.Item("headacheDaysPerMonth", Responses.Decimal(32)));
        using var bare = await service.Client.PostAsync(Ehr.PatientView(new JsonObject { ["intake"] = wrong.DeepClone() }));
        using var bundled = await service.Client.PostAsync(Ehr.PatientView(new JsonObject { ["intake"] = Ehr.Bundle(wrong) }));
        using var patient = await service.Client.PostAsync(Ehr.PatientView(new JsonObject { ["intake"] = new JsonObject { ["resourceType"] = "Patient" } }));

        foreach (var answer in new[] { bare, bundled, patient })
        {
            answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        }

        (await ShouldBeAnOutcomeAsync(bare)).Should().Contain("QuestionnaireResponse.item[0].answer[0].value");
        (await ShouldBeAnOutcomeAsync(bundled)).Should().Contain("Bundle.entry[0].resource.item[0].answer[0].value");
        (await ShouldBeAnOutcomeAsync(patient)).Should().Contain("Patient");
    }

    [Fact]
    public async Task The_latest_answers_that_stand_are_the_ones_that_count()
    {
        var (old, latest) = (Ehr.Response(Seldom.ToProfile()).With("authored", "2026-01-01"), Ehr.Response(Often.ToProfile()).With("authored", "2026-11-01T10:00:00+02:00"));
        var mistaken = Ehr.Response(Seldom.ToProfile()).With("authored", "2026-11-10").With("status", "entered-in-error");
        var givenUp = Ehr.Response(Seldom.ToProfile()).With("authored", "2026-11-10").With("status", "stopped");
        var other = Ehr.Response(Seldom.ToProfile()).With("authored", "2026-11-11").With("questionnaire", "http://example.org/other");

        var card = await service.Client.CardAsync(Ehr.PatientView(new JsonObject { ["intake"] = Ehr.Bundle(old, latest, mistaken, givenUp, other) }));

        ((string?)card["summary"]).Should().Contain("18 headache days a month: meets 15 or more");
    }

    [Theory]
    [InlineData("2026", "2026-11-01")]
    [InlineData("2026-10", "2026-11-01T10:00:00.123+02:00")]
    [InlineData("2026-11", "2026-11-20")]
    [InlineData("2026-11-20T23:00:00-10:00", "2026-11-21T10:00:00Z")]
    [InlineData("2999-01-01", "2026-11-01")]
    [InlineData("9999", "2026")]
    [InlineData("11/20/2026", "2026-11-01")]
    [InlineData("2026-11-20T10", "2026-11-01")]
    [InlineData("2026-13", "2026-11-01")]
    [InlineData(null, "2026-11-01")]
    public async Task Which_answers_are_the_latest_is_told_by_the_day_they_are_of_where_that_can_be(string? earlier, string later)
    {
        var (old, latest) = (Ehr.Response(Seldom.ToProfile()).With("authored", earlier), Ehr.Response(Often.ToProfile()).With("authored", later));

        foreach (var intake in new[] { Ehr.Bundle(old.DeepClone().AsObject(), latest.DeepClone().AsObject()), Ehr.Bundle(latest, old) })
        {
            (await service.Client.CardAsync(Ehr.PatientView(new JsonObject { ["intake"] = intake })))["summary"]!.ToString().Should().Contain("18 headache days");
        }
    }

    [Fact]
    public async Task Answers_of_a_day_to_come_are_held_against_the_editions_of_today()
    {
        var answers = Ehr.Response(Often.ToProfile());
        var today = await service.Client.CardAsync(Ehr.PatientView(new JsonObject { ["intake"] = answers.DeepClone() }));
        var later = await service.Client.CardAsync(Ehr.PatientView(new JsonObject { ["intake"] = answers.With("authored", "2999-01-01") }));

        ((string?)later["detail"]).Should().StartWith("The day of the answers is not known.\n");
        WithoutDay(later).Should().Be(WithoutDay(today));

        static string WithoutDay(JsonNode card) => ((string)card["detail"]!).Split('\n', 2)[1];
    }

    [Fact]
    public async Task Nothing_of_the_person_comes_back()
    {
        var request = Ehr.OrderSign(Ehr.Intake(Often).With("patient", new JsonObject { ["resourceType"] = "Patient", ["id"] = Ehr.Canary, ["birthDate"] = "1979-02-03" })
            .With("conditions", Ehr.Bundle(Ehr.Condition(("http://hl7.org/fhir/sid/icd-10-cm", "G24.3")))), Botox);
        using var answer = await service.Client.PostAsync(request);
        using var refusal = await service.Client.PostAsync(request.With("hook", Ehr.Canary));

        foreach (var text in new[] { await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) })
        {
            text.Should().NotContain(Ehr.Canary).And.NotContain("1979");
        }
    }

    [Fact]
    public async Task An_answer_is_not_kept_by_caches_and_its_card_has_the_id_of_the_request()
    {
        using var answer = await service.Client.PostAsync(Ehr.PatientView(Ehr.Intake(Often)));

        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        ((string?)(await Service.BodyAsync(answer))["cards"]![0]!["uuid"]).Should().Be(answer.Headers.GetValues("X-Request-Id").Single());
    }

    private static async Task<string> ShouldBeAnOutcomeAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        var outcome = await Service.BodyAsync(answer);
        ((string?)outcome["resourceType"]).Should().Be("OperationOutcome");
        outcome["issue"]!.AsArray().Should().NotBeEmpty().And.OnlyContain(issue => (string?)issue!["severity"] == "error" && issue["code"] != null);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
