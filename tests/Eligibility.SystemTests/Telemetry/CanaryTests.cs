namespace Eligibility.SystemTests.Telemetry;

/// <summary>What was sent never shows up in a log, a metric, a trace or the output of a crash, looked for in all of them with everything switched on.</summary>
public sealed class CanaryTests
{
    [Fact]
    public async Task What_is_sent_shows_up_in_nothing_that_the_service_writes_or_exports()
    {
        await using var collector = await Collector.StartAsync();
        var port = RunningService.FreePort();
        await using var service = await RunningService.StartAsync(collector.Environment, "--Telemetry:Metrics", $"http://127.0.0.1:{port}");
        var metrics = new Uri($"http://127.0.0.1:{port}");

        string[] requests = [.. Canary.Requests, .. Canary.Broken];
        var answered = 0;
        foreach (var request in requests)
        {
            answered += (await SendAsync(service.Address, request)).StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? 1 : 0;
            await SendAsync(metrics, request);
        }

        await LeaveAsync(service.Address, Canary.CutOff);

        var text = await ScrapeAsync(service, metrics, $"?{Canary.Word}={Canary.Word}");
        var output = await StopAsync(service);

        // What was looked through is not empty.
        answered.Should().BeGreaterThan(requests.Length * 9 / 10);
        output.Split('\n').Count(line => line.Contains("\"Route\":\"/v1/screenings\"", StringComparison.Ordinal)).Should().BeGreaterThan(300);
        collector.Traces.Should().Contain("POST /v1/screenings").And.Contain("http.route").And.Contain("GET /v1/rules/{authority}/{rule}");
        collector.Metrics.Should().Contain("eligibility.screenings").And.Contain("eligibility.refusals").And.Contain("invalid-profile");
        text.Should().Contain("eligibility_refusals_total{code=\"invalid-profile\"}");
        collector.Paths.Should().BeSubsetOf(["/v1/traces", "/v1/metrics"]);

        Found(output, collector, text).Should().BeEmpty();
    }

    [Fact]
    public async Task A_canary_that_is_planted_is_found_everywhere()
    {
        await using var collector = await Collector.StartAsync();
        var port = RunningService.FreePort();
        var environment = collector.Environment;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"planted={Canary.Word}";
        var own = RunningService.FreePort();
        var socket = Path.Combine(Path.GetTempPath(), $"{Canary.Word}-{own}.sock");
        await using var service = await RunningService.StartAtAsync(
            own, environment, "--Telemetry:Metrics", $"http://127.0.0.1:{port}", "--urls", $"http://127.0.0.1:{own};http://unix:{socket}");

        var text = await ScrapeAsync(service, new Uri($"http://127.0.0.1:{port}"));
        var output = await StopAsync(service);

        Found(output, collector, text).Should().Equal($"{Canary.Word} in the output", $"{Canary.Word} in the traces", $"{Canary.Word} in the metrics", $"{Canary.Word} in the text");
    }

    [Theory]
    [InlineData("ABRT")]
    [InlineData("SEGV")]
    public async Task A_service_that_crashes_in_the_middle_of_requests_says_nothing_of_them(string signal)
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await RunningService.StartAsync(collector.Environment);
        foreach (var request in Canary.Requests.Take(20))
        {
            await SendAsync(service.Address, request);
        }

        using var first = await RawConnection.OpenAsync(service.Address);
        using var second = await RawConnection.OpenAsync(service.Address);
        await first.SendAsync(Canary.CutOff);
        await second.SendAsync($"POST /v1/screenings?{Canary.Word}={Canary.Word} HTTP/1.1\r\nHost: localhost\r\nX-{Canary.Word}: {Canary.Word}");

        // The runtime takes the first such signal for itself and goes on; the next one ends the process.
        var end = service.WaitForEndAsync(TestContext.Current.CancellationToken);
        do
        {
            service.Signal(signal);
        }
        while (await Task.WhenAny(end, Task.Delay(500, TestContext.Current.CancellationToken)) != end);

        (await end).Should().NotBe(0);
        service.Output.Should().Contain("\"Route\":\"/v1/screenings\"");
        Found(service.Output, collector, "").Should().BeEmpty();
    }

    private static IEnumerable<string> Found(string output, Collector collector, string text)
    {
        (string Place, string Content)[] places = [("output", output), ("traces", collector.Traces), ("metrics", collector.Metrics), ("text", text)];
        return
        [
            .. from canary in Canary.All
               from place in places
               where place.Content.Contains(canary, StringComparison.OrdinalIgnoreCase)
               select $"{canary} in the {place.Place}",
        ];
    }

    private static async Task<string> SendAsync(Uri address, string request)
    {
        using var connection = await RawConnection.OpenAsync(address);
        await connection.SendAsync(request);
        return await connection.ReadAsync();
    }

    private static async Task LeaveAsync(Uri address, string request)
    {
        using var connection = await RawConnection.OpenAsync(address);
        await connection.SendAsync(request);
    }

    private static Task<string> ScrapeAsync(RunningService service, Uri metrics, string query = "") =>
        service.Client.GetStringAsync(new Uri(metrics, $"/metrics{query}"), TestContext.Current.CancellationToken);

    private static async Task<string> StopAsync(RunningService service)
    {
        service.Terminate();
        (await service.WaitForEndAsync(TestContext.Current.CancellationToken)).Should().Be(0);
        return service.Output;
    }
}
