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
        foreach (var (place, json) in client.Keys.Index())
        {
            var key = PublicKey.Parse(json);
            if (FirstFault(key) is { } fault)
            {
                throw new SettingsException($"{path}, {client.Name}: key {place + 1} {fault}. Ask the client for its public key once more, and correct the file, which Access:CdsClientsFile names.");
            }

            if (!keys.TryAdd(key!.KeyId, key))
            {
                throw new SettingsException($"{path}, {client.Name}: key {place + 1} has the kid of another one. In the file that Access:CdsClientsFile names, every key of a client needs a kid of its own.");
            }
        }

        return keys.Count > 0 ? keys.ToFrozenDictionary() : throw new SettingsException($"{path}, {client.Name}: has no key. Access:CdsClientsFile must have the public keys of every client.");
    }

    // A private key here is somebody's slip: it is not used, and whoever runs the service is told. The key itself is never repeated.
    private static string? FirstFault(JsonWebKey? key) => key switch
    {
        null => "is no JSON Web Key",
        { HasPrivateKey: true } => "is a private key: the client has to make a new pair, and hand over the public one alone",
        { KeyId: not { Length: > 0 } } => "has no kid",
        { Kty: JsonWebAlgorithmsKeyTypes.RSA } when !PublicKey.IsSound(key) => $"is no RSA key of {PublicKey.ShortestRsa} bits or more: its n or its e is broken or too short",
        { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P384 } when !PublicKey.IsSound(key) => "is broken: its x and y are no point on P-384",
        { Kty: JsonWebAlgorithmsKeyTypes.RSA } or { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P384 } => null,
        _ => $"is of a kind that is not taken: it must be EC on P-384, or RSA of {PublicKey.ShortestRsa} bits or more",
    };
}

// The shape of the file, as docs/operations.md describes it. Unknown members are refused.

internal sealed record CdsClientsFile(IReadOnlyList<CdsClientFile> Clients);

internal sealed record CdsClientFile(string Name, string Issuer, IReadOnlyList<JsonElement> Keys);

/// <summary>How the file is read: strictly, so that a misspelt member is not silently dropped.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict, GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CdsClientsFile))]
internal sealed partial class CdsClientJson : JsonSerializerContext;
