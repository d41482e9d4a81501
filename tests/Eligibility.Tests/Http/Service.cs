using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Eligibility.Tests.Http.Service))]

namespace Eligibility.Tests.Http;

/// <summary>The whole service in memory, started once for all tests. Every answer that its client gets is held against the published contract.</summary>
public sealed class Service : IDisposable
{
    private readonly QuietFactory _factory = new();
    private readonly Conformance _conformance = new();

    public Service() => Client = _factory.CreateDefaultClient(_conformance);

    /// <summary>A client that follows no redirect.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _factory.Services;

    public static HttpContent Json(string body) => Bytes(Encoding.UTF8.GetBytes(body));

    public static HttpContent Bytes(byte[] body, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    public Task<HttpResponseMessage> ScreenAsync(string profile, string query = "") =>
        Client.PostAsync(new Uri($"/v1/screenings{query}", UriKind.Relative), Json(profile), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public static async Task<JsonNode> BodyAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    public void Dispose()
    {
        Client.Dispose();
        _conformance.Dispose();
        _factory.Dispose();
    }
}
