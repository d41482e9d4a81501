using System.Globalization;
using System.Text.Json;
using Eligibility.Api.Fhir;
using Eligibility.Api.Problems;
using Eligibility.Domain;

namespace Eligibility.Api.CdsHooks;

/// <summary>What is read of a request. Everything else in it, such as the FHIR server and its access token, is not looked at.</summary>
/// <param name="Hook">When it was asked.</param>
/// <param name="DraftOrders">The orders that are about to be signed; undefined where the hook has none.</param>
/// <param name="Intake">The answers to the form.</param>
/// <param name="Patient">The person, for the age alone.</param>
/// <param name="Conditions">The conditions in the chart.</param>
/// <param name="Pregnancy">The latest pregnancy status in the chart.</param>
/// <param name="Person">Whom it is about.</param>
internal sealed record HookRequest(Hook Hook, JsonElement DraftOrders, Prefetched Intake, Prefetched Patient, Prefetched Conditions, Prefetched Pregnancy, PersonReference Person)
{
    /// <summary>The prefetch key of the answers to the form.</summary>
    public const string IntakeKey = "intake";

    /// <summary>The prefetch key of the person.</summary>
    public const string PatientKey = "patient";

    /// <summary>The prefetch key of the conditions.</summary>
    public const string ConditionsKey = "conditions";

    /// <summary>The prefetch key of the pregnancy status.</summary>
    public const string PregnancyKey = "pregnancy";

    /// <summary>
    /// Reads one. It takes what real clients send: a hook instance that is no UUID, <c>null</c> for what is optional, members of other
    /// versions, a context without <c>patientId</c>. It refuses only what cannot be understood.
    /// </summary>
    /// <param name="root">The body.</param>
    /// <param name="request">The request, where there is one.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static ProblemAnswer? Read(JsonElement root, out HookRequest request)
    {
        request = null!;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Refuse("The body must be an object.");
        }

        if (ResourceText.Of(root, "hook") is not { } name || Codes.Find<Hook>(name) is not { } hook)
        {
            return Refuse($"hook must be one of those that this service is offered for: {string.Join(", ", Codes.All<Hook>())}.");
        }

        if (ResourceText.Of(root, "hookInstance") is null or "")
        {
            return Refuse("hookInstance must be a text.");
        }

        if (!root.TryGetProperty("context", out var context) || context.ValueKind != JsonValueKind.Object)
        {
            return Refuse("context must be an object.");
        }

        var prefetch = root.TryGetProperty("prefetch", out var sent) ? sent : default;
        if (prefetch.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            return Refuse("prefetch must be an object.");
        }

        var orders = default(JsonElement);
        if (hook == Hook.OrderSign && FaultOfOrders(context, out orders) is { } fault)
        {
            return Refuse(fault);
        }

        var person = new PersonReference(ResourceText.Of(context, "patientId"));
        Prefetched Of(string key, string type, bool isForOne = true) => Prefetched.Of(prefetch, new PrefetchQuery(key, type, isForOne), person);
        request = new HookRequest(
            hook, orders, Of(IntakeKey, "QuestionnaireResponse"), Of(PatientKey, "Patient"), Of(ConditionsKey, "Condition", isForOne: false), Of(PregnancyKey, "Observation"), person);
        return null;
    }

    // An order that cannot be found in what was sent would be passed over in silence, and silence says that no botulinum toxin is ordered.
    private static string? FaultOfOrders(JsonElement context, out JsonElement orders)
    {
        if (!context.TryGetProperty("draftOrders", out orders) || !orders.IsResource("Bundle"))
        {
            return "context.draftOrders must be a Bundle of the orders that are about to be signed.";
        }

        if (!orders.TryGetProperty("entry", out var entries) || entries.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (entries.ValueKind != JsonValueKind.Array)
        {
            return "context.draftOrders.entry must be a list.";
        }

        foreach (var (place, entry) in entries.EnumerateArray().Index())
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("resource", out var order) || !order.IsResource())
            {
                return string.Create(CultureInfo.InvariantCulture, $"context.draftOrders.entry[{place}].resource must be a resource, with its resourceType.");
            }
        }

        return null;
    }

    private static ProblemAnswer Refuse(string detail) => ProblemAnswer.HookRequest(detail);
}
