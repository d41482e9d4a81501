using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>What is in the answer to a query: a Bundle of what a search found, or a resource alone. It is walked once.</summary>
internal sealed class SearchReading
{
    // FHIR R4 IssueType: what has nothing to do with how the search went, and what servers send with a search that found nothing. A remark of any other code may
    // be of what is not there.
    private static readonly string[] Unrelated = ["informational", "processing"];

    private readonly List<FoundResource> _found = [];
    private readonly PrefetchQuery _query;
    private readonly PersonReference _person;

    private SearchReading(PrefetchQuery query, PersonReference person) => (_query, _person) = (query, person);

    /// <summary>The resources of the type that are not about somebody else, in the order in which they came.</summary>
    public IReadOnlyList<FoundResource> Found => _found;

    /// <summary>Whether it is a Bundle, and not a resource alone.</summary>
    public bool IsSearch { get; private init; }

    /// <summary>Whether there is anything but remarks on the search.</summary>
    public bool HasResources { get; private set; }

    /// <summary>Whether there are resources of the type that are about somebody else.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>Whether it says that there was an error.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether it says that more was found: it has a further page, or a total beyond what is there.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Whether there is nothing in it but what was asked for: what is something else could be it, written otherwise.</summary>
    public bool IsUnderstood { get; private set; } = true;

    /// <summary>Reads it.</summary>
    /// <param name="value">A resource.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="person">Whom it should be about.</param>
    public static SearchReading Of(JsonElement value, PrefetchQuery query, PersonReference person)
    {
        var reading = new SearchReading(query, person) { IsSearch = value.IsResource("Bundle") };
        if (reading.IsSearch)
        {
            reading.ReadBundle(value);
        }
        else
        {
            reading.Add(value, null);
        }

        return reading;
    }

    private void ReadBundle(JsonElement bundle)
    {
        IsUnderstood = ResourceText.Of(bundle, "type") == "searchset" && !SentMember.HasTurning(bundle) && !ReductionMark.IsOn(bundle);
        var (place, count) = (-1, 0);
        foreach (var entry in ListOf(bundle, "entry"))
        {
            place++;
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("resource"u8, out var resource))
            {
                IsUnderstood = false;
            }
            else if (resource.IsResource("OperationOutcome"))
            {
                IsUnderstood &= IsRemark(resource) && !SentMember.HasTurning(entry);
                HasFailed |= SentMember.Objects(resource, "issue").Any(issue => ResourceText.Of(issue, "severity") is "error" or "fatal");
            }
            else
            {
                count++;
                IsUnderstood &= !SentMember.HasTurning(entry);
                Add(resource, place);
            }
        }

        foreach (var link in ListOf(bundle, "link"))
        {
            switch (ResourceText.Of(link, "relation")?.Trim().ToUpperInvariant())
            {
                case null or "":
                    IsUnderstood = false;
                    break;
                case "NEXT":
                    HasMore = true;
                    break;
                case "SELF":
                    IsUnderstood &= ResourceText.Of(link, "url") is not { } address || AskedSearch.IsWhole(_query.Key, address);
                    break;
                default:
                    break;
            }
        }

        if (bundle.TryGetProperty("total"u8, out var total) && !SentMember.IsEmpty(total))
        {
            IsUnderstood &= total.ValueKind == JsonValueKind.Number && total.GetDouble() >= 0;
            HasMore |= total.ValueKind == JsonValueKind.Number && total.GetDouble() > count;
        }
    }

    private void Add(JsonElement resource, int? place)
    {
        HasResources = true;
        if (!resource.IsResource(_query.Type))
        {
            IsUnderstood = false;
        }
        else if (_person.Of(resource) is var belonging && belonging == Belonging.Another)
        {
            HasOthers = true;
        }
        else
        {
            _found.Add(new FoundResource(resource, place, belonging == Belonging.Unchecked));
        }
    }

    // A list, or nothing where it is left out. Something else in its place cannot be read.
    private JsonElement.ArrayEnumerator ListOf(JsonElement bundle, string name)
    {
        IsUnderstood &= SentList.TryRead(bundle, name, out var entries);
        return entries;
    }

    private static bool IsRemark(JsonElement outcome) => outcome.TryGetProperty("issue"u8, out var issues) && issues.ValueKind == JsonValueKind.Array && issues.GetArrayLength() > 0
        && issues.EnumerateArray().All(issue => ResourceText.Of(issue, "severity") is "warning" or "information" && Unrelated.Contains(ResourceText.Of(issue, "code")));
}
