using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Eligibility.Api.Access;

namespace Eligibility.Tests.CdsHooks;

/// <summary>The file of trusted CDS clients.</summary>
public sealed class CdsClientsTests : IDisposable
{
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly RSA _rsa = RSA.Create(2048);

    public void Dispose()
    {
        _curve.Dispose();
        _rsa.Dispose();
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "x that is on no curve", "no point on P-384" },
        { "x that is cut", "no point on P-384" },
        { "x that is no text of the alphabet", "no point on P-384" },
        { "no y", "no point on P-384" },
        { "n that is short", "2048 bits or more" },
        { "n that is no text of the alphabet", "2048 bits or more" },
        { "e of one", "2048 bits or more" },
        { "no e", "2048 bits or more" },
        { "another curve", "of a kind that is not taken" },
        { "a shared secret", "of a kind that is not taken" },
        { "a private key", "private key" },
        { "no kid", "no kid" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_key_stops_the_start_with_its_place_and_what_to_do_and_is_never_repeated(string slip, string said)
    {
        using var weak = RSA.Create(1024);
        using var shorter = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (curve, rsa) = (ClientsFile.Public(_curve, "kanarienvogel"), ClientsFile.Public(_rsa, "kanarienvogel"));
        var x = (string)curve["x"]!;
        var key = slip switch
        {
            "x that is on no curve" => curve.With("x", new string('A', x.Length)),
            "x that is cut" => curve.With("x", x[..^8]),
            "x that is no text of the alphabet" => curve.With("x", "…"),
            "no y" => curve.With("y", null),
            "n that is short" => ClientsFile.Public(weak, "kanarienvogel"),
            "n that is no text of the alphabet" => rsa.With("n", "…"),
            "e of one" => rsa.With("e", "AQ"),
            "no e" => rsa.With("e", null),
            "another curve" => ClientsFile.Public(shorter, "kanarienvogel"),
            "a shared secret" => new JsonObject { ["kty"] = "oct", ["kid"] = "kanarienvogel", ["k"] = x },
            "a private key" => curve.With("d", x),
            _ => curve.With("kid", null),
        };
        var path = Path.GetTempFileName();
        File.WriteAllText(path, ClientsFile.Of(ClientsFile.Public(_rsa, "good"), key).ToJsonString());

        FluentActions.Invoking(() => CdsClients.Read(path)).Should().Throw<Api.Hosting.SettingsException>()
            .Where(fault => fault.Message.Contains(path) && fault.Message.Contains("Access:CdsClientsFile") && fault.Message.Contains("north-ehr: key 2") && fault.Message.Contains(said))
            .Which.Message.Should().NotContain("kanarienvogel").And.NotContain(x[..16]).And.NotContain((string?)rsa["n"] is { Length: > 16 } n ? n[..16] : "kanarienvogel");
        File.Delete(path);
    }

    [Fact]
    public void A_file_that_cannot_be_used_stops_the_start_with_a_sentence()
    {
        using var weak = RSA.Create(1024);
        using var short256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        JsonNode Twice() => new JsonObject { ["clients"] = new JsonArray(ClientsFile.Of(ClientsFile.Public(_curve, "ec"))["clients"]![0]!.DeepClone(), ClientsFile.Of(ClientsFile.Public(_rsa, "rsa"))["clients"]![0]!.DeepClone()) };
        string[] slips =
        [
            "", "{}", """{"clients":[]}""", """{"clients":[{"name":"a b","issuer":"i","keys":[]}]}""", """{"clients":[{"name":"a","issuer":"i","keys":[]}]}""",
            ClientsFile.Of(ClientsFile.Public(_curve, "")).ToJsonString(), ClientsFile.Of(ClientsFile.Public(weak, "rsa")).ToJsonString(), ClientsFile.Of(ClientsFile.Public(short256, "ec")).ToJsonString(),
            ClientsFile.Of(ClientsFile.Public(_curve, "a"), ClientsFile.Public(_curve, "a")).ToJsonString(), ClientsFile.Of(ClientsFile.Public(_curve, "a").With("d", "AQAB")).ToJsonString(),
            Twice().ToJsonString(), ClientsFile.Of(ClientsFile.Public(_curve, "a")).With("unheardOf", 1).ToJsonString(),
        ];
        var path = Path.GetTempFileName();
        foreach (var slip in slips)
        {
            File.WriteAllText(path, slip);

            FluentActions.Invoking(() => CdsClients.Read(path)).Should().Throw<Api.Hosting.SettingsException>("{0}", slip).WithMessage($"*{path}*");
        }

        File.Delete(path);
        FluentActions.Invoking(() => CdsClients.Read(path)).Should().Throw<Api.Hosting.SettingsException>();
    }
}
