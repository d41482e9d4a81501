using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>The answers to the form among what was prefetched.</summary>
/// <param name="Resource">What is to be read. It may be no response at all, which reading it will say.</param>
/// <param name="Path">Its FHIRPath.</param>
/// <param name="AuthoredOn">When it was authored; null where that is not known, or is a day to come.</param>
/// <param name="IsSurelyLatest">Whether nothing that was found, or could not be, may be a later one.</param>
internal sealed record Intake(JsonElement Resource, string Path, DateTimeOffset? AuthoredOn, bool IsSurelyLatest = true)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    // The clock of whoever filled the form in may be ahead, and the day in the east of the world begins earlier.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    // What was put down by mistake, or given up, is no answer to the form.
    private static readonly string[] Void = ["entered-in-error", "stopped"];

    /// <summary>Of which day the answers are, and whether they are all of them, in sentences.</summary>
    public string Provenance => $"{(Day is { } day ? $"The answers are of {day}." : "The day of the answers is not known.")}{Incomplete}{(IsSurelyLatest ? "" : " There may be later answers to the form, which were not used.")}";

    // As exact as it was written: FHIR takes a year or a month too.
    private string? Day => AuthoredOn is null ? null : ResourceText.Of(Resource, "authored")?.Split('T')[0];

    private string Incomplete => ResourceText.Of(Resource, "status") == "in-progress" ? " The form is not complete: it is still being filled in." : "";

    /// <summary>
    /// Chooses the latest response to this form that stands. One that is of a day to come, or of a day that is not known, is taken only where there is
    /// no other: it cannot be said to be the latest. No day that was sent decides which editions are in force.
    /// </summary>
    /// <param name="prefetched">What was prefetched; the client could ask.</param>
    /// <param name="now">The time.</param>
    /// <returns>The response; null: the form was not filled in.</returns>
    public static Intake? Choose(Prefetched prefetched, DateTimeOffset now)
    {
        if (prefetched.State != PrefetchState.Present)
        {
            return null;
        }

        var responses = prefetched.OfType("QuestionnaireResponse").ToList();
        if (responses.Count == 0)
        {
            // The answers of somebody else are none, and are not read.
            return new Intake(prefetched.HasOthers("QuestionnaireResponse") ? Nothing : prefetched.Resource, prefetched.Path, null);
        }

        var standing = responses.Where(response => !Void.Contains(ResourceText.Of(response.Resource, "status"))).ToList();
        var ours = standing.Where(response => ResourceText.Of(response.Resource, "questionnaire") is { } form && Canonical.IsQuestionnaire(form)).ToList();
        var found = (ours.Count > 0 ? ours : standing).Select(response => new Intake(response.Resource, response.Path, Authored(response.Resource, now))).ToList();
        var isBundle = ResourceText.Of(prefetched.Resource, "resourceType") == "Bundle";
        return found.OrderByDescending(intake => intake.AuthoredOn).FirstOrDefault() is { } latest
            ? latest with { IsSurelyLatest = (!isBundle || prefetched.IsWhole) && found.TrueForAll(other => ReferenceEquals(other, latest) || other.AuthoredOn < latest.AuthoredOn) }
            : null;
    }

    // Of a year or a month it is the first day: nobody can say that it was later. Sorting keeps the order in which they came where it is not known.
    private static DateTimeOffset? Authored(JsonElement response, DateTimeOffset now) =>
        FhirDateTime.Parse(ResourceText.Of(response, "authored"))?.From is { } authored && authored <= now + Ahead ? authored : null;
}
