using System.Net;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;
using Eligibility.Tests.Telemetry;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What somebody did with a card: counted, and not kept.</summary>
public sealed class FeedbackTests(WebApplicationFactory<Program> factory, Service service) : IClassFixture<WebApplicationFactory<Program>>
{
    public static TheoryData<string> NoFeedback =>
    [
        "", "[]", "{}", """{"feedback":null}""", """{"feedback":{}}""", """{"feedback":[1]}""", """{"feedback":[{}]}""",
        """{"feedback":[{"card":"1"}]}""", """{"feedback":[{"outcome":"accepted"}]}""", """{"feedback":[{"card":"1","outcome":"Accepted"}]}""", """{"feedback":[{"card":"1","outcome":"ignored"}]}""",
        """{"feedback":[{"card":"1","outcome":"accepted"},{"card":"","outcome":"accepted"}]}""",
    ];

    [Fact]
    public async Task It_is_counted_by_outcome_and_answered_without_a_word()
    {
        using var counted = new Measurements(factory.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        using var client = factory.CreateClient();

        using var answer = await client.PostAsync(new JsonObject
        {
            ["feedback"] = new JsonArray(Outcome("accepted"), Outcome("overridden"), Outcome("overridden").With("card", "no uuid").With("outcomeTimestamp", "yesterday").With("more", 1)),
        }, Ehr.Feedback);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
        counted.All.Should().Equal(new[] { "accepted", "overridden", "overridden" }.Select(outcome => new Measurement("eligibility.cds.feedback", "outcome", outcome, 1)));
    }

    [Theory]
    [MemberData(nameof(NoFeedback))]
    public async Task What_is_no_feedback_is_refused(string body)
    {
        using var answer = await service.Client.PostAsync(new Uri(Ehr.Feedback, UriKind.Relative), Service.Json(body), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Feedback_that_is_too_large_is_refused()
    {
        using var answer = await service.Client.PostAsync(new JsonObject { ["feedback"] = new JsonArray(), ["more"] = new string('x', 65_536) }, Ehr.Feedback);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task What_a_clinician_wrote_is_neither_logged_nor_sent_back()
    {
        using var log = new RecordedLog();
        await using var clinic = new Clinic(new Dictionary<string, string>(), log: log);
        using var client = clinic.Client();

        using var answer = await client.PostAsync(new JsonObject { ["feedback"] = new JsonArray(Outcome("overridden").With("overrideReason", new JsonObject { ["userComment"] = Ehr.Canary })) }, Ehr.Feedback);

        log.Text.Should().Contain("/cds-services/botulinum-eligibility/feedback").And.NotContain(Ehr.Canary);
    }

    [Fact]
    public async Task What_was_prefetched_is_not_logged()
    {
        using var log = new RecordedLog();
        await using var clinic = new Clinic(new Dictionary<string, string>(), log: log);
        using var client = clinic.Client();

        await client.CardsAsync(Ehr.PatientView(Ehr.Intake(new ProfileDraft()).With("patient", new JsonObject { ["resourceType"] = Ehr.Canary })));
        using var refused = await client.PostAsync(Ehr.PatientView(new JsonObject { [Ehr.Canary] = Ehr.Canary }));

        log.Text.Should().Contain("\"Route\":\"/cds-services/botulinum-eligibility\"").And.NotContain(Ehr.Canary);
    }

    private static JsonObject Outcome(string outcome) => new() { ["card"] = "4e0a3a1e-3283-4575-ab82-028d55fe2719", ["outcome"] = outcome, ["outcomeTimestamp"] = "2026-11-23T10:05:31Z" };
}
