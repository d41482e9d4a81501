using Eligibility.Domain.Facts;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Eligibility.Tests.Http;

public sealed class PrivacyTests(Service service)
{
    private const string Canary = "kanarienvogel";

    /// <summary>A value, in every member, header, query and path, that no log may show.</summary>
    public static TheoryData<string, string, string> Requests
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var fact in FactCatalogue.All)
            {
                data.Add("POST", "/v1/screenings", $$"""{"{{fact.Name}}":"{{Canary}}"}""");
                data.Add("POST", "/v1/screenings", $$"""{"{{fact.Name}}":["{{Canary}}"]}""");
            }

            data.Add("POST", "/v1/screenings", $$"""{"{{Canary}}":1}""");
            data.Add("POST", "/v1/screenings", $$"""{"reference":"{{Canary}}"}""");
            data.Add("POST", "/v1/screenings", Canary);
            data.Add("POST", $"/v1/screenings?asOf={Canary}", "{}");
            data.Add("POST", $"/v1/screenings?{Canary}=1", "{}");
            data.Add("GET", $"/v1/rules/{Canary}/{Canary}", "");
            data.Add("GET", $"/{Canary}", "");
            data.Add(Canary, "/v1/screenings", "");
            return data;
        }
    }

    [Fact]
    public async Task What_is_sent_never_shows_up_in_the_log()
    {
        using var log = new RecordedLog();
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            host.ConfigureServices(services => services.AddSingleton(log.Stream)));
        using var client = factory.CreateClient();
        foreach (var row in Requests)
        {
            var (method, path, body) = row.Data;
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = method == "GET" ? null : Service.Json(body);
            request.Headers.Add("X-Request-Id", Canary);
            request.Headers.Add("Traceparent", Canary);
            request.Headers.UserAgent.ParseAdd(Canary);

            await client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        var lines = log.Text;
        lines.Should().NotContainEquivalentOf(Canary);
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.Contains("\"Route\"", StringComparison.Ordinal))
            .Should().Be(Requests.Count, "there is one line a request");
    }

    [Fact]
    public async Task What_is_sent_is_repeated_only_as_the_name_of_a_member_or_as_a_reference()
    {
        string[] allowed = [$$"""{"{{Canary}}":1}""", $$"""{"reference":"{{Canary}}"}"""];
        foreach (var row in Requests)
        {
            var (method, path, body) = row.Data;
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : Service.Json(body) };

            var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answer.Contains(Canary, StringComparison.OrdinalIgnoreCase).Should().Be(allowed.Contains(body), "{0} {1} {2}", method, path, body);
        }
    }
}
