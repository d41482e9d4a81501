using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Eligibility.Tests.CdsHooks;

/// <summary>A file of CDS clients, and public keys as they stand in it.</summary>
internal static class ClientsFile
{
    public const string Issuer = "https://ehr.north.example";

    public static JsonObject Of(params JsonNode[] keys) => new()
    {
        ["clients"] = new JsonArray(new JsonObject { ["name"] = "north-ehr", ["issuer"] = Issuer, ["keys"] = new JsonArray(keys) }),
    };

    public static JsonObject Public(ECDsa key, string id)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject { ["kty"] = "EC", ["kid"] = id, ["crv"] = key.KeySize == 384 ? "P-384" : "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
    }

    public static JsonObject Public(RSA key, string id)
    {
        var parts = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = id, ["n"] = Base64UrlEncoder.Encode(parts.Modulus), ["e"] = Base64UrlEncoder.Encode(parts.Exponent) };
    }
}
