using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eligibility.Api.CdsHooks;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What a card says of the answers to the form themselves: how old they are, whether there are others, and why there are none.</summary>
public sealed class IntakeTests(Service service)
{
    private const string Later = "There may be later answers to the form, which were not used.";
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");

    private static JsonObject Answers => Ehr.Response(new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18).ToProfile());

    /// <summary>Members of a search for answers after which it is not known whether there are later ones.</summary>
    public static TheoryData<string, string> Partial => new()
    {
        { "link", """{ "relation": "next", "url": "https://ehr.example/2" }""" },
        { "total", "\"2\"" },
        { "type", "\"collection\"" },
        { "entry", """[ANSWERS, { "fullUrl": "urn:uuid:1" }]""" },
        { "entry", """[ANSWERS, { "resource": { "resourceType": "questionnaireResponse" } }]""" },
        { "entry", """[ANSWERS, { "resource": { "resourceType": "OperationOutcome", "issue": [{ "severity": "warning", "code": "suppressed" }] } }]""" },
        { "entry", """[ANSWERS, { "resource": { "resourceType": "QuestionnaireResponse", "subject": { "reference": "Patient/other" } } }]""" },
    };

    [Theory]
    [InlineData("2021-03-02", "The answers are of 2021-03-02, 5 years ago.")]
    [InlineData("2024-11-24", "The answers are of 2024-11-24, 23 months ago.")]
    [InlineData("2024-11-23", "The answers are of 2024-11-23, 2 years ago.")]
    [InlineData("2026-10-23T23:00:00Z", "The answers are of 2026-10-23, 1 month ago.")]
    [InlineData("2026-10-24", "The answers are of 2026-10-24.")]
    [InlineData("2026-11-23", "The answers are of 2026-11-23.")]
    [InlineData("2026-11-24T09:00:00+14:00", "The answers are of 2026-11-24.")]
    [InlineData("2021", "The answers are of 2021, at least 4 years ago.")]
    [InlineData("2026-08", "The answers are of 2026-08, at least 2 months ago.")]
    [InlineData("2026", "The answers are of 2026.")]
    [InlineData("2999-01-01", "The day of the answers is not known.")]
    public void It_is_said_how_long_ago_the_answers_were_given(string authored, string said)
    {
        var prefetch = JsonSerializer.SerializeToElement(new JsonObject { ["intake"] = Answers.With("authored", authored) });
        var prefetched = Prefetched.Of(prefetch, new PrefetchQuery("intake", "QuestionnaireResponse", IsForOne: true), new PersonReference(null));

        Intake.Choose(prefetched, DateTimeOffset.Parse("2026-11-23T12:00:00Z", CultureInfo.InvariantCulture))!.Provenance.Should().Be(said);
    }

    [Theory]
    [MemberData(nameof(Partial))]
    public async Task A_search_for_answers_that_may_not_be_all_of_it_is_told(string name, string value)
    {
        var search = Ehr.Bundle(Answers).With(name, JsonNode.Parse(value.Replace("ANSWERS", new JsonObject { ["resource"] = Answers }.ToJsonString(), StringComparison.Ordinal)));

        Detail(await OrderAsync(search)).Should().Contain(Later);
    }

    [Fact]
    public async Task The_latest_answers_alone_are_taken_without_a_word_whatever_is_behind_them()
    {
        foreach (var intake in new[] { Answers, Ehr.Bundle(Answers), Ehr.Bundle(Answers).With("total", 1), Ehr.Bundle(Answers).With("total", 2), WithNext(Ehr.Bundle(Answers)) })
        {
            Detail(await OrderAsync(intake)).Should().NotContain(Later);
        }
    }

    [Fact]
    public async Task Where_there_is_more_and_what_came_is_not_surely_the_latest_that_is_told()
    {
        foreach (var intake in new[]
        {
            WithNext(Ehr.Bundle(Answers.With("authored", null))),
            Ehr.Bundle(Answers.With("authored", null)).With("total", 2),
            WithNext(Ehr.Bundle(Answers.With("authored", "2026-01-01"), Answers)),
        })
        {
            Detail(await OrderAsync(intake)).Should().Contain(Later);
        }
    }

    private static JsonObject WithNext(JsonObject search) => search.With("link", JsonNode.Parse("""[{ "relation": "next", "url": "https://ehr.example/2" }]"""));

    [Theory]
    [InlineData("entered in error", "entered-in-error")]
    [InlineData("stopped", "stopped")]
    [InlineData("in error or stopped", "entered-in-error", "stopped")]
    public async Task Answers_that_were_withdrawn_are_not_called_a_form_that_was_not_filled_in(string why, params string[] statuses)
    {
        var withdrawn = Ehr.Bundle(statuses.Select(status => Answers.With("status", status)));
        var card = await OrderAsync(withdrawn);
        var risk = await service.Client.CardAsync(Ehr.OrderSign(
            new JsonObject { ["intake"] = withdrawn.DeepClone(), ["conditions"] = Ehr.Bundle(Ehr.Condition(("http://hl7.org/fhir/sid/icd-10-cm", "G70.01"))) }, Botox));

        Summary(card).Should().Be($"Botulinum toxin is ordered; the answers to the form were withdrawn ({why}) and not used: no criterion was looked at.");
        Detail(card).Should().StartWith($"The answers to the intake form were withdrawn ({why}), and were not used.");
        Detail(risk).Should().StartWith($"The answers to the intake form were withdrawn ({why}), and were not used.\n");
        (await service.Client.CardsAsync(Ehr.PatientView(new JsonObject { ["intake"] = withdrawn.DeepClone() }))).Should().BeEmpty();
    }

    [Fact]
    public async Task Where_answers_may_not_have_been_sent_the_form_is_not_called_not_filled_in()
    {
        var card = await OrderAsync(Ehr.Bundle().With("total", 1));

        Summary(card).Should().Be("Botulinum toxin is ordered; no answers to the form were found, though there may be some: no criterion was looked at.");
        Detail(card).Should().StartWith("No answers to the intake form were found. There may be some, which were not sent.");
    }

    [Fact]
    public async Task A_chart_with_a_link_to_the_form_says_that_the_answers_were_withdrawn_too()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["CdsHooks:FormUrl"] = "https://clinic.example/form" });
        using var client = clinic.Client();

        var card = await client.CardAsync(Ehr.PatientView(new JsonObject { ["intake"] = Answers.With("status", "stopped") }));

        Summary(card).Should().Be("Botulinum toxin: the answers to the form were withdrawn (stopped) and not used.");
        ((string?)card["links"]![0]!["url"]).Should().Be("https://clinic.example/form");
    }

    [Fact]
    public async Task Answers_of_another_person_are_refused_with_the_reason_and_without_a_name()
    {
        var other = Answers.With("subject", new JsonObject { ["reference"] = "Patient/somebody" });
        foreach (var intake in new[] { other, Ehr.Bundle(other.DeepClone().AsObject()) })
        {
            using var answer = await service.Client.PostAsync(Ehr.OrderSign(new JsonObject { ["intake"] = intake }, Botox));
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
            text.Should().Contain("The answers to the form are of another person than context.patientId.").And.NotContain("somebody").And.NotContain(Ehr.Canary);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("7")]
    public async Task Where_the_request_does_not_say_whom_it_is_about_the_card_says_so(string patientId)
    {
        const string Unchecked = "The request does not say whom it is about, so it could not be checked whose answers and whose chart these are.";
        var request = Ehr.OrderSign(new JsonObject { ["intake"] = Ehr.Bundle(Answers) }, Botox);

        Detail(await service.Client.CardAsync(request)).Should().NotContain(Unchecked);
        request["context"]!["patientId"] = JsonNode.Parse(patientId);
        Detail(await service.Client.CardAsync(request)).Should().Contain(Unchecked);
    }

    [Fact]
    public async Task A_card_without_answers_says_what_of_the_chart_could_not_be_looked_at_and_whether_it_is_that_of_the_person()
    {
        const string Unlooked = "The conditions in the chart could not be looked at, or not all of them.";
        const string Unchecked = "The request does not say whom it is about";
        var silent = Ehr.OrderSign(new JsonObject { ["intake"] = null, ["conditions"] = null, ["pregnancy"] = null, ["patient"] = null }, Botox);
        var doubtful = Ehr.OrderSign(new JsonObject { ["intake"] = null, ["conditions"] = new JsonObject { ["resourceType"] = "OperationOutcome" } }, Botox);
        doubtful["context"]!.AsObject().Remove("patientId");

        Detail(await service.Client.CardAsync(doubtful)).Should().StartWith("The intake form is not filled in.").And.Contain(Unchecked).And.Contain(Unlooked).And.Contain("Pregnancy was not looked for in the chart.");
        Detail(await service.Client.CardAsync(silent)).Should().EndWith("neither that they are met nor that they are not.");
    }

    private static string Summary(JsonNode card) => (string)card["summary"]!;

    private static string Detail(JsonNode card) => (string)card["detail"]!;

    private Task<JsonNode> OrderAsync(JsonNode intake) => service.Client.CardAsync(Ehr.OrderSign(new JsonObject { ["intake"] = intake.DeepClone() }, Botox));
}
