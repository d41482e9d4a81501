namespace Eligibility.SystemTests;

public sealed class StartTests
{
    [Fact]
    public async Task Without_configuration_it_is_ready_on_loopback_and_its_log_is_json_lines()
    {
        await using var service = await RunningService.StartAsync();

        service.Address.IsLoopback.Should().BeTrue();
        service.Output.Split('\n').Should().OnlyContain(line => line.StartsWith('{'));
    }
}
