using System.Net;
using System.Text.RegularExpressions;

namespace Eligibility.SystemTests.Telemetry;

/// <summary>The Prometheus text: what it holds, and that it is on a port of its own.</summary>
public sealed partial class MetricsPortTests
{
    private readonly Uri _metrics = new($"http://127.0.0.1:{RunningService.FreePort()}");

    [Fact]
    public async Task The_names_and_labels_that_dashboards_rely_on_are_these()
    {
        await using var service = await RunningService.StartAsync("--Telemetry:Metrics", _metrics.OriginalString);
        await PostAsync(service, """{"headacheDaysPerMonth":18}""");
        await PostAsync(service, """{"unheardOf":1}""");

        var text = await service.Client.GetStringAsync(new Uri(_metrics, "/metrics"), TestContext.Current.CancellationToken);

        var lines = text.Split('\n');
        lines.Should().Contain("eligibility_screenings_total{candidacy=\"candidate\"} 1");
        lines.Should().Contain("eligibility_refusals_total{code=\"invalid-profile\"} 1");
        lines.Where(line => line.StartsWith("http_", StringComparison.Ordinal) || line.StartsWith("eligibility_", StringComparison.Ordinal))
            .Select(line => Value().Replace(line, "")).Distinct().Should().BeEquivalentTo(
            [
                "eligibility_screenings_total{candidacy}",
                "eligibility_refusals_total{code}",
                "http_server_active_requests{http_request_method}",
                "http_server_request_duration_seconds_bucket{http_request_method,http_response_status_code,http_route,network_protocol_version,le}",
                "http_server_request_duration_seconds_count{http_request_method,http_response_status_code,http_route,network_protocol_version}",
                "http_server_request_duration_seconds_sum{http_request_method,http_response_status_code,http_route,network_protocol_version}",
            ]);
        text.Should().Contain("target_info{").And.Contain("service_name=\"eligibility\"").And.NotContain(Environment.MachineName);
    }

    [Fact]
    public async Task Each_port_answers_for_itself_whatever_host_is_named()
    {
        await using var service = await RunningService.StartAsync("--Telemetry:Metrics", _metrics.OriginalString);

        (await StatusAsync(service, _metrics, "/metrics", _metrics)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(service, _metrics, "/metrics", service.Address)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(service, service.Address, "/metrics", _metrics)).Should().Be(HttpStatusCode.NotFound);
        foreach (var path in new[] { "/", "/v1/facts", "/v1/screenings", "/health/ready", "/openapi/v1.json", "/swagger/index.html", "/metrics/more" })
        {
            (await StatusAsync(service, _metrics, path, service.Address)).Should().Be(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task It_is_added_to_endpoints_that_are_configured_one_by_one()
    {
        var port = RunningService.FreePort();
        await using var service = await RunningService.StartAtAsync(
            port, environment: null, "--Kestrel:Endpoints:Main:Url", $"http://127.0.0.1:{port}", "--Telemetry:Metrics", _metrics.OriginalString);

        (await StatusAsync(service, _metrics, "/metrics", _metrics)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(service, service.Address, "/v1/facts", service.Address)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_configuration_there_are_no_metrics_to_be_had()
    {
        await using var service = await RunningService.StartAsync();

        (await StatusAsync(service, service.Address, "/metrics", service.Address)).Should().Be(HttpStatusCode.NotFound);
        service.Output.Split('\n').Count(line => line.Contains("Now listening on", StringComparison.Ordinal)).Should().Be(1);
    }

    [Theory]
    [InlineData("--Telemetry:Metrics", "http://metrics:9464")]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_with_a_sentence(string name, string value)
    {
        var (exitCode, output) = await RunningService.RunToEndAsync("--urls", $"http://127.0.0.1:{RunningService.FreePort()}", name, value);

        exitCode.Should().Be(1);
        output.Split('\n').Count(line => line.StartsWith($"{name[2..]} must be an", StringComparison.Ordinal)).Should().Be(1);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningService service, Uri address, string path, Uri host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path)) { Headers = { Host = host.Authority } };
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task PostAsync(RunningService service, string profile)
    {
        using var body = new StringContent(profile, System.Text.Encoding.UTF8, "application/json");
        using var answer = await service.Client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), body, TestContext.Current.CancellationToken);
    }

    // What follows a label's name, and what follows the labels.
    [GeneratedRegex("=\"[^\"]*\"|(?<=})[^}]*$")]
    private static partial Regex Value();
}
