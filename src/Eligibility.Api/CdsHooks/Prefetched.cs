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

/// <summary>The answer to one prefetch query.</summary>
/// <param name="State">What came of it.</param>
/// <param name="Resource">The resource or the Bundle; undefined where there is none.</param>
/// <param name="PatientId">Whom the request is about; null where it does not say. What names somebody else is left out.</param>
internal readonly record struct Prefetched(PrefetchState State, JsonElement Resource, string? PatientId)
{
    private const string PatientMark = "Patient/";

    // What a resource says that it is could be any text: it is repeated only where it is one of these.
    private static readonly string[] KnownTypes = ["QuestionnaireResponse", "Bundle", "Patient", "Condition", "Observation"];

    /// <summary>The FHIRPath of what was prefetched itself.</summary>
    public string Path => PathOf(Resource);

    /// <summary>Whether the client could ask: it may have found nothing.</summary>
    public bool WasAsked => State is PrefetchState.Empty or PrefetchState.Present;

    /// <summary>Whether it is all that there was to find. Where it is not, what is missing from it is not known, and no "no".</summary>
    public bool IsWhole => WasAsked && (Resource.ValueKind == JsonValueKind.Null || (IsWholeSearch(Resource) && !HasOthers()));

    /// <summary>Reads the answer to a query.</summary>
    /// <param name="prefetch">The prefetch of a request; undefined where there was none.</param>
    /// <param name="key">The key of the query.</param>
    /// <param name="patientId">Whom the request is about; null where it does not say.</param>
    public static Prefetched Of(JsonElement prefetch, string key, string? patientId)
    {
        if (prefetch.ValueKind != JsonValueKind.Object || !prefetch.TryGetProperty(key, out var value))
        {
            return default;
        }

        var state = value.ValueKind == JsonValueKind.Null ? PrefetchState.Empty
            : ResourceText.Of(value, "resourceType") switch
            {
                null or "OperationOutcome" => PrefetchState.Failed,
                "Bundle" when !Resources(value).Any(found => found.Type != "OperationOutcome") => Resources(value).Any(found => IsFailure(found.Resource)) ? PrefetchState.Failed : PrefetchState.Empty,
                _ => PrefetchState.Present,
            };
        return new Prefetched(state, value, patientId);
    }

    /// <summary>The resources of a type that are about the person, in the order in which they came, with the FHIRPath of each.</summary>
    public IEnumerable<(JsonElement Resource, string Path)> OfType(string type)
    {
        var id = PatientId;
        return State != PrefetchState.Present ? [] : Resources(Resource).Where(found => found.Type == type && !IsAboutAnother(found.Resource, id)).Select(found => (found.Resource, found.Path));
    }

    /// <summary>Whether there are resources that are about somebody else. Of two records of one person that were joined, one may still have the other's name.</summary>
    /// <param name="type">Their type; null: any.</param>
    public bool HasOthers(string? type = null)
    {
        var id = PatientId;
        return State == PrefetchState.Present && Resources(Resource).Any(found => (type is null || found.Type == type) && IsAboutAnother(found.Resource, id));
    }

    /// <summary>The objects of a list of a resource; none where there is no such list.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    // A reference that is no address of a Patient, such as urn:uuid, cannot be compared, and is taken for the person's.
    private static bool IsAboutAnother(JsonElement resource, string? patientId)
    {
        var named = ResourceText.Of(resource, "resourceType") == "Patient" ? ResourceText.Of(resource, "id")
            : resource.TryGetProperty("subject", out var subject) && ResourceText.Of(subject, "reference") is { } reference && reference.Contains(PatientMark, StringComparison.Ordinal) ? reference
            : null;
        return IdOf(named) is { } id && IdOf(patientId) is { } expected && !id.Equals(expected, StringComparison.Ordinal);
    }

    // Of an address, with or without a server, a version or a query, the part that names the person.
    private static string? IdOf(string? name)
    {
        var at = name?.LastIndexOf(PatientMark, StringComparison.Ordinal) ?? -1;
        var id = name?[(at < 0 ? 0 : at + PatientMark.Length)..].Split('/', '?', '#')[0].Trim();
        return string.IsNullOrEmpty(id) ? null : id;
    }

    private static string PathOf(JsonElement resource) => ResourceText.Of(resource, "resourceType") is { } type && KnownTypes.Contains(type) ? type : "Resource";

    // A search tells its end by itself: no further page, no error beside what was found, nothing that cannot be read, no more in all than there is.
    private static bool IsWholeSearch(JsonElement bundle)
    {
        var found = Resources(bundle).ToList();
        return ResourceText.Of(bundle, "resourceType") == "Bundle" && ResourceText.Of(bundle, "type") == "searchset"
            && !Objects(bundle, "link").Any(link => ResourceText.Of(link, "relation") == "next")
            && IsList(bundle, "entry", out var entries) && entries == found.Count && found.TrueForAll(item => item.Type is not null && !IsFailure(item.Resource))
            && !(bundle.TryGetProperty("total", out var total) && total.ValueKind == JsonValueKind.Number && total.GetDouble() > found.Count(item => item.Type != "OperationOutcome"));
    }

    // Whether a list is one, or is left out; and how long it is.
    private static bool IsList(JsonElement element, string name, out int length)
    {
        length = element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        return list.ValueKind is JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined;
    }

    // An outcome may also be a remark on a search that found nothing.
    private static bool IsFailure(JsonElement resource) => ResourceText.Of(resource, "resourceType") == "OperationOutcome" && Objects(resource, "issue").Any(issue => ResourceText.Of(issue, "severity") is "error" or "fatal");

    private static IEnumerable<(JsonElement Resource, string? Type, string Path)> Resources(JsonElement value)
    {
        if (ResourceText.Of(value, "resourceType") is not "Bundle")
        {
            yield return (value, ResourceText.Of(value, "resourceType"), PathOf(value));
            yield break;
        }

        var place = 0;
        foreach (var entry in Objects(value, "entry"))
        {
            if (entry.TryGetProperty("resource", out var resource))
            {
                yield return (resource, ResourceText.Of(resource, "resourceType"), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Bundle.entry[{place}].resource"));
            }

            place++;
        }
    }
}
