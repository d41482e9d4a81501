using System.Net;
using System.Text.Json.Nodes;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

public sealed class DiscoveryTests(Service service)
{
    [Fact]
    public async Task One_service_is_offered_for_two_hooks()
    {
        var discovery = await DiscoverAsync();

        CdsHooksRules.OfDiscovery(discovery).Should().BeEmpty();
        discovery["services"]!.AsArray().Select(offered => ((string?)offered!["id"], (string?)offered["hook"]))
            .Should().Equal(("botulinum-eligibility", "patient-view"), ("botulinum-eligibility", "order-sign"));
    }

    [Fact]
    public async Task What_is_prefetched_is_a_read_or_a_search_by_the_patient()
    {
        foreach (var offered in (await DiscoverAsync())["services"]!.AsArray())
        {
            offered!["prefetch"]!.AsObject().Select(pair => (pair.Key, (string?)pair.Value)).Should().BeEquivalentTo(
            [
                ("patient", "Patient/{{context.patientId}}"),
                ("intake", "QuestionnaireResponse?patient={{context.patientId}}&questionnaire=urn:eligibility:Questionnaire:botulinum-intake&status=in-progress,completed,amended&_sort=-authored&_count=1"),
                ("conditions", "Condition?patient={{context.patientId}}&clinical-status=active,recurrence,relapse"),
                ("pregnancy", "Observation?patient={{context.patientId}}&code=http://loinc.org|82810-3&status=final,amended,corrected&_sort=-date&_count=1"),
            ]);
        }
    }

    [Fact]
    public async Task It_says_what_has_to_be_so_for_it_to_be_of_use() =>
        (await DiscoverAsync())["services"]!.AsArray().Should().OnlyContain(offered => ((string?)offered!["usageRequirements"])!.Contains("prefetch"));

    [Theory]
    [InlineData("/cds-services/other")]
    [InlineData("/cds-services/other/feedback")]
    [InlineData("/cds-services/botulinum-eligibility/other")]
    public async Task What_is_not_offered_is_not_found_and_said_so_in_the_words_of_FHIR(string path)
    {
        using var answer = await service.Client.PostAsync(new JsonObject(), path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        ((string?)(await Service.BodyAsync(answer))["resourceType"]).Should().Be("OperationOutcome");
    }

    [Fact]
    public async Task Another_method_is_not_allowed()
    {
        using var answer = await service.GetAsync(Ehr.Hook);

        answer.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        ((string?)(await Service.BodyAsync(answer))["resourceType"]).Should().Be("OperationOutcome");
    }

    private async Task<JsonNode> DiscoverAsync()
    {
        using var answer = await service.GetAsync(Ehr.Services);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        return await Service.BodyAsync(answer);
    }
}
