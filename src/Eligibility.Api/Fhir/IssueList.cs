using System.Collections.Immutable;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>The faults that were found in a resource. What is listed is bounded, what is counted is not: beyond the bound nothing is made of a fault.</summary>
internal sealed class IssueList
{
    private readonly List<OutcomeIssue> _listed = [];

    /// <summary>How many there are, listed or not.</summary>
    public int Count { get; private set; }

    /// <summary>Whether one more would only be counted.</summary>
    public bool IsFull => Count >= ProfileReading.MostFaults;

    /// <summary>Adds a fault.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="code">One of <see cref="FaultCodes"/> or <see cref="ResponseFaults"/>.</param>
    /// <param name="text">What to do about it, a sentence.</param>
    /// <param name="diagnostics">What else helps, or null.</param>
    public void Add(Place place, string code, string text, string? diagnostics = null)
    {
        if (!IsFull)
        {
            _listed.Add(OutcomeIssue.Fault(place.ToString(), code, text, diagnostics));
        }

        Count++;
    }

    /// <summary>Adds faults that are not told one by one.</summary>
    /// <param name="more">How many.</param>
    public void AddUnlisted(int more) => Count += more;

    /// <summary>The faults as they are told: those that are listed, and how many there are beyond them.</summary>
    public ImmutableArray<OutcomeIssue> ToIssues() => Count > _listed.Count ? [.. _listed, OutcomeIssue.Unlisted(Count - _listed.Count)] : [.. _listed];
}
