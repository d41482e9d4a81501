using System.Globalization;
using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>The answers to the form among what was prefetched.</summary>
internal static class Intake
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Chooses the latest response to this form that was not entered in error.</summary>
    /// <param name="prefetched">What was prefetched; the client could ask.</param>
    /// <returns>What is to be read and its FHIRPath; null: the form was not filled in. It may be no response at all, which reading it will say.</returns>
    public static (JsonElement Resource, string Path)? Choose(Prefetched prefetched)
    {
        if (prefetched.State != PrefetchState.Present)
        {
            return null;
        }

        var responses = prefetched.OfType("QuestionnaireResponse").ToList();
        if (responses.Count == 0)
        {
            // The answers of somebody else are none, and are not read.
            return (prefetched.HasOthers("QuestionnaireResponse") ? Nothing : prefetched.Resource, prefetched.Path);
        }

        var standing = responses.Where(response => ResourceText.Of(response.Resource, "status") != "entered-in-error").ToList();
        var ours = standing.Where(response => ResourceText.Of(response.Resource, "questionnaire") is { } form && Canonical.IsQuestionnaire(form)).ToList();
        return (ours.Count > 0 ? ours : standing).OrderByDescending(response => AuthoredOn(response.Resource)).Select(response => ((JsonElement, string)?)response).FirstOrDefault();
    }

    // Sorting keeps the order in which they came where it is not known.
    private static DateTimeOffset AuthoredOn(JsonElement response) =>
        DateTimeOffset.TryParse(ResourceText.Of(response, "authored"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var authored) ? authored : default;
}
