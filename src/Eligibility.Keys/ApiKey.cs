using System.Security.Cryptography;
using System.Text;

namespace Eligibility.Keys;

/// <summary>
/// An API key as its client holds it: <c>elg_&lt;keyId&gt;_&lt;secret&gt;_&lt;checksum&gt;</c>. The prefix lets scanners find a leaked key, the id names it in
/// logs and files, the secret has 256 bits, and the checksum tells a mistyped key from an unknown one. It is shown once and kept nowhere.
/// </summary>
public sealed class ApiKey
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "elg_";

    /// <summary>The length of a key's id, in characters.</summary>
    public const int IdLength = 12;

    private const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string IdDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

    private ApiKey(string id, string text)
    {
        Id = id;
        Text = text;
    }

    /// <summary>Names the key: 12 lower-case letters and digits. No secret.</summary>
    public string Id { get; }

    /// <summary>The whole key. A secret: to be shown once, to its client.</summary>
    public string Text { get; }

    /// <summary>Makes a key from the system's source of randomness.</summary>
    public static ApiKey New()
    {
        var id = RandomNumberGenerator.GetString(IdDigits, IdLength);
        var body = $"{Prefix}{id}_{RandomNumberGenerator.GetString(Digits, SecretLength)}";
        return new ApiKey(id, $"{body}_{Checksum(body)}");
    }

    /// <summary>Reads a key.</summary>
    /// <param name="text">The whole key.</param>
    /// <returns>The key; null where it is not one, or was mistyped.</returns>
    public static ApiKey? Parse(string text) =>
        text.Split('_') is ["elg", { Length: IdLength } id, { Length: SecretLength } secret, { Length: ChecksumLength } checksum]
        && IsId(id)
        && secret.All(char.IsAsciiLetterOrDigit)
        && checksum == Checksum(text[..^(ChecksumLength + 1)])
            ? new ApiKey(id, text)
            : null;

    /// <summary>Whether a text has the shape of a key's id.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(IdDigits.Contains);

    /// <summary>Names the key without its secret.</summary>
    public override string ToString() => $"{Prefix}{Id}";

    private static string Checksum(string body)
    {
        var remainder = BitConverter.ToUInt64(SHA256.HashData(Encoding.ASCII.GetBytes(body)));
        return string.Create(ChecksumLength, remainder, static (digits, rest) =>
        {
            for (var i = 0; i < digits.Length; i++, rest /= (ulong)Digits.Length)
            {
                digits[i] = Digits[(int)(rest % (ulong)Digits.Length)];
            }
        });
    }
}
