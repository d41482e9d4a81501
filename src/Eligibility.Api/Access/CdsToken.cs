using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.Access;

/// <summary>
/// What the token of a CDS client says, read as RFC 7515 and RFC 7519 have it and no laxer: where two readers could understand a token in two ways,
/// the one that checked it may not be the one that acts by it.
/// </summary>
/// <param name="HasExtensions">Whether its header has what would have to be understood to read it, and is not.</param>
/// <param name="Audiences">The addresses it is for.</param>
/// <param name="Id">Its id; null where it has none.</param>
/// <param name="IssuedAt">When it was made, in seconds of Unix time; null where it does not say.</param>
/// <param name="ExpiresAt">Until when it is good, in seconds of Unix time; null where it does not say.</param>
internal sealed record CdsToken(bool HasExtensions, IReadOnlyList<string> Audiences, string? Id, double? IssuedAt, double? ExpiresAt)
{
    // RFC 7515, 4.1.11; RFC 7797, 7; and compression, which is for tokens that are encrypted.
    private static readonly string[] Extensions = ["crit", "b64", "zip"];

    /// <summary>Reads a token whose signature was found to be right.</summary>
    /// <param name="encoded">Header, payload and signature, with dots between them.</param>
    /// <returns>What it says; null where that is not beyond doubt.</returns>
    public static CdsToken? Read(string encoded)
    {
        if (encoded.Split('.') is not [var header, var payload, _] || !encoded.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            return null;
        }

        using var head = Decode(header);
        using var said = Decode(payload);
        return head is null || said is null ? null : Read(head.Root, said.Root);
    }

    private static CdsToken? Read(JsonElement head, JsonElement said)
    {
        if (head.ValueKind != JsonValueKind.Object || said.ValueKind != JsonValueKind.Object
            || !HasOnly(JsonValueKind.String, head, "alg", "typ", "kid") || !HasOnly(JsonValueKind.String, said, "iss", "jti") || !HasOnly(JsonValueKind.Number, said, "iat", "exp", "nbf")
            || AudiencesOf(said) is not { } audiences)
        {
            return null;
        }

        return new CdsToken(Array.Exists(Extensions, name => head.TryGetProperty(name, out _)), audiences, ResourceText.Of(said, "jti"), SecondsOf(said, "iat"), SecondsOf(said, "exp"));
    }

    // Left out is another matter: that is judged by whoever asks for it.
    private static bool HasOnly(JsonValueKind kind, JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind != kind)
            {
                return false;
            }
        }

        return true;
    }

    private static double? SecondsOf(JsonElement element, string name) => element.TryGetProperty(name, out var seconds) ? seconds.GetDouble() : null;

    private static IReadOnlyList<string>? AudiencesOf(JsonElement said) =>
        !said.TryGetProperty("aud", out var audience) ? []
        : audience.ValueKind == JsonValueKind.String ? [audience.GetString()!]
        : audience.ValueKind == JsonValueKind.Array && audience.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) ? [.. audience.EnumerateArray().Select(one => one.GetString()!)]
        : null;

    private static StrictDocument? Decode(string part)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.DecodeFromChars(part, bytes, out _, out var length) == OperationStatus.Done ? StrictDocument.Read(new ReadOnlySequence<byte>(bytes, 0, length), out _) : null;
    }
}
