using System.Net;
using System.Text;
using Eligibility.Api.Limits;
using Eligibility.Keys;
using Eligibility.Tests.Http;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Eligibility.Tests.Fhir;

/// <summary>The manners of the door: what it publishes, in which form, to whom, and how it refuses.</summary>
public sealed class FhirDoorTests(Service service)
{
    private const string Canary = "kanarienvogel";
    private const string Operation = "/fhir/QuestionnaireResponse/$screen";

    public static TheoryData<string> Publications => ["/fhir/metadata", "/fhir/OperationDefinition/screen", "/fhir/Questionnaire/botulinum-intake", "/fhir/Questionnaire"];

    [Theory]
    [MemberData(nameof(Publications))]
    public async System.Threading.Tasks.Task What_is_published_is_valid_and_is_not_sent_again_to_who_has_it(string path)
    {
        var first = await service.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        first.Content.Headers.ContentType!.ToString().Should().Be("application/fhir+json");
        FhirJudge.BreachesOf(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
        (await service.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async System.Threading.Tasks.Task Everything_that_is_said_to_be_there_is_there()
    {
        var statement = (CapabilityStatement)FhirJudge.Read(await TextAsync("/fhir/metadata"));
        var rest = statement.Rest.Single();

        foreach (var resource in rest.Resource)
        {
            foreach (var operation in resource.Operation)
            {
                var definition = (OperationDefinition)FhirJudge.Read(await TextAsync($"/fhir/OperationDefinition/{operation.Name}"));
                definition.Url.Should().Be(operation.Definition);
                using var call = new HttpRequestMessage(HttpMethod.Post, $"/fhir/{resource.Type}/${definition.Code}") { Content = Service.Bytes("{}"u8.ToArray(), "application/fhir+json") };
                (await service.Client.SendAsync(call, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
            }

            foreach (var search in resource.SearchParam)
            {
                (await service.GetAsync($"/fhir/{resource.Type}?{search.Name}=x")).StatusCode.Should().Be(HttpStatusCode.OK);
            }
        }
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData($"?url={Responses.Form}", 1)]
    [InlineData($"?url={Responses.Form}|1.0.0", 1)]
    [InlineData($"?url={Responses.Form}%7C1.0.0", 1)]
    [InlineData($"?url=urn:x,{Responses.Form}", 1)]
    [InlineData($"?url={Responses.Form}|2.0.0", 0)]
    [InlineData($"?url={Responses.Form}s", 0)]
    [InlineData("?url=urn:x,urn:y", 0)]
    public async System.Threading.Tasks.Task The_form_is_found_by_its_canonical(string query, int found) =>
        ((Bundle)FhirJudge.Read(await TextAsync($"/fhir/Questionnaire{query}"))).Should().Match<Bundle>(bundle => bundle.Total == found && bundle.Entry.Count == found);

    [Theory]
    [InlineData("GET", "/fhir/metadata", "application/json", null, HttpStatusCode.OK, "application/json")]
    [InlineData("GET", "/fhir/metadata", "", null, HttpStatusCode.OK, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata", "*/*", null, HttpStatusCode.OK, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata", "application/fhir+xml", null, HttpStatusCode.NotAcceptable, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata", "application/fhir+json; fhirVersion=5.0", null, HttpStatusCode.NotAcceptable, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata", "application/fhir+json; fhirVersion=4.0", null, HttpStatusCode.OK, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata", "application/fhir+json; fhirVersion=\"5.0\", application/json; q=0.5", null, HttpStatusCode.OK, "application/json")]
    [InlineData("POST", Operation, "application/fhir+json; fhirVersion=3.0", "application/fhir+json", HttpStatusCode.NotAcceptable, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata?_format=json", "text/html", null, HttpStatusCode.OK, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata?_format=application/fhir%2Bjson", null, null, HttpStatusCode.OK, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata?_format=application/json", null, null, HttpStatusCode.OK, "application/json")]
    [InlineData("GET", "/fhir/metadata?_format=xml", null, null, HttpStatusCode.NotAcceptable, "application/fhir+json")]
    [InlineData("GET", "/fhir/metadata?kanarienvogel=1", null, null, HttpStatusCode.BadRequest, "application/fhir+json")]
    [InlineData("GET", "/fhir/Questionnaire?url=a&url=b", null, null, HttpStatusCode.BadRequest, "application/fhir+json")]
    [InlineData("GET", "/fhir/Questionnaire?kanarienvogel=b", null, null, HttpStatusCode.BadRequest, "application/fhir+json")]
    [InlineData("GET", "/fhir/Questionnaire/kanarienvogel", null, null, HttpStatusCode.NotFound, "application/fhir+json")]
    [InlineData("GET", "/fhir/kanarienvogel", "application/json", null, HttpStatusCode.NotFound, "application/json")]
    [InlineData("GET", "/FHIR/kanarienvogel", null, null, HttpStatusCode.NotFound, "application/fhir+json")]
    [InlineData("GET", Operation, null, null, HttpStatusCode.MethodNotAllowed, "application/fhir+json")]
    [InlineData("DELETE", "/fhir/metadata", null, null, HttpStatusCode.MethodNotAllowed, "application/fhir+json")]
    [InlineData("POST", Operation, "text/html", "application/fhir+json", HttpStatusCode.NotAcceptable, "application/fhir+json")]
    [InlineData("POST", Operation, null, "text/html", HttpStatusCode.UnsupportedMediaType, "application/fhir+json")]
    [InlineData("POST", Operation, "application/json", "application/json", HttpStatusCode.UnprocessableEntity, "application/json")]
    [InlineData("POST", $"{Operation}?kanarienvogel=1", null, "application/fhir+json", HttpStatusCode.BadRequest, "application/fhir+json")]
    public async System.Threading.Tasks.Task Whatever_goes_wrong_is_told_as_an_outcome(
        string method, string path, string? accept, string? mediaType, HttpStatusCode status, string answered)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = mediaType is null ? null : Service.Bytes("{}"u8.ToArray(), mediaType) };
        request.Headers.TryAddWithoutValidation("Accept", accept);

        var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(status);
        answer.Content.Headers.ContentType!.ToString().Should().Be(answered);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        body.Should().NotContain(Canary);
        (FhirJudge.Read(body) is OperationOutcome).Should().Be((int)status >= 400);
    }

    [Fact]
    public async System.Threading.Tasks.Task Who_may_screen_may_screen_and_who_may_read_rules_may_read_the_form()
    {
        await using var clinic = new Clinic(new Dictionary<string, string>(), withKeys: true);
        var (screens, reads) = (ApiKey.New(), ApiKey.New());
        clinic.WriteKeys(clinic.Record(screens, "north-clinic", Scopes.Screen), clinic.Record(reads, "south-clinic", Scopes.Rules));
        using var nobody = clinic.Client();
        using var screener = clinic.Client(screens.Text);
        using var reader = clinic.Client(reads.Text);

        (await GetAsync(nobody, "/fhir/metadata")).Should().Be(HttpStatusCode.OK);
        (await GetAsync(nobody, "/fhir/OperationDefinition/screen")).Should().Be(HttpStatusCode.OK);
        foreach (var path in new[] { "/fhir/Questionnaire/botulinum-intake", "/fhir/Questionnaire" })
        {
            (await GetAsync(nobody, path)).Should().Be(HttpStatusCode.Unauthorized);
            (await GetAsync(screener, path)).Should().Be(HttpStatusCode.Forbidden);
            (await GetAsync(reader, path)).Should().Be(HttpStatusCode.OK);
        }

        (await PostAsync(nobody)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync(reader)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await PostAsync(screener)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async System.Threading.Tasks.Task When_every_place_is_taken_the_next_is_told_so_as_an_outcome()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:AtOnce"] = "1", ["Limits:Waiting"] = "0" });
        using var client = clinic.Client();
        using (await clinic.Services.GetRequiredService<ScreeningGate>().EnterAsync(TestContext.Current.CancellationToken))
        {
            var refusal = await PostAsync(client);

            refusal.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            refusal.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
            ((OperationOutcome)FhirJudge.Read(await refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))).Issue.Single().Code.Should().Be(OperationOutcome.IssueType.Transient);
        }

        (await PostAsync(client)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async System.Threading.Tasks.Task What_is_sent_never_shows_up_in_the_log_nor_in_the_answer()
    {
        using var log = new RecordedLog();
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.ConfigureServices(services => services.AddSingleton(log.Stream)));
        using var client = factory.CreateClient();
        var bodies = ResponseReaderTests.FaultsOfFacts.Concat(ResponseReaderTests.FaultsOfTheWhole).Select(row => row.Data.Item1).Where(body => body.Contains(Canary, StringComparison.Ordinal)).ToList();
        bodies.Should().NotBeEmpty();
        foreach (var body in bodies)
        {
            var answer = await client.PostAsync(new Uri($"{Operation}?_format=json", UriKind.Relative), Service.Bytes(Encoding.UTF8.GetBytes(body), "application/fhir+json"), TestContext.Current.CancellationToken);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().NotContainEquivalentOf(Canary);
        }

        log.Text.Should().NotContainEquivalentOf(Canary).And.Contain("$screen");
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string path) =>
        (await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode;

    private static Task<HttpResponseMessage> PostAsync(HttpClient client) => client.PostAsync(
        new Uri(Operation, UriKind.Relative), Service.Bytes(Encoding.UTF8.GetBytes(Responses.With().ToJsonString()), "application/fhir+json"), TestContext.Current.CancellationToken);

    private async Task<string> TextAsync(string path) => await (await service.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
