using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>The answers to the form among what was prefetched.</summary>
/// <param name="Source">What is to be read, with its FHIRPath. It may be no response at all, which reading it will say.</param>
/// <param name="Authored">When it was authored; null where that is not known, or is a day to come.</param>
/// <param name="Today">The day of the screening.</param>
/// <param name="IsSurelyLatest">Whether nothing that was found, or could not be, may be a later one.</param>
internal sealed record Intake(FoundResource Source, FhirDateTime? Authored, DateOnly Today, bool IsSurelyLatest = true)
{
    // The clock of whoever filled the form in may be ahead, and the day in the east of the world begins earlier.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    // What was put down by mistake, or given up, is no answer to the form.
    private static readonly string[] Void = ["entered-in-error", "stopped"];

    /// <summary>Of which day the answers are, and whether they are all of them, in sentences.</summary>
    public string Provenance => $"{(Day is { } day ? $"The answers are of {day}{Ago}." : "The day of the answers is not known.")}{Incomplete}{(IsSurelyLatest ? "" : " There may be later answers to the form, which were not used.")}";

    /// <summary>How old the answers are, where that is a year or more; else null.</summary>
    public string? YearsOld => Months >= 12 ? Age : null;

    // As exact as it was written: FHIR takes a year or a month too.
    private string? Day => Authored is null ? null : ResourceText.Of(Source.Resource, "authored")?.Split('T')[0];

    private string Incomplete => ResourceText.Of(Source.Resource, "status") == "in-progress" ? " The form is not complete: it is still being filled in." : "";

    // What is meant by a year or a month is at least as old as its last day. How old is too old is left to whoever reads it.
    private string Ago => Months == 0 ? "" : $", {Age} ago";

    private string Age
    {
        get
        {
            var length = Months == 1 ? "1 month" : Months < 24 ? FormattableString.Invariant($"{Months} months") : FormattableString.Invariant($"{Months / 12} years");
            return Authored is { } authored && authored.FirstDay == authored.LastDay ? length : $"at least {length}";
        }
    }

    private int Months => Authored is not { } authored || authored.LastDay >= Today ? 0
        : ((Today.Year - authored.LastDay.Year) * 12) + Today.Month - authored.LastDay.Month - (Today.Day < authored.LastDay.Day ? 1 : 0);

    /// <summary>
    /// Chooses the latest response to this form that stands. One that is of a day to come, or of a day that is not known, is taken only where there is
    /// no other: it cannot be said to be the latest. No day that was sent decides which editions are in force.
    /// </summary>
    /// <param name="prefetched">What was prefetched; the client could ask.</param>
    /// <param name="now">The time.</param>
    /// <returns>The response; null: there is none that stands.</returns>
    public static Intake? Choose(Prefetched prefetched, DateTimeOffset now)
    {
        if (prefetched.State != PrefetchState.Present)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (prefetched.Found.Count == 0)
        {
            return new Intake(prefetched.Whole, null, today);
        }

        var standing = prefetched.Found.Where(response => !IsVoid(response)).ToList();
        var ours = standing.FindAll(response => ResourceText.Of(response.Resource, "questionnaire") is { } form && Canonical.IsQuestionnaire(form));
        var found = (ours.Count > 0 ? ours : standing).ConvertAll(response => new Intake(response, AuthoredOf(response.Resource, now), today));
        return found.MaxBy(intake => intake.Authored?.From) is { } latest
            ? latest with { IsSurelyLatest = prefetched.IsWhole && IsFirst(latest) && standing.TrueForAll(response => response == latest.Source || IsEarlier(response, latest)) }
            : null;

        // Answers to another form are no later answers to this one; those to another major version of it, or to a form that is not named, may be.
        bool IsEarlier(FoundResource response, Intake latest) => (ours.Count > 0 && IsOfAnotherForm(response.Resource))
            || (AuthoredOf(response.Resource, now) is { } authored && latest.Authored is { } last && authored.IsSurelyBefore(last));

        // The latest alone was asked for, so that others are to be expected behind it; but not every server sorts.
        bool IsFirst(Intake latest) => !prefetched.HasMore || (latest.Authored is not null && latest.Source.Place == prefetched.Found[0].Place);
    }

    /// <summary>Whether a response was entered in error or stopped.</summary>
    /// <param name="response">The response.</param>
    public static bool IsVoid(FoundResource response) => Void.Contains(ResourceText.Of(response.Resource, "status"));

    private static bool IsOfAnotherForm(JsonElement response) =>
        ResourceText.Of(response, "questionnaire") is { Length: > 0 } form && !form.Trim().StartsWith(Canonical.Questionnaire, StringComparison.OrdinalIgnoreCase);

    // Of a year or a month it is the first day that counts: nobody can say that it was later.
    private static FhirDateTime? AuthoredOf(JsonElement response, DateTimeOffset now) =>
        FhirDateTime.Parse(ResourceText.Of(response, "authored")) is { } authored && authored.From <= now + Ahead ? authored : null;
}
