using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eligibility.Api.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Api.Access;

/// <summary>
/// The CDS clients that are trusted, each by its issuer and its public keys. They are read from a file at the start: no address that a token
/// names is ever followed.
/// </summary>
internal sealed class CdsClients
{
    private const int LargestFile = 1024 * 1024;
    private const int ShortestRsaKey = 2048;

    private readonly FrozenDictionary<string, (string Name, FrozenDictionary<string, SecurityKey> Keys)> _byIssuer;

    private CdsClients(IEnumerable<CdsClientFile> clients, string path) => _byIssuer = clients
        .ToFrozenDictionary(client => client.Issuer, client => (client.Name, KeysOf(client, path)), StringComparer.Ordinal);

    /// <summary>Reads the file.</summary>
    /// <exception cref="SettingsException">It cannot be used; the message says why.</exception>
    public static CdsClients Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile || JsonSerializer.Deserialize(File.ReadAllBytes(path), CdsClientJson.Default.CdsClientsFile) is not { Clients.Count: > 0 } file)
            {
                throw new SettingsException($"{path} names no clients, or is too large. Access:CdsClientsFile must be a list of clients with their issuers and keys.");
            }

            if (file.Clients.Select(client => client.Issuer).Distinct().Count() < file.Clients.Count || file.Clients.Any(client => !IsName(client.Name) || client.Issuer.Length == 0))
            {
                throw new SettingsException($"{path}: every client needs a name of letters, digits, '-', '.' and '_', at most 64, and an issuer of its own.");
            }

            return new CdsClients(file.Clients, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SettingsException($"{path} cannot be read. Access:CdsClientsFile must be a file as docs/operations.md describes it.", fault);
        }
    }

    /// <summary>The key that an issuer signs with; none where the issuer, or the key, is not known.</summary>
    /// <param name="issuer">As the token names it, unchecked.</param>
    /// <param name="keyId">As the token names it, unchecked.</param>
    public IEnumerable<SecurityKey> Find(string issuer, string? keyId) =>
        keyId is not null && _byIssuer.TryGetValue(issuer, out var client) && client.Keys.TryGetValue(keyId, out var key) ? [key] : [];

    /// <summary>The name of the client of an issuer; null where it is not known.</summary>
    public string? NameOf(string issuer) => _byIssuer.TryGetValue(issuer, out var client) ? client.Name : null;

    private static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');

    private static FrozenDictionary<string, SecurityKey> KeysOf(CdsClientFile client, string path)
    {
        var keys = new Dictionary<string, SecurityKey>();
        foreach (var json in client.Keys)
        {
            var key = Parse(json);
            if (key is not { KeyId: { Length: > 0 } id } || !IsPublicAndStrong(key) || !keys.TryAdd(id, key))
            {
                throw new SettingsException($"{path}, {client.Name}: every key needs a kid of its own and must be a public key, RSA of {ShortestRsaKey} bits or more, or EC on P-384.");
            }
        }

        return keys.Count > 0 ? keys.ToFrozenDictionary() : throw new SettingsException($"{path}, {client.Name}: has no key.");
    }

    private static JsonWebKey? Parse(JsonElement json)
    {
        try
        {
            return new JsonWebKey(json.GetRawText());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // A private key here is somebody's slip: it is not used, and whoever runs the service is told.
    private static bool IsPublicAndStrong(JsonWebKey key) => !key.HasPrivateKey
        && (key is { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P384 } || (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= ShortestRsaKey));
}

// The shape of the file, as docs/operations.md describes it. Unknown members are refused.

internal sealed record CdsClientsFile(IReadOnlyList<CdsClientFile> Clients);

internal sealed record CdsClientFile(string Name, string Issuer, IReadOnlyList<JsonElement> Keys);

/// <summary>How the file is read: strictly, so that a misspelt member is not silently dropped.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict, GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CdsClientsFile))]
internal sealed partial class CdsClientJson : JsonSerializerContext;
