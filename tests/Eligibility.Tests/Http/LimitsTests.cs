using System.Globalization;
using System.Net;
using Eligibility.Api.Hosting;
using Eligibility.Api.Limits;
using Eligibility.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eligibility.Tests.Http;

/// <summary>How much may be asked.</summary>
public sealed class LimitsTests
{
    private static readonly Uri Screenings = new("/v1/screenings", UriKind.Relative);
    private static readonly Uri Batch = new("/v1/screenings/batch", UriKind.Relative);

    [Fact]
    public async Task A_client_that_has_used_up_its_budget_is_told_when_to_come_back_and_another_is_served()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:RequestsPerSecond"] = "1", ["Limits:Burst"] = "3" }, withKeys: true);
        var (north, south) = (ApiKey.New(), ApiKey.New());
        clinic.WriteKeys(clinic.Record(north, "north-clinic", Scopes.Screen), clinic.Record(south, "south-clinic", Scopes.Screen));
        using var greedy = clinic.Client(north.Text);
        using var modest = clinic.Client(south.Text);

        var first = await ScreenAsync(greedy);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await ScreenAsync(greedy));
        }

        first.Headers.GetValues("RateLimit-Policy").Should().Equal("\"client\";q=3;w=3");
        first.Headers.GetValues("RateLimit").Should().Equal("\"client\";r=2;t=1");
        var refusal = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        refusal.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        int.Parse(refusal.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).Should().BeInRange(1, 3);
        refusal.Headers.GetValues("RateLimit").Single().Should().StartWith("\"client\";r=0;t=");
        ((string?)(await Service.BodyAsync(refusal))["type"]).Should().Be("urn:eligibility:problem:too-many-requests");
        (await ScreenAsync(modest)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_batch_pays_by_line_and_is_read_slower_rather_than_refused()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:RequestsPerSecond"] = "50", ["Limits:Burst"] = "10" }, withKeys: true);
        var key = ApiKey.New();
        clinic.WriteKeys(clinic.Record(key, "north-clinic", Scopes.Screen));
        using var client = clinic.Client(key.Text);

        var answer = await BatchAsync(client, string.Concat(Enumerable.Repeat("{}\n", 30)));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var after = await ScreenAsync(client);

        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(31);
        text.Should().NotContain("problem");
        int.Parse(after.Headers.GetValues("RateLimit").Single().Split("r=")[1].Split(';')[0], CultureInfo.InvariantCulture)
            .Should().BeLessThan(10, "thirty lines have used up a bucket of ten");
    }

    [Fact]
    public async Task Where_nobody_is_asked_who_they_are_there_are_no_budgets()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:RequestsPerSecond"] = "1", ["Limits:Burst"] = "1" });
        using var client = clinic.Client();

        for (var i = 0; i < 3; i++)
        {
            (await ScreenAsync(client)).Headers.Contains("RateLimit").Should().BeFalse();
        }
    }

    [Fact]
    public async Task When_every_place_is_taken_and_the_queue_is_full_the_next_is_told_so_at_once()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:AtOnce"] = "1", ["Limits:Waiting"] = "1" });
        using var client = clinic.Client();
        var place = await clinic.Services.GetRequiredService<ScreeningGate>().EnterAsync(TestContext.Current.CancellationToken);
        var waiting = clinic.Services.GetRequiredService<ScreeningGate>().EnterAsync(TestContext.Current.CancellationToken).AsTask();

        var refusal = await ScreenAsync(client);

        refusal.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refusal.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
        ((string?)(await Service.BodyAsync(refusal))["type"]).Should().Be("urn:eligibility:problem:overloaded");

        place.Dispose();
        (await waiting).Dispose();
        (await ScreenAsync(client)).StatusCode.Should().Be(HttpStatusCode.OK, "places are given back");
    }

    [Fact]
    public async Task Refusals_come_at_a_pace_and_none_is_held_back_once_the_service_ends()
    {
        await using var clinic = new Clinic(new Dictionary<string, string>());
        using var gate = new ScreeningGate(new LimitSettings { AtOnce = 1, Waiting = 0 });
        using var place = await gate.EnterAsync(TestContext.Current.CancellationToken);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var shedding = new Shedding(new LimitSettings { RefusalsPerSecond = 1 }, gate, lifetime);
        List<HttpContext> contexts = [.. Enumerable.Range(0, 20).Select(_ => ToBeShed(clinic.Services))];

        List<Task> refused = [.. contexts.Select(context => shedding.InvokeAsync(context, _ => throw new InvalidOperationException("There is no room.")))];
        await refused[0];
        refused.Count(answer => answer.IsCompleted).Should().BeLessThan(20, "at one a second it takes twenty seconds");
        lifetime.StopApplication();

        await Task.WhenAll(refused);
        contexts.Should().OnlyContain(context => context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable);
    }

    [Fact]
    public async Task A_batch_waits_for_a_place_instead_of_losing_a_line()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:AtOnce"] = "1", ["Limits:Waiting"] = "0" });
        using var client = clinic.Client();
        var place = await clinic.Services.GetRequiredService<ScreeningGate>().EnterAsync(TestContext.Current.CancellationToken);

        var batch = BatchAsync(client, "{}\n");
        (await ScreenAsync(client)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        place.Dispose();

        (await (await batch).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("\"screened\":1");
    }

    [Fact]
    public async Task Batches_that_wait_leave_half_of_the_queue_to_others()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:AtOnce"] = "1", ["Limits:Waiting"] = "2" });
        var gate = clinic.Services.GetRequiredService<ScreeningGate>();
        var place = await gate.EnterAsync(TestContext.Current.CancellationToken);
        var batches = Enumerable.Range(0, 5).Select(_ => gate.EnterInTurnAsync(TestContext.Current.CancellationToken).AsTask()).ToList();

        gate.IsFull.Should().BeFalse();

        place.Dispose();
        foreach (var batch in batches)
        {
            (await batch).Dispose();
        }
    }

    [Fact]
    public async Task A_block_of_a_batch_takes_the_tokens_that_are_there_and_waits_for_one_where_there_is_none()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:RequestsPerSecond"] = "1", ["Limits:Burst"] = "3" }, withKeys: true);
        var budgets = clinic.Services.GetRequiredService<ClientBudgets>();

        (await budgets.TakeLinesAsync("north-clinic", 2, TestContext.Current.CancellationToken)).Should().Be(2);
        (await budgets.TakeLinesAsync("north-clinic", 64, TestContext.Current.CancellationToken)).Should().BeInRange(1, 3, "some of the lines, so that their answers need not wait for the rest");
        (await budgets.TakeLinesAsync("north-clinic", 64, TestContext.Current.CancellationToken)).Should().BeInRange(1, 3, "more than the bucket holds is never waited for");
        (await budgets.TakeLinesAsync(null, 64, TestContext.Current.CancellationToken)).Should().Be(64);
    }

    [Fact]
    public async Task When_too_many_batches_are_open_the_next_is_told_so()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:Batches"] = "1" });
        using var client = clinic.Client();
        using (clinic.Services.GetRequiredService<ScreeningGate>().OpenBatch(null))
        {
            (await BatchAsync(client, "{}")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        }

        (await BatchAsync(client, "{}")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_client_alone_can_take_every_place_of_the_batches()
    {
        await using var clinic = new Clinic(new Dictionary<string, string> { ["Limits:Batches"] = "4" });
        var gate = clinic.Services.GetRequiredService<ScreeningGate>();
        using var first = gate.OpenBatch("north-clinic");
        using var second = gate.OpenBatch("north-clinic");

        using var third = gate.OpenBatch("north-clinic");
        using var others = gate.OpenBatch("south-clinic");

        third.IsAcquired.Should().BeFalse();
        others.IsAcquired.Should().BeTrue();
    }

    private static DefaultHttpContext ToBeShed(IServiceProvider services)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(SheddingMark.Instance), "to be shed"));
        return context;
    }

    private static Task<HttpResponseMessage> ScreenAsync(HttpClient client) =>
        client.PostAsync(Screenings, Service.Json("{}"), TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> BatchAsync(HttpClient client, string lines) =>
        client.PostAsync(Batch, Service.Bytes(System.Text.Encoding.UTF8.GetBytes(lines), "application/x-ndjson"), TestContext.Current.CancellationToken);
}
