using Eligibility.Api.Hosting;
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

        settings.MetricsPort.Should().Be(port);
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
        FluentActions.Invoking(() => Read("Telemetry:Metrics", address)).Should().Throw<SettingsException>().WithMessage("Telemetry:Metrics must be*");
    }

    [Theory]
    [InlineData("http://127.0.0.1:4317", true)]
    [InlineData("https://collector.example/otlp", true)]
    [InlineData("", false)]
    public void A_collector_has_an_http_address_and_an_empty_one_is_none(string address, bool has) =>
        Read("OTEL_EXPORTER_OTLP_ENDPOINT", address).HasCollector.Should().Be(has);

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("/otlp")]
    public void A_collector_without_one_is_refused(string address) =>
        FluentActions.Invoking(() => Read("OTEL_EXPORTER_OTLP_ENDPOINT", address)).Should().Throw<SettingsException>().WithMessage("OTEL_EXPORTER_OTLP_ENDPOINT must be*");

    private static TelemetrySettings Read(string name, string value) => Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(name, value)]).Build()).Telemetry;
}
