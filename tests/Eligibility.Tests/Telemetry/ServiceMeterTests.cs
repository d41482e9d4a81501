using System.Diagnostics.Metrics;
using Eligibility.Api.Limits;
using Eligibility.Api.Telemetry;
using Eligibility.Domain;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Eligibility.Tests.Telemetry;

/// <summary>What is counted, on a service that nobody else uses.</summary>
public sealed class ServiceMeterTests(WebApplicationFactory<Program> factory) : IClassFixture<WebApplicationFactory<Program>>
{
    private static readonly string[] ProblemCodes =
        ["malformed-json", "invalid-parameter", "not-acceptable", "unsupported-media-type", "too-large", "invalid-profile", "not-found", "method-not-allowed", "bad-request"];

    [Theory]
    [InlineData("{}", "undetermined")]
    [InlineData("""{"headacheDaysPerMonth":18}""", "candidate")]
    [InlineData("""{"headacheDaysPerMonth":18,"redFlags":["thunderclap-onset"]}""", "refer-urgently")]
    public async Task A_screening_is_counted_by_its_candidacy(string profile, string candidacy)
    {
        using var counted = Listen();

        var response = await SendAsync("POST", "/v1/screenings", profile);

        ((string?)(await Service.BodyAsync(response))["candidacy"]).Should().Be(candidacy);
        counted.All.Should().Equal(new Measurement("eligibility.screenings", "candidacy", candidacy, 1));
    }

    [Theory]
    [InlineData("POST", "/v1/screenings", "{", "application/json")]
    [InlineData("POST", "/v1/screenings", """{"unheardOf":1}""", "application/json")]
    [InlineData("POST", "/v1/screenings", "{}", "text/plain")]
    [InlineData("POST", "/v1/screenings?asOf=never", "{}", "application/json")]
    [InlineData("GET", "/v1/screenings", null, null)]
    [InlineData("GET", "/nowhere", null, null)]
    public async Task A_refusal_is_counted_once_by_the_code_it_is_answered_with(string method, string path, string? body, string? mediaType)
    {
        using var counted = Listen();

        var response = await SendAsync(method, path, body, mediaType);

        var type = (string?)(await Service.BodyAsync(response))["type"];
        var refusal = counted.All.Should().ContainSingle().Subject;
        refusal.Should().Be(new Measurement("eligibility.refusals", "code", refusal.Value, 1));
        type.Should().Be($"urn:eligibility:problem:{refusal.Value}");
    }

    [Fact]
    public async Task What_is_not_a_refusal_is_not_counted_as_one()
    {
        using var counted = Listen();

        await SendAsync("GET", "/v1/facts", body: null);
        await SendAsync("GET", "/health/ready", body: null);

        counted.All.Should().BeEmpty();
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_waits_for_a_place_was_not_answered()
    {
        using var log = new RecordedLog();
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:AtOnce"] = "1", ["Limits:Waiting"] = "1" }, log: log);
        using var counted = new Measurements(clinic.Services.GetRequiredService<IMeterFactory>());
        using var client = clinic.Client();
        using var leaving = new CancellationTokenSource();
        var gate = clinic.Services.GetRequiredService<ScreeningGate>();
        using var place = await gate.EnterAsync(TestContext.Current.CancellationToken);

        var asked = client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), Service.Json("{}"), leaving.Token);
        await UntilAsync(() => gate.IsFull);
        await leaving.CancelAsync();

        await asked.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        await UntilAsync(() => log.Text.Contains("\"StatusCode\":499", StringComparison.Ordinal));
        counted.All.Should().BeEmpty();
    }

    [Fact]
    public void What_is_shed_and_what_becomes_of_lines_is_counted_by_closed_lists()
    {
        var meter = factory.Services.GetRequiredService<ServiceMeter>();
        using var counted = Listen();

        meter.Shed(ShedReason.TooManyRequests);
        meter.Shed(ShedReason.Overloaded);
        meter.BatchLines(LineOutcome.Screened, 7);
        meter.BatchLines(LineOutcome.Refused);

        counted.All.Should().Equal(
            new Measurement("eligibility.requests.shed", "reason", "too-many-requests", 1),
            new Measurement("eligibility.requests.shed", "reason", "overloaded", 1),
            new Measurement("eligibility.batch.lines", "outcome", "screened", 7),
            new Measurement("eligibility.batch.lines", "outcome", "refused", 1));
    }

    [Fact]
    public async Task Whatever_is_sent_a_label_is_one_of_ours()
    {
        using var counted = Listen();
        foreach (var row in PrivacyTests.Requests)
        {
            var (method, path, body) = row.Data;
            await SendAsync(method, path, method == "GET" ? null : body);
        }

        counted.All.Should().HaveCount(PrivacyTests.Requests.Count);
        counted.All.Should().OnlyContain(one => (one.Label == "candidacy" ? Codes.All<Candidacy>() : ProblemCodes.AsEnumerable()).Contains((string)one.Value!));
    }

    [Fact]
    public void Counting_allocates_nothing_while_nobody_listens()
    {
        var meter = factory.Services.GetRequiredService<ServiceMeter>();
        Count(meter);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Count(meter);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static void Count(ServiceMeter meter)
    {
        for (var i = 0; i < 1000; i++)
        {
            meter.Screened(Candidacy.Candidate);
            meter.Refused("not-found");
            meter.Shed(ShedReason.Overloaded);
            meter.BatchLines(LineOutcome.Screened);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 500 && !isSo(); i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        isSo().Should().BeTrue();
    }

    private Measurements Listen() => new(factory.Services.GetRequiredService<IMeterFactory>());

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? body, string? mediaType = "application/json")
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : Service.Bytes(System.Text.Encoding.UTF8.GetBytes(body), mediaType!);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
