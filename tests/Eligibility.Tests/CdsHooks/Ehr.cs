using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Fhir;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>An EHR that calls the service as CDS Hooks has it, and what it sends: put together by hand, nothing here knows how it is read.</summary>
internal static class Ehr
{
    public const string Services = "/cds-services";
    public const string Hook = $"{Services}/botulinum-eligibility";
    public const string Feedback = $"{Hook}/feedback";

    /// <summary>A word that stands for whatever a patient's record holds: it must not come back.</summary>
    public const string Canary = "kanarienvogel";

    public static JsonObject PatientView(JsonNode? prefetch = null) => Request("patient-view", new JsonObject(), prefetch);

    /// <summary>Orders that are about to be signed.</summary>
    public static JsonObject OrderSign(JsonNode? prefetch, params IEnumerable<(string System, string Code)> ordered) => Request("order-sign", new JsonObject
    {
        ["draftOrders"] = Bundle(ordered.Select(coding => new JsonObject
        {
            ["resourceType"] = "MedicationRequest",
            ["id"] = Canary,
            ["status"] = "draft",
            ["medicationCodeableConcept"] = Concept(coding),
        })),
    }, prefetch);

    /// <summary>A prefetch with answers to the form.</summary>
    public static JsonObject Intake(SymptomProfile answers) => new() { ["intake"] = Bundle(Response(answers)) };

    public static JsonObject Intake(ProfileDraft answers) => Intake(answers.ToProfile());

    /// <summary>A response as a chart keeps it.</summary>
    public static JsonObject Response(SymptomProfile answers)
    {
        var response = Responses.Of(answers);
        response["id"] = Canary;
        response["subject"] = new JsonObject { ["reference"] = $"Patient/{Canary}" };
        response["authored"] = "2026-11-20T08:00:00Z";
        return response;
    }

    public static JsonObject Condition((string System, string Code) coding, string? clinical = "active", string? verification = "confirmed")
    {
        var condition = new JsonObject { ["resourceType"] = "Condition", ["id"] = Canary, ["code"] = Concept(coding), ["subject"] = new JsonObject { ["reference"] = $"Patient/{Canary}" } };
        if (clinical is not null)
        {
            condition["clinicalStatus"] = Concept(("http://terminology.hl7.org/CodeSystem/condition-clinical", clinical));
        }

        if (verification is not null)
        {
            condition["verificationStatus"] = Concept(("http://terminology.hl7.org/CodeSystem/condition-ver-status", verification));
        }

        return condition;
    }

    public static JsonObject Bundle(params IEnumerable<JsonObject> resources) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "searchset",
        ["entry"] = new JsonArray([.. resources.Select(resource => new JsonObject { ["resource"] = resource })]),
    };

    public static JsonObject Concept((string System, string Code) coding) => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = coding.System, ["code"] = coding.Code, ["display"] = Canary }),
        ["text"] = Canary,
    };

    public static JsonObject With(this JsonObject node, string name, JsonNode? value)
    {
        node[name] = value;
        return node;
    }

    public static async Task<HttpResponseMessage> PostAsync(this HttpClient client, JsonNode body, string path = Hook) =>
        await client.PostAsync(new Uri(path, UriKind.Relative), Service.Json(body.ToJsonString()), TestContext.Current.CancellationToken);

    /// <summary>The cards of an answer, which has to be one.</summary>
    public static async Task<JsonArray> CardsAsync(this HttpClient client, JsonNode body)
    {
        using var answer = await client.PostAsync(body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, "{0}", text);
        var deck = JsonNode.Parse(text)!;
        CdsHooksRules.OfResponse(deck).Should().BeEmpty();
        return deck["cards"]!.AsArray();
    }

    public static async Task<JsonNode> CardAsync(this HttpClient client, JsonNode body) => (await client.CardsAsync(body)).Should().ContainSingle().Subject!;

    private static JsonObject Request(string hook, JsonObject context, JsonNode? prefetch)
    {
        context["userId"] = $"Practitioner/{Canary}";
        context["patientId"] = Canary;
        var request = new JsonObject
        {
            ["hook"] = hook,
            ["hookInstance"] = Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture),
            ["fhirServer"] = $"https://{Canary}.example/fhir",
            ["fhirAuthorization"] = new JsonObject { ["access_token"] = Canary, ["token_type"] = "Bearer", ["expires_in"] = 300, ["scope"] = "patient/*.read", ["subject"] = Canary },
            ["context"] = context,
        };
        return prefetch is null ? request : request.With("prefetch", prefetch);
    }
}
