using Eligibility.Api.Telemetry;
using Eligibility.Tests.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Eligibility.Tests.Telemetry;

public sealed class TelemetrySettingsTests(Service service)
{
    [Fact]
    public void Without_configuration_nothing_measures_and_nothing_traces()
    {
        service.Services.GetService<MeterProvider>().Should().BeNull();
        service.Services.GetService<TracerProvider>().Should().BeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1:9464", 9464)]
    [InlineData("http://[::1]:9464", 9464)]
    [InlineData("http://localhost:9464", 9464)]
    [InlineData("http://*:9464", 9464)]
    public void An_address_for_the_metrics_has_a_port(string address, int port)
    {
        var settings = Read("Telemetry:Metrics", address);

        settings.MetricsIsUsable.Should().BeTrue();
        settings.Metrics!.Port.Should().Be(port);
    }

    [Theory]
    [InlineData("9464")]
    [InlineData("127.0.0.1:9464")]
    [InlineData("http://metrics:9464")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:9464/metrics")]
    [InlineData("http://127.0.0.1:9464;http://0.0.0.0:9465")]
    [InlineData("http://unix:/tmp/metrics")]
    public void An_address_that_would_be_misunderstood_is_refused(string address)
    {
        var settings = Read("Telemetry:Metrics", address);

        settings.MetricsIsUsable.Should().BeFalse();
        settings.Metrics.Should().BeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1:4317", true)]
    [InlineData("https://collector.example/otlp", true)]
    [InlineData("", true)]
    [InlineData("collector:4317", false)]
    [InlineData("/otlp", false)]
    public void A_collector_has_an_http_address(string address, bool usable)
    {
        var settings = Read("OTEL_EXPORTER_OTLP_ENDPOINT", address);

        settings.CollectorIsUsable.Should().Be(usable);
        settings.HasCollector.Should().Be(usable && address.Length > 0);
    }

    private static TelemetrySettings Read(string name, string value) => new TelemetrySettings().Read(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(name, value)]).Build());
}
