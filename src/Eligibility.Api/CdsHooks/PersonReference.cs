using System.Text.Json;
using System.Text.RegularExpressions;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>Whether a resource is about the person that a request is about.</summary>
internal enum Belonging
{
    /// <summary>It names the person, or nobody: a client sends what it was asked for.</summary>
    Theirs,

    /// <summary>It names somebody or something else.</summary>
    Another,

    /// <summary>It names somebody, but not in a way that can be compared.</summary>
    Unchecked,
}

/// <summary>Whom a request is about.</summary>
internal sealed partial class PersonReference
{
    private const string Mark = "Patient";

    // FHIR R4: what else a resource can be about. A Person is not among them: it may be the Patient by another name.
    private static readonly string[] NoPatients = ["CareTeam", "Device", "Group", "Location", "Organization", "Practitioner", "PractitionerRole", "RelatedPerson"];

    private readonly string? _id;
    private readonly string _reference;

    /// <summary>Takes it as it was sent.</summary>
    /// <param name="patientId">An id or an address; null where the request does not say.</param>
    public PersonReference(string? patientId)
    {
        var sent = patientId?.Trim();
        _id = string.IsNullOrEmpty(sent) ? null
            : Address(sent) is { } address ? (address.Type == Mark ? address.Id : null)
            : sent.Split('/', '?', '#') is [{ Length: > 0 } id, ..] && !sent.Contains('/', StringComparison.Ordinal) ? id
            : null;
        _reference = $"{Mark}/{_id}";
    }

    /// <summary>Whether the request says whom it is about.</summary>
    public bool IsKnown => _id is not null;

    /// <summary>Compares what a resource says that it is about. What cannot be compared is nobody's for certain, neither the person's nor another's.</summary>
    /// <param name="resource">The resource.</param>
    public Belonging Of(JsonElement resource)
    {
        if (resource.IsResource(Mark))
        {
            return !resource.TryGetProperty("id"u8, out var id) || SentMember.IsEmpty(id) ? Belonging.Theirs
                : id.ValueKind == JsonValueKind.String ? Compare(id.GetString()!.Trim() is var own && Address(own) is { } whole ? whole : (Mark, own))
                : Belonging.Unchecked;
        }

        if (!resource.TryGetProperty("subject"u8, out var subject) || SentMember.IsEmpty(subject))
        {
            return Belonging.Theirs;
        }

        if (subject.ValueKind != JsonValueKind.Object)
        {
            return Belonging.Unchecked;
        }

        var type = subject.TryGetProperty("type"u8, out var named) && !SentMember.IsEmpty(named) ? ResourceText.Of(subject, "type") ?? "" : Mark;
        if (!subject.TryGetProperty("reference"u8, out var reference) || reference.ValueKind != JsonValueKind.String)
        {
            return NoPatients.Contains(type) ? Belonging.Another : Belonging.Unchecked;
        }

        // Most are written in this way, and there may be thousands.
        if (type == Mark && IsKnown && reference.ValueEquals(_reference))
        {
            return Belonging.Theirs;
        }

        return Address(reference.GetString()!.Trim()) is not { } address ? Belonging.Unchecked
            : NoPatients.Contains(address.Type) ? Belonging.Another
            : type != Mark ? Belonging.Unchecked
            : Compare(address);
    }

    private Belonging Compare((string Type, string Id) named) =>
        named.Type != Mark || !IsKnown ? Belonging.Unchecked
        : named.Id == _id ? Belonging.Theirs
        : Belonging.Another;

    // A type and an id, with or without a server, a version or a query. Null where it cannot be read as one address of one resource.
    private static (string Type, string Id)? Address(string text) =>
        Form().Match(text) is { Success: true } match && !match.Groups["server"].ValueSpan.Contains($"/{Mark}/", StringComparison.Ordinal)
            ? (match.Groups["type"].Value, match.Groups["id"].Value)
            : null;

    [GeneratedRegex(@"\A(?<server>https?://[^\s?#%]+/)?(?<type>[A-Za-z]+)/(?<id>[^\s/?#%]+)(?:/_history/[^\s/?#%]+)?/?(?:[?#].*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
