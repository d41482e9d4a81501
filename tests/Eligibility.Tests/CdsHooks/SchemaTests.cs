using System.Text.Json.Nodes;
using CsCheck;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;
using Eligibility.Tests.Screenings;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Everything that is sent is valid by the schema of CDS Hooks 2.0.1, which is not ours and is read where it lies.</summary>
public sealed class SchemaTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");

    [Fact]
    public async Task What_is_sent_is_valid_whatever_was_answered()
    {
        Collected.Need();
        var schema = await OpenAsync();
        await Sample.ForEachAsync(RandomProfiles.Any, 40, async answers =>
        {
            foreach (var request in new[] { Ehr.PatientView(Ehr.Intake(answers)), Ehr.OrderSign(Ehr.Intake(answers), Botox) })
            {
                var cards = await service.Client.CardsAsync(request);
                schema.Breaches("response", new JsonObject { ["cards"] = cards.DeepClone() }).Should().BeEmpty();
            }
        });
    }

    [Fact]
    public async Task Discovery_is_valid()
    {
        Collected.Need();
        using var answer = await service.GetAsync(Ehr.Services);

        (await OpenAsync()).Breaches("discovery", await Service.BodyAsync(answer)).Should().BeEmpty();
    }

    [Fact]
    public async Task Our_own_requests_are_valid()
    {
        Collected.Need();
        var answers = new ProfileDraft().ToProfile();

        (await OpenAsync()).Breaches("request", Ehr.PatientView(Ehr.Intake(answers))).Concat((await OpenAsync()).Breaches("request", Ehr.OrderSign(Ehr.Intake(answers), Botox))).Should().BeEmpty();
    }

    [Fact]
    public async Task The_judge_finds_what_is_wrong_with_a_card()
    {
        Collected.Need();
        var schema = await OpenAsync();
        var card = await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18))));
        Action<JsonObject>[] slips =
        [
            spoilt => spoilt["summary"] = new string('a', 140), spoilt => spoilt["indicator"] = "hard-stop", spoilt => spoilt.Remove("source"), spoilt => spoilt["links"] = new JsonArray(),
            spoilt => spoilt["unheardOf"] = 1, spoilt => spoilt["suggestions"] = new JsonArray(new JsonObject { ["label"] = "a" }), spoilt => spoilt["detail"] = "",
            spoilt => spoilt["links"]![0]!["url"] = "/relative", spoilt => spoilt["links"]![0]!["appContext"] = "a", spoilt => spoilt["source"]!["topic"]!.AsObject().Remove("code"),
        ];
        foreach (var slip in slips)
        {
            var spoilt = card.DeepClone().AsObject();
            slip(spoilt);

            schema.Breaches("response", new JsonObject { ["cards"] = new JsonArray(spoilt) }).Should().NotBeEmpty("{0}", spoilt.ToJsonString());
            CdsHooksRules.OfResponse(new JsonObject { ["cards"] = new JsonArray(spoilt.DeepClone()) }).Should().NotBeEmpty("{0}", spoilt.ToJsonString());
        }
    }

    private static async Task<PublishedSchema> OpenAsync() =>
        new(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Collected.Root!, "oracles", "cdshooks-2.0.1.schema.json"), TestContext.Current.CancellationToken))!);
}
