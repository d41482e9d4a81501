using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eligibility.Keys;

/// <summary>The keys that clients may use, as they are kept in a file. The file holds hashes, no keys.</summary>
/// <param name="Keys">The keys, oldest first.</param>
public sealed record KeyFile(IReadOnlyList<KeyRecord> Keys)
{
    /// <summary>The most keys of one client that may be in force at once: the one in use, and the one that replaces it.</summary>
    public const int MostKeysOfAClient = 2;

    /// <summary>A file without keys.</summary>
    public static KeyFile Empty { get; } = new([]);

    /// <summary>Reads a key file strictly.</summary>
    /// <param name="json">Its content.</param>
    /// <param name="now">Decides which keys count as in force.</param>
    /// <exception cref="KeyFileException">It is not a key file; the message says what is wrong with it.</exception>
    public static KeyFile Parse(ReadOnlySpan<byte> json, DateTimeOffset now)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, KeyFileJson.Plain.KeyFile) ?? throw new KeyFileException("The key file holds null.");
            return file.FirstFault(now) is { } fault ? throw new KeyFileException(fault) : file;
        }
        catch (JsonException fault)
        {
            throw new KeyFileException($"The key file cannot be read: line {fault.LineNumber + 1}, at {fault.Path ?? "$"}.", fault);
        }
    }

    /// <summary>The file's content.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, KeyFileJson.Plain.KeyFile), (byte)'\n'];

    /// <summary>The file with one key more.</summary>
    /// <exception cref="KeyFileException">The client has two keys in force already, or the key is not one that a file may hold.</exception>
    public KeyFile With(KeyRecord key, DateTimeOffset now)
    {
        var file = new KeyFile([.. Keys, key]);
        return FaultOf(key) is { } own ? throw new KeyFileException($"The key was not made: {own}")
            : file.FirstFault(now) is { } fault ? throw new KeyFileException(fault)
            : file;
    }

    /// <summary>The file without a key.</summary>
    /// <exception cref="KeyFileException">There is no such key.</exception>
    public KeyFile Without(string id) => Keys.Any(key => key.Id == id)
        ? new KeyFile([.. Keys.Where(key => key.Id != id)])
        : throw new KeyFileException("There is no key of that id. 'eligibility keys list' shows them.");

    /// <summary>Whether a text can be a client's name.</summary>
    public static bool IsClient(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private string? FirstFault(DateTimeOffset now)
    {
        foreach (var (place, key) in Keys.Index())
        {
            if (FaultOf(key) is { } fault)
            {
                return $"Key {place + 1} of the key file: {fault}";
            }
        }

        return Keys.CountBy(key => key.Id).FirstOrDefault(id => id.Value > 1) is { Key: { } twice }
            ? $"Two keys have the id {twice}."
            : Keys.Where(key => key.Expires > now).CountBy(key => key.Client).FirstOrDefault(client => client.Value > MostKeysOfAClient) is { Key: { } greedy }
                ? $"The client {greedy} would have more than {MostKeysOfAClient} keys in force. Revoke one: 'eligibility keys list', then 'eligibility keys revoke ID'."
                : null;
    }

    private static string? FaultOf(KeyRecord? key) =>
        key is null ? "it is null."
        : !ApiKey.IsId(key.Id) ? $"the id must be {ApiKey.IdLength} lower-case letters and digits."
        : !IsClient(key.Client) ? "the client must be 1 to 64 of a-z, 0-9 and '-'."
        : key.Scopes.Count == 0 || key.Scopes.Except(Scopes.All).Any() ? $"the scopes must be some of: {string.Join(", ", Scopes.All)}."
        : key.Expires <= key.Created ? "it expires before it was made."
        : key.Hash.Length != 64 || !key.Hash.All(char.IsAsciiHexDigitLower) ? "the hash must be 64 lower-case hexadecimal digits."
        : null;
}

/// <summary>How a key file is written: readable, and read without tolerance.</summary>
[JsonSerializable(typeof(KeyFile))]
internal sealed partial class KeyFileJson : JsonSerializerContext
{
    /// <summary>The one way to use it.</summary>
    public static KeyFileJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        TypeInfoResolver = null,
    });
}
