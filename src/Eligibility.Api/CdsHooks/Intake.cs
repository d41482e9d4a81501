using System.Globalization;
using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>The answers to the form among what was prefetched.</summary>
/// <param name="Resource">What is to be read. It may be no response at all, which reading it will say.</param>
/// <param name="Path">Its FHIRPath.</param>
internal sealed record Intake(JsonElement Resource, string Path)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Of which day the answers are, and whether they are all of them, in sentences.</summary>
    public string Provenance => $"{(Day is { } day ? $"The answers are of {day}." : "Of which day the answers are is not known.")}{Incomplete}";

    // As exact as it was written: FHIR takes a year or a month too.
    private string? Day => ResourceText.Of(Resource, "authored")?.Split('T')[0] is { } written
        && DateOnly.TryParseExact(written, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? written : null;

    private string Incomplete => ResourceText.Of(Resource, "status") switch
    {
        "in-progress" => " The form is not complete: it is still being filled in.",
        "stopped" => " The form is not complete: filling it in was stopped.",
        _ => "",
    };

    /// <summary>Chooses the latest response to this form that was not entered in error.</summary>
    /// <param name="prefetched">What was prefetched; the client could ask.</param>
    /// <returns>The response; null: the form was not filled in.</returns>
    public static Intake? Choose(Prefetched prefetched)
    {
        if (prefetched.State != PrefetchState.Present)
        {
            return null;
        }

        var responses = prefetched.OfType("QuestionnaireResponse").ToList();
        if (responses.Count == 0)
        {
            // The answers of somebody else are none, and are not read.
            return new Intake(prefetched.HasOthers("QuestionnaireResponse") ? Nothing : prefetched.Resource, prefetched.Path);
        }

        var standing = responses.Where(response => ResourceText.Of(response.Resource, "status") != "entered-in-error").ToList();
        var ours = standing.Where(response => ResourceText.Of(response.Resource, "questionnaire") is { } form && Canonical.IsQuestionnaire(form)).ToList();
        return (ours.Count > 0 ? ours : standing).OrderByDescending(response => AuthoredOn(response.Resource)).Select(response => new Intake(response.Resource, response.Path)).FirstOrDefault();
    }

    // Sorting keeps the order in which they came where it is not known.
    private static DateTimeOffset AuthoredOn(JsonElement response) =>
        DateTimeOffset.TryParse(ResourceText.Of(response, "authored"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var authored) ? authored : default;
}
