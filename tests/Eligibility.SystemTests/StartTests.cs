using Eligibility.Keys;

namespace Eligibility.SystemTests;

public sealed class StartTests
{
    [Fact]
    public async Task Without_configuration_it_is_ready_on_loopback_says_so_and_its_log_is_json_lines()
    {
        await using var service = await RunningService.StartAsync();

        service.Output.Split('\n').Should().OnlyContain(line => line.StartsWith('{'));
        service.Output.Should().Contain("listening on loopback only");
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--urls", "http://*:0")]
    [InlineData("--urls", "http://127.0.0.1:0;http://[::]:0")]
    [InlineData("--urls", "http://clinic.example:0")]
    [InlineData("--Kestrel:Endpoints:Open:Url", "http://0.0.0.0:0")]
    public async Task Where_others_could_reach_it_it_does_not_start_without_access(string name, string value)
    {
        var (exitCode, output) = await RunningService.RunToEndAsync(name, value);

        exitCode.Should().Be(1);
        output.Should().Contain("can be reached from other machines").And.Contain("Access:KeyFile").And.NotContain("   at ");
    }

    [Fact]
    public async Task With_keys_it_may_be_reached_and_asks_for_them()
    {
        var folder = Directory.CreateTempSubdirectory("eligibility-keys-");
        var secret = ServerSecret.NewText();
        var key = ApiKey.New();
        var now = TimeProvider.System.GetUtcNow();
        var record = new KeyRecord(key.Id, "north-clinic", [Scopes.Rules], now, now.AddDays(1), Convert.ToHexStringLower(ServerSecret.Parse(secret).Hash(key)));
        var (keyFile, secretFile) = (Path.Combine(folder.FullName, "keys.json"), Path.Combine(folder.FullName, "keys.secret"));
        await File.WriteAllBytesAsync(keyFile, new KeyFile([record]).ToJson(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(secretFile, secret, TestContext.Current.CancellationToken);

        await using var service = await RunningService.StartAsync("--Access:KeyFile", keyFile, "--Access:SecretFile", secretFile);

        (await StatusAsync(service, null)).Should().Be(401);
        (await StatusAsync(service, key.Text)).Should().Be(200);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Access:KeyFile", "/nowhere/keys.json", "belong together")]
    [InlineData("Access:KeyFiles", "/nowhere/keys.json", "KeyFiles")]
    [InlineData("Access:Issuer", "https://issuer.example", "belong together")]
    [InlineData("Limits:Burst", "0", "above zero")]
    [InlineData("Limits:Burst", "many", "Limits")]
    [InlineData("Drain:AcceptFor", "-00:00:01", "Drain:AcceptFor")]
    [InlineData("Network:KnownProxies:0", "proxy", "Network:KnownProxies")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_with_a_sentence(string name, string value, string says)
    {
        var (exitCode, output) = await RunningService.RunToEndAsync($"--{name}", value);

        exitCode.Should().Be(1);
        output.Should().Contain(says).And.NotContain("   at ");
    }

    private static async Task<int> StatusAsync(RunningService service, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/facts");
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
