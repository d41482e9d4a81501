using System.Globalization;
using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>What came of one prefetch query. Four of these look alike and are not.</summary>
internal enum PrefetchState
{
    /// <summary>The client did not ask, or could not: the key is not there.</summary>
    Absent,

    /// <summary>The query failed: the client hands on an OperationOutcome, or something that is no resource.</summary>
    Failed,

    /// <summary>The client asked, and there is nothing: <c>null</c>, or a Bundle without entries.</summary>
    Empty,

    /// <summary>There is something.</summary>
    Present,
}

/// <summary>A prefetch query.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">The type of the resources that it asks for.</param>
/// <param name="IsForOne">Whether it asks for one resource, or for the latest alone: then it may come without a Bundle, and others behind it are to be expected.</param>
internal readonly record struct PrefetchQuery(string Key, string Type, bool IsForOne);

/// <summary>A resource that was found.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Place">Its place in the Bundle; null where it came without one.</param>
/// <param name="IsUnchecked">Whether it names somebody, but not in a way that could be compared with the person.</param>
internal readonly record struct FoundResource(JsonElement Resource, int? Place, bool IsUnchecked = false)
{
    // What a resource says that it is could be any text: it is repeated only where it is one of these.
    private static readonly string[] KnownTypes = ["QuestionnaireResponse", "Bundle", "Patient", "Condition", "Observation"];

    /// <summary>Its FHIRPath.</summary>
    public string Path => Place is { } place ? string.Create(CultureInfo.InvariantCulture, $"Bundle.entry[{place}].resource")
        : ResourceText.Of(Resource, "resourceType") is { } type && KnownTypes.Contains(type) ? type
        : "Resource";
}

/// <summary>The answer to one prefetch query, walked once.</summary>
internal sealed class Prefetched
{
    private static readonly Prefetched Absent = new(PrefetchState.Absent, default, null, isWhole: false);

    private readonly SearchReading? _search;

    private Prefetched(PrefetchState state, JsonElement resource, SearchReading? search, bool isWhole) =>
        (State, Whole, _search, IsWhole) = (state, new FoundResource(resource, null), search, isWhole);

    /// <summary>What came of the query.</summary>
    public PrefetchState State { get; }

    /// <summary>The resource or the Bundle as it came; undefined where there is none.</summary>
    public FoundResource Whole { get; }

    /// <summary>Whether the client could ask: it may have found nothing.</summary>
    public bool WasAsked => State is PrefetchState.Empty or PrefetchState.Present;

    /// <summary>
    /// Whether everything that was asked for is there and is understood: no error beside it and nothing kept back, nothing of another type, of another
    /// person or that cannot be read, and, where all were asked for, no further page. Where it is not, what is missing from it is not known, and no "no".
    /// </summary>
    public bool IsWhole { get; }

    /// <summary>The resources of the type that was asked for that are not about somebody else, in the order in which they came.</summary>
    public IReadOnlyList<FoundResource> Found => _search?.Found ?? [];

    /// <summary>Whether there are resources of that type that are about somebody else. Of two records of one person that were joined, one may still have the other's name.</summary>
    public bool HasOthers => _search is { HasOthers: true };

    /// <summary>Whether there is one among those found of which it could not be checked that it is about the person.</summary>
    public bool HasUnchecked => Found.Any(found => found.IsUnchecked);

    /// <summary>Whether the search says that it found more than it has here.</summary>
    public bool HasMore => _search is { HasMore: true };

    /// <summary>Reads the answer to a query.</summary>
    /// <param name="prefetch">The prefetch of a request; undefined where there was none.</param>
    /// <param name="query">The query.</param>
    /// <param name="person">Whom the request is about.</param>
    public static Prefetched Of(JsonElement prefetch, PrefetchQuery query, PersonReference person)
    {
        if (prefetch.ValueKind != JsonValueKind.Object || !prefetch.TryGetProperty(query.Key, out var value))
        {
            return Absent;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return new Prefetched(PrefetchState.Empty, value, null, isWhole: true);
        }

        if (!value.IsResource() || value.IsResource("OperationOutcome"))
        {
            return new Prefetched(PrefetchState.Failed, value, null, isWhole: false);
        }

        var search = SearchReading.Of(value, query, person);
        var state = search.HasResources ? PrefetchState.Present : search.HasFailed ? PrefetchState.Failed : PrefetchState.Empty;
        return new Prefetched(state, value, search, search.IsUnderstood && !search.HasOthers && (query.IsForOne || (search.IsSearch && !search.HasMore)));
    }
}
