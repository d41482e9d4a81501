using System.Text.Json;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>Whom a request is about.</summary>
internal sealed class PersonReference
{
    private const string Mark = "Patient/";

    private readonly string? _id;
    private readonly string _reference;

    /// <summary>Takes it as it was sent.</summary>
    /// <param name="patientId">An id or an address; null where the request does not say.</param>
    public PersonReference(string? patientId)
    {
        _id = IdOf(patientId);
        _reference = Mark + _id;
    }

    /// <summary>Whether the request says whom it is about.</summary>
    public bool IsKnown => _id is not null;

    /// <summary>Whether a resource is about somebody else. A reference that is no address of a Patient, such as urn:uuid, cannot be compared, and is taken for the person's.</summary>
    /// <param name="resource">The resource.</param>
    public bool IsAnother(JsonElement resource)
    {
        if (!IsKnown)
        {
            return false;
        }

        var named = default(JsonElement);
        var isPerson = resource.IsResource("Patient");
        var isNamed = isPerson ? resource.TryGetProperty("id"u8, out named)
            : resource.TryGetProperty("subject"u8, out var subject) && subject.ValueKind == JsonValueKind.Object && subject.TryGetProperty("reference"u8, out named);
        // Most are written in this way, and there may be thousands.
        if (!isNamed || named.ValueKind != JsonValueKind.String || named.ValueEquals(_reference))
        {
            return false;
        }

        var name = named.GetString()!;
        return (isPerson || name.Contains(Mark, StringComparison.Ordinal)) && IdOf(name) is { } id && !id.Equals(_id, StringComparison.Ordinal);
    }

    // Of an address, with or without a server, a version or a query, the part that names the person.
    private static string? IdOf(string? name)
    {
        var at = name?.LastIndexOf(Mark, StringComparison.Ordinal) ?? -1;
        var id = name?[(at < 0 ? 0 : at + Mark.Length)..].Split('/', '?', '#')[0].Trim();
        return string.IsNullOrEmpty(id) ? null : id;
    }
}
