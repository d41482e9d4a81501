using System.Buffers;
using System.Text.Json;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>
/// Reads a QuestionnaireResponse to the form. Its answers become the JSON of a profile, which <see cref="ProfileReader"/> judges: every bound
/// is defined once. What that reader finds is told by where the answer was in the response. An item without an answer is unknown. An answer
/// to a question that the form would not have shown is an answer all the same: nothing that was said is dropped.
/// </summary>
internal sealed partial class ResponseReader : IDisposable
{
    private const string Statuses = "in-progress, completed, amended, stopped";

    private readonly IssueList _issues;
    private readonly ArrayBufferWriter<byte> _profile = new();
    private readonly Utf8JsonWriter _json;

    private ResponseReader(IssueList issues)
    {
        _issues = issues;
        _json = new Utf8JsonWriter(_profile);
    }

    /// <summary>Reads one.</summary>
    /// <param name="response">The resource; every text in it is Unicode and no member is there twice, as <see cref="StrictDocument"/> sees to.</param>
    /// <param name="path">What the resource is called in the place of a fault.</param>
    /// <returns>The profile, or every fault.</returns>
    public static ResponseReading Read(JsonElement response, string path = "QuestionnaireResponse")
    {
        var issues = new IssueList();
        var profile = Read(response, new Place(null, path), issues);
        return new ResponseReading(profile, issues.ToIssues());
    }

    /// <summary>Reads one that is part of something else.</summary>
    /// <param name="response">The resource.</param>
    /// <param name="place">Its place.</param>
    /// <param name="issues">Takes every fault.</param>
    /// <returns>The profile; null where there is a fault, in the response or before it.</returns>
    public static SymptomProfile? Read(JsonElement response, Place place, IssueList issues)
    {
        using var reader = new ResponseReader(issues);
        return reader.ReadResource(response, place);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _json.Dispose();
        // What was answered is health data: it must not lie about.
        _profile.Clear();
    }

    private SymptomProfile? ReadResource(JsonElement response, Place place)
    {
        if (!response.IsResource("QuestionnaireResponse"))
        {
            _issues.Add(place, FaultCodes.WrongType, "The resource must be a QuestionnaireResponse.");
            return null;
        }

        ResourceElements.Check(response, place, _issues);
        CheckHead(response, place);
        var origin = new Origin(place);
        _json.WriteStartObject();
        ReadItems(response, origin);
        _json.WriteEndObject();
        _json.Flush();
        var reading = ProfileReader.Read(_profile.WrittenSpan);
        foreach (var fault in reading.Faults)
        {
            Add(fault, origin);
        }

        _issues.AddUnlisted(reading.FaultCount - reading.Faults.Length);
        return _issues.Count == 0 ? reading.Profile : null;
    }

    private void CheckHead(JsonElement response, Place place)
    {
        switch (ResourceText.Of(response, "status"))
        {
            case "in-progress" or "completed" or "amended" or "stopped":
                break;
            case "entered-in-error":
                _issues.Add(new Place(place, "status"), ResponseFaults.WrongStatus, "The response was entered in error: its answers are not used.", $"Allowed: {Statuses}.");
                break;
            case null:
                _issues.Add(place, FaultCodes.MissingMember, "The response must have a status.", $"Allowed: {Statuses}.");
                break;
            default:
                _issues.Add(new Place(place, "status"), FaultCodes.UnknownCode, "The status is not one of the codes.", $"Allowed: {Statuses}.");
                break;
        }

        switch (ResourceText.Of(response, "questionnaire"))
        {
            case null:
                _issues.Add(place, FaultCodes.MissingMember, "The response must name the questionnaire that it answers.", $"It is {Canonical.Questionnaire}.");
                break;
            case var questionnaire when !Canonical.IsQuestionnaire(questionnaire):
                _issues.Add(new Place(place, "questionnaire"), ResponseFaults.WrongQuestionnaire, "The response answers another questionnaire, or another major version of it.",
                    $"It is {Canonical.Questionnaire}|{Canonical.Version}.");
                break;
            default:
                break;
        }
    }

    private void ReadItems(JsonElement response, Origin profile)
    {
        var groups = new Dictionary<EntryListFact, List<Found>>();
        var presences = new Dictionary<EntryListFact, (bool Any, Place Place)>();
        foreach (var found in ItemsOf(response, profile.Place, within: null))
        {
            if (found.Item.Fact is EntryListFact list)
            {
                (groups.TryGetValue(list, out var before) ? before : groups[list] = []).Add(found);
            }
            else if (found.Item.PresenceOf is { } listed)
            {
                if (Single(found) is { } answer && Flag(answer) is { } any)
                {
                    presences[listed] = (any, answer.Place);
                }
            }
            else if (found.Item.Fact is { } fact)
            {
                ReadAnswer(found, fact.Name, profile);
            }
        }

        foreach (var list in FactCatalogue.All.OfType<EntryListFact>())
        {
            ReadEntries(list, groups.GetValueOrDefault(list) ?? [], presences.TryGetValue(list, out var presence) ? presence : null, profile);
        }
    }

    // Without entries, "yes" says too little to be a list, and no word on it says nothing: both are unknown.
    private void ReadEntries(EntryListFact list, List<Found> groups, (bool Any, Place Place)? presence, Origin profile)
    {
        var entries = groups.FindAll(group => HasAnswer(group.Element));
        foreach (var empty in groups.Where(group => !HasAnswer(group.Element)))
        {
            CheckNested(empty.Element, empty.Place, empty.Item);
        }

        if (entries.Count == 0 && presence is not { Any: false })
        {
            return;
        }

        if (entries.Count > 0 && presence is { Any: false } none)
        {
            _issues.Add(none.Place, ResponseFaults.ContradictingAnswer, $"{IntakeForm.PresenceLinkId(list)} is false, and {list.Name} has entries.");
        }

        // Where there are too many, it is the first of those that are too many.
        var origin = new Origin(entries.Count == 0 ? presence!.Value.Place : entries[Math.Min(list.MaximumEntries, entries.Count - 1)].Place, IntakeForm.Find(list.Name)?.Item);
        profile.Add(origin);
        _json.WriteStartArray(list.Name);
        foreach (var entry in entries)
        {
            ReadEntry(entry, origin);
        }

        _json.WriteEndArray();
    }

    private void ReadEntry(Found entry, Origin list)
    {
        var origin = new Origin(entry.Place, entry.Item);
        list.Add(origin);
        _json.WriteStartObject();
        foreach (var found in ItemsOf(entry.Element, entry.Place, entry.Item))
        {
            if (found.Item.Fact is { } field)
            {
                ReadAnswer(found, field.Name, origin);
            }
            else
            {
                CheckNested(found.Element, found.Place, found.Item);
            }
        }

        _json.WriteEndObject();
    }
}
