using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Api.Access;

/// <summary>
/// The public keys that are configured, looked at before they are relied on: one that is broken would else come to light with the first token,
/// and then look like the fault of whoever sent it.
/// </summary>
internal static class PublicKey
{
    /// <summary>The shortest RSA key that is trusted, in bits.</summary>
    public const int ShortestRsa = 2048;

    /// <summary>Reads a JSON Web Key; null where it is none.</summary>
    public static JsonWebKey? Parse(JsonElement json)
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

    /// <summary>Whether signatures can be checked with it: an RSA key that is long enough, or a point on its curve. It never throws.</summary>
    public static bool IsSound(JsonWebKey key)
    {
        try
        {
            return key.Kty == JsonWebAlgorithmsKeyTypes.RSA ? IsSoundRsa(key) : key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve && IsOnCurve(key);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    // An exponent of 1 leaves what is signed as it is: whoever likes can make such a signature.
    private static bool IsSoundRsa(JsonWebKey key)
    {
        var exponent = Base64UrlEncoder.DecodeBytes(key.E);
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = exponent });
        return rsa.KeySize >= ShortestRsa && exponent is not [] && exponent[^1] % 2 == 1 && exponent.AsSpan().TrimStart((byte)0) is not [1];
    }

    private static bool IsOnCurve(JsonWebKey key)
    {
        var curve = key.Crv switch
        {
            JsonWebKeyECTypes.P256 => ECCurve.NamedCurves.nistP256,
            JsonWebKeyECTypes.P384 => ECCurve.NamedCurves.nistP384,
            JsonWebKeyECTypes.P521 => ECCurve.NamedCurves.nistP521,
            _ => throw new NotSupportedException(),
        };
        using var point = ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) } });
        return point.KeySize > 0;
    }
}
