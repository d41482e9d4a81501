using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What real clients send: no request of theirs is a failure of the service, and each is answered as its situation has it.</summary>
public sealed class CollectedRequestTests(Service service)
{
    [Fact]
    public async Task Every_collected_request_is_answered_as_its_situation_has_it()
    {
        Collected.Need();
        var seen = new Dictionary<HttpStatusCode, int>();
        foreach (var file in Collected.Files("cdshooks-requests").Concat(Collected.Files(Path.Combine("oracles", "fhir-validator-cdshooks"), "-request-")))
        {
            var body = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            using var answer = await service.Client.PostAsync(new Uri(Ehr.Hook, UriKind.Relative), Service.Json(body), TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            answer.StatusCode.Should().Be(Expected(body), "{0}: {1}", Path.GetFileName(file), text);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                CdsHooksRules.OfResponse(JsonNode.Parse(text)!).Should().BeEmpty();
            }
            else
            {
                ((string?)JsonNode.Parse(text)!["resourceType"]).Should().Be("OperationOutcome");
            }

            seen[answer.StatusCode] = seen.GetValueOrDefault(answer.StatusCode) + 1;
        }

        seen.Values.Sum().Should().BeGreaterThanOrEqualTo(35);
        seen.Should().ContainKeys(HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_collected_request_with_the_answers_of_our_form_is_given_a_card()
    {
        Collected.Need();
        foreach (var file in Collected.Files("cdshooks-requests"))
        {
            var request = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject();
            if ((string?)request["hook"] == "patient-view")
            {
                var prefetch = request["prefetch"] as JsonObject ?? (request["prefetch"] = new JsonObject()).AsObject();
                prefetch["intake"] = Ehr.Bundle(Ehr.Response(new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18).ToProfile()).With("subject", new JsonObject { ["reference"] = $"Patient/{request["context"]!["patientId"]}" }));

                (await service.Client.CardsAsync(request)).Should().ContainSingle("{0}", Path.GetFileName(file));
            }
        }
    }

    [Fact]
    public async Task Every_collected_feedback_is_taken()
    {
        Collected.Need();
        foreach (var file in Collected.Files("cdshooks-feedback"))
        {
            var body = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            using var answer = await service.Client.PostAsync(new Uri(Ehr.Feedback, UriKind.Relative), Service.Json(body), TestContext.Current.CancellationToken);

            answer.StatusCode.Should().Be(HttpStatusCode.OK, "{0}", Path.GetFileName(file));
            (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
        }
    }

    // The rows of the table that these requests can fall into: none of them has answers to our form, and one has answers to another.
    private static HttpStatusCode Expected(string body)
    {
        JsonNode request;
        try
        {
            request = JsonNode.Parse(body)!;
        }
        catch (JsonException)
        {
            return HttpStatusCode.BadRequest;
        }

        return (string?)request["hook"] switch
        {
            "patient-view" => request["prefetch"]?["intake"] is not null ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.PreconditionFailed,
            "order-sign" => body.Contains("\"J058", StringComparison.Ordinal) ? HttpStatusCode.PreconditionFailed : HttpStatusCode.OK,
            _ => HttpStatusCode.BadRequest,
        };
    }
}
