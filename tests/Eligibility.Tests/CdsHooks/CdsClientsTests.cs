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
