namespace Eligibility.Api.Fhir;

/// <summary>What was found by a search.</summary>
/// <param name="Type">That it is the result of a search.</param>
/// <param name="Total">How many were found.</param>
/// <param name="Entry">What was found; absent where nothing was.</param>
internal sealed record Bundle(string Type, int Total, IReadOnlyList<BundleEntry>? Entry) : Resource("Bundle")
{
    /// <summary>A search that found something, or nothing.</summary>
    public static Bundle Of(params IReadOnlyList<Questionnaire> found) =>
        new("searchset", found.Count, found.Count == 0 ? null : [.. found.Select(form => new BundleEntry(form, new SearchInfo("match")))]);
}

/// <summary>One thing that was found.</summary>
/// <param name="Resource">It.</param>
/// <param name="Search">Why it is there.</param>
internal sealed record BundleEntry(Questionnaire Resource, SearchInfo Search);

/// <summary>Why something was found.</summary>
/// <param name="Mode">Whether it matched, or comes along.</param>
internal sealed record SearchInfo(string Mode);
