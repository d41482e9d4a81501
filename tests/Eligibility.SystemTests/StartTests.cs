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

    [Fact]
    public async Task Where_it_listens_is_not_read_again_later()
    {
        var folder = Directory.CreateTempSubdirectory("eligibility-start-");
        var port = RunningService.FreePort();
        await using var service = await RunningService.StartAsync("--contentRoot", folder.FullName);

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"),
            """{"Kestrel":{"Endpoints":{"Open":{"Url":"http://0.0.0.0:PORT"}}}}""".Replace("PORT", $"{port}", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        // Changes are looked for within a second where they are looked for.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.Invoking(it => it.ConnectAsync(System.Net.IPAddress.Loopback, port)).Should().ThrowAsync<System.Net.Sockets.SocketException>();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--urls", "http://*:0")]
    [InlineData("--urls", "http://127.0.0.1:0;http://[::]:0")]
    [InlineData("--urls", "http://clinic.example:0")]
    [InlineData("--urls", "http://[127.0.0.1]:0")]
    [InlineData("--urls", "http://[[::1]]:0")]
    [InlineData("--urls", "http://127.0.0.1]:0")]
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
        using var keys = new KeyFolder();
        var key = keys.Add("north-clinic", Scopes.Rules);

        await using var service = await RunningService.StartAsync(keys.Arguments);

        (await StatusAsync(service, null)).Should().Be(401);
        (await StatusAsync(service, key.Text)).Should().Be(200);
    }

    [Theory]
    [InlineData("Access:KeyFile", "/nowhere/keys.json", "belong together")]
    [InlineData("Access:KeyFiles", "/nowhere/keys.json", "KeyFiles")]
    [InlineData("Access:Issuer", "https://issuer.example", "belong together")]
    [InlineData("Limits:Burst", "0", "above zero")]
    [InlineData("Limits:RefusalsPerSecond", "0", "above zero")]
    [InlineData("Limits:Burst", "many", "Limits:Burst must be a whole number")]
    [InlineData("Limits:Brust", "100", "Limits has: RequestsPerSecond, Burst")]
    [InlineData("Drain:AcceptFor", "5s", "such as 00:00:05")]
    [InlineData("Network:KnownProxies", "10.0.0.1", "Network__KnownProxies__0")]
    [InlineData("Network:KnownProxies:first", "10.0.0.1", "Network:KnownProxies:first is no entry of a list")]
    [InlineData("CdsHooks:Origins:0:Url", "https://ehr.example", "CdsHooks:Origins:0 is no entry of a list")]
    [InlineData("CdsHooks:RxNormCodes:0", "", "CdsHooks:RxNormCodes:0 is no entry of a list")]
    [InlineData("CdsHooks:Clients:0:Name", "north-ehr", "CdsHooks has: FormUrl")]
    [InlineData("Access:CdsClientsFile:0", "/nowhere/clients.json", "Access:CdsClientsFile must be one value")]
    [InlineData("Limits:Burst:0", "100", "Limits:Burst must be")]
    [InlineData("Acess:KeyFile", "/nowhere/keys.json", "Perhaps Access was meant")]
    [InlineData("Network:KnownProxies:0", "10.0.0.1", "nobody would be asked who they are")]
    [InlineData("AllowedHosts", "screening.clinic.example;localhost", "nobody would be asked who they are")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", "Network:KnownProxies")]
    [InlineData("Access:Issuer", "", "is empty")]
    [InlineData("urls", "127.0.0.1:5080", "is not an address")]
    [InlineData("urls", "http://127.0.0.1:99999", "is not an address")]
    [InlineData("urls", "http://127.0.0.1:0/path", "is not an address")]
    [InlineData("Drain:AcceptFor", "-00:00:01", "Drain:AcceptFor")]
    [InlineData("Network:KnownProxies:0", "proxy", "Network:KnownProxies")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_with_a_sentence(string name, string value, string says)
    {
        var (exitCode, output) = await RunningService.RunToEndAsync($"--{name}", value);

        exitCode.Should().Be(1);
        output.Should().Contain(says).And.NotContain("   at ");
    }

    [Theory]
    [InlineData("http://issuer.example", "https address")]
    public async Task An_issuer_whose_keys_would_come_in_the_clear_is_refused(string issuer, string says)
    {
        var (exitCode, output) = await RunningService.RunToEndAsync("--Access:Issuer", issuer, "--Access:Audience", "eligibility");

        exitCode.Should().Be(1);
        output.Should().Contain(says);
    }

    [Fact]
    public async Task A_broken_key_of_an_issuer_stops_the_start_with_a_sentence()
    {
        var keys = Path.GetTempFileName();
        await File.WriteAllTextAsync(keys, """{"keys":[{"kty":"EC","crv":"P-256","kid":"one","x":"AAAA","y":"AAAA"}]}""", TestContext.Current.CancellationToken);

        var (exitCode, output) = await RunningService.RunToEndAsync("--Access:Issuer", "https://issuer.example", "--Access:Audience", "eligibility", "--Access:SigningKeysFile", keys);

        exitCode.Should().Be(1);
        output.Should().Contain("key 1 cannot be used").And.Contain("Access:SigningKeysFile").And.NotContain("AAAA").And.NotContain("   at ");
        File.Delete(keys);
    }

    [Theory]
    [InlineData("""{"keys":[null]}""")]
    [InlineData("""{"keys":null}""")]
    [InlineData("no keys")]
    public async Task A_key_file_that_cannot_be_used_stops_the_start_with_a_sentence(string content)
    {
        using var keys = new KeyFolder();
        keys.Write(content);

        var (exitCode, output) = await RunningService.RunToEndAsync(keys.Arguments);

        exitCode.Should().Be(1);
        output.Should().Contain("key file").And.NotContain("   at ");
    }

    private static async Task<int> StatusAsync(RunningService service, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/facts");
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
