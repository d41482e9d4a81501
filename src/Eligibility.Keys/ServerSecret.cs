using System.Security.Cryptography;
using System.Text;

namespace Eligibility.Keys;

/// <summary>The secret that the hashes in a key file are made with: who has the file alone can neither use nor check a key.</summary>
public sealed class ServerSecret
{
    private const int Bytes = 32;

    private readonly byte[] _secret;

    private ServerSecret(byte[] secret) => _secret = secret;

    /// <summary>Makes a secret from the system's source of randomness, as a line of text to be kept in a file.</summary>
    public static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads a secret.</summary>
    /// <param name="text">At least 32 bytes, as Base64.</param>
    /// <exception cref="KeyFileException">It is something else.</exception>
    public static ServerSecret Parse(string text)
    {
        var secret = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), secret, out var length) && length >= Bytes
            ? new ServerSecret(secret[..length])
            : throw new KeyFileException($"The server secret must be at least {Bytes} bytes as Base64. 'eligibility keys new' makes one where there is none.");
    }

    /// <summary>The hash of a key as it stands in a key file: 32 bytes of HMAC-SHA-256. A slow hash would protect nothing more: a key cannot be guessed.</summary>
    public byte[] Hash(ApiKey key) => HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(key.Text));
}
