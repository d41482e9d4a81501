using System.Net.Http.Headers;
using Eligibility.Api.Logging;
using Eligibility.Keys;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Eligibility.Tests.Http;

/// <summary>The service in memory with settings of its own, and with a key file where keys are asked for.</summary>
internal sealed class Clinic : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eligibility-keys-");
    private readonly string _secret = ServerSecret.NewText();

    public Clinic(IReadOnlyDictionary<string, string> settings, bool withKeys = false, RecordedLog? log = null)
    {
        File.WriteAllText(SecretFile, _secret);
        WriteKeys();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            foreach (var (name, value) in settings)
            {
                host.UseSetting(name, value);
            }

            if (withKeys)
            {
                host.UseSetting("Access:KeyFile", KeyFilePath);
                host.UseSetting("Access:SecretFile", SecretFile);
            }

            host.ConfigureServices(services => services.AddSingleton(_ => log?.Stream ?? new LogStream(Stream.Null)));
        });
    }

    public IServiceProvider Services => _factory.Services;

    public string KeyFilePath => Path.Combine(_folder.FullName, "keys.json");

    public string SecretFile => Path.Combine(_folder.FullName, "keys.secret");

    /// <summary>Makes a record of a key that the service's secret goes with.</summary>
    public KeyRecord Record(ApiKey key, string client = "north-clinic", params string[] scopes)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new KeyRecord(key.Id, client, scopes, now.AddDays(-1), now.AddDays(1), Convert.ToHexStringLower(ServerSecret.Parse(_secret).Hash(key)));
    }

    /// <summary>Writes the key file anew.</summary>
    public void WriteKeys(params KeyRecord[] keys) => File.WriteAllBytes(KeyFilePath, new KeyFile(keys).ToJson());

    /// <summary>A client that sends a credential, or none.</summary>
    public HttpClient Client(string? credential = null)
    {
        var client = _factory.CreateDefaultClient(new Conformance());
        client.DefaultRequestHeaders.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
