using System.Buffers;
using System.Collections.Immutable;
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

    private readonly List<OutcomeIssue> _issues = [];
    private readonly Dictionary<string, Place> _places = [];
    private readonly HashSet<string> _refused = [];
    private readonly ArrayBufferWriter<byte> _profile = new();
    private readonly Utf8JsonWriter _json;
    private int _count;

    private ResponseReader() => _json = new Utf8JsonWriter(_profile);

    /// <summary>Reads one.</summary>
    /// <param name="response">The resource; every text in it is Unicode and no member is there twice, as <see cref="StrictDocument"/> sees to.</param>
    /// <param name="path">What the resource is called in the place of a fault.</param>
    /// <returns>The profile, or every fault.</returns>
    public static ResponseReading Read(JsonElement response, string path = "QuestionnaireResponse")
    {
        using var reader = new ResponseReader();
        return reader.ReadResource(response, new Place(null, path));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _json.Dispose();
        // What was answered is health data: it must not lie about.
        _profile.Clear();
    }

    private ResponseReading ReadResource(JsonElement response, Place path)
    {
        if (response.ValueKind != JsonValueKind.Object || ResourceText.Of(response, "resourceType") != "QuestionnaireResponse")
        {
            Fault(path, FaultCodes.WrongType, "The resource must be a QuestionnaireResponse.");
            return Result(null);
        }

        CheckMembers(response, path, ResourceMembers);
        CheckHead(response, path);
        _json.WriteStartObject();
        ReadItems(response, path);
        _json.WriteEndObject();
        _json.Flush();
        var reading = ProfileReader.Read(_profile.WrittenSpan);
        foreach (var fault in reading.Faults.Where(fault => !(fault.Code == FaultCodes.MissingMember && _refused.Contains(fault.Pointer))))
        {
            if (_count++ < ProfileReading.MostFaults)
            {
                _issues.Add(Translate(fault));
            }
        }

        _count += reading.FaultCount - reading.Faults.Length;
        return Result(reading.Profile);
    }

    private ResponseReading Result(SymptomProfile? profile) => _count == 0
        ? new ResponseReading(profile, [])
        : new ResponseReading(null, [.. _issues, .. _count > _issues.Count ? [OutcomeIssue.Unlisted(_count - _issues.Count)] : ImmutableArray<OutcomeIssue>.Empty]);

    private void CheckHead(JsonElement response, Place path)
    {
        switch (ResourceText.Of(response, "status"))
        {
            case "in-progress" or "completed" or "amended" or "stopped":
                break;
            case "entered-in-error":
                Fault(new Place(path, "status"), ResponseFaults.WrongStatus, "The response was entered in error: its answers are not used.", $"Allowed: {Statuses}.");
                break;
            case null:
                Fault(path, FaultCodes.MissingMember, "The response must have a status.", $"Allowed: {Statuses}.");
                break;
            default:
                Fault(new Place(path, "status"), FaultCodes.UnknownCode, "The status is not one of the codes.", $"Allowed: {Statuses}.");
                break;
        }

        switch (ResourceText.Of(response, "questionnaire"))
        {
            case null:
                Fault(path, FaultCodes.MissingMember, "The response must name the questionnaire that it answers.", $"It is {Canonical.Questionnaire}.");
                break;
            case var questionnaire when !Canonical.IsQuestionnaire(questionnaire):
                Fault(new Place(path, "questionnaire"), ResponseFaults.WrongQuestionnaire, "The response answers another questionnaire, or another major version of it.",
                    $"It is {Canonical.Questionnaire}|{Canonical.Version}.");
                break;
            default:
                break;
        }
    }

    private void ReadItems(JsonElement response, Place path)
    {
        var groups = new Dictionary<EntryListFact, List<Found>>();
        var presences = new Dictionary<EntryListFact, (bool Any, Place Path)>();
        foreach (var found in ItemsOf(response, path, IntakeForm.Items))
        {
            if (found.Item.Fact is EntryListFact list)
            {
                (groups.TryGetValue(list, out var before) ? before : groups[list] = []).Add(found);
            }
            else if (found.Item.PresenceOf is { } listed)
            {
                if (Single(found) is { } answer && Flag(answer) is { } any)
                {
                    presences[listed] = (any, answer.Path);
                }
            }
            else if (found.Item.Fact is { } fact)
            {
                ReadAnswer(found, fact.Name, $"#/{fact.Name}");
            }
        }

        foreach (var list in FactCatalogue.All.OfType<EntryListFact>())
        {
            ReadEntries(list, groups.GetValueOrDefault(list) ?? [], presences.TryGetValue(list, out var presence) ? presence : null);
        }
    }

    // Without entries, "yes" says too little to be a list, and no word on it says nothing: both are unknown.
    private void ReadEntries(EntryListFact list, List<Found> groups, (bool Any, Place Path)? presence)
    {
        var entries = groups.Where(group => HasAnswer(group.Element)).ToList();
        if (entries.Count == 0 && presence is not { Any: false })
        {
            return;
        }

        if (entries.Count > 0 && presence is { Any: false } none)
        {
            Fault(none.Path, ResponseFaults.ContradictingAnswer, $"{IntakeForm.PresenceLinkId(list)} is false, and {list.Name} has entries.");
        }

        _json.WriteStartArray(list.Name);
        for (var index = 0; index < entries.Count; index++)
        {
            var pointer = $"#/{list.Name}/{index}";
            _places[pointer] = entries[index].Path;
            _json.WriteStartObject();
            foreach (var found in ItemsOf(entries[index].Element, entries[index].Path, entries[index].Item.Items).Where(found => found.Item.Fact is not null))
            {
                ReadAnswer(found, found.Item.Fact!.Name, $"{pointer}/{found.Item.Fact.Name}");
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        // Where there are too many, it is the first of those that are too many.
        _places[$"#/{list.Name}"] = entries.Count == 0 ? presence!.Value.Path : entries[Math.Min(list.MaximumEntries, entries.Count - 1)].Path;
    }

    private void ReadAnswer(Found found, string member, string pointer)
    {
        if (found.Item.Repeats)
        {
            ReadSet(found, member, pointer);
        }
        else
        {
            ReadSingle(found, member, pointer);
        }
    }

    private void ReadSingle(Found found, string member, string pointer)
    {
        var before = _count;
        if (Single(found) is { } answer && Primitive(answer, found.Item) is { } value)
        {
            _places[pointer] = answer.Path;
            _json.WritePropertyName(member);
            _json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
        }
        else if (_count > before)
        {
            _refused.Add(pointer);
        }
    }

    private void ReadSet(Found found, string member, string pointer)
    {
        var values = ValuesOf(found).Select(answer => (answer.Path, Code: Primitive(answer, found.Item))).ToList();
        if (values.Count == 0)
        {
            return;
        }

        var codes = values.Where(value => value.Code is { } code && !IsNone(code)).ToList();
        if (values.Find(value => value.Code is { } code && IsNone(code)) is { Code: not null } none && values.Count > 1)
        {
            Fault(none.Path, ResponseFaults.ExclusiveAnswer, $"{found.Item.LinkId} has an answer beside {IntakeItem.None}.");
        }

        _json.WriteStartArray(member);
        for (var index = 0; index < codes.Count; index++)
        {
            _places[$"{pointer}/{index}"] = codes[index].Path;
            _json.WriteRawValue(codes[index].Code!.Value.GetRawText(), skipInputValidation: true);
        }

        _json.WriteEndArray();
    }

    private static bool IsNone(JsonElement code) => code.ValueKind == JsonValueKind.String && code.ValueEquals(IntakeItem.None);

    private OutcomeIssue Translate(ProfileFault fault)
    {
        var name = string.Join('.', fault.Pointer.Split('/')[1..].Where(part => !char.IsAsciiDigit(part[0])));
        string?[] help =
        [
            fault.Allowed is { IsEmpty: false } codes ? $"Allowed: {string.Join(", ", codes)}." : null,
            fault.Suggestion is { } meant ? $"Perhaps {meant} was meant." : null,
        ];
        return OutcomeIssue.Fault(PlaceOf(fault.Pointer), fault.Code, $"{name} {fault.Detail}.", help.Any(part => part is not null) ? string.Join(' ', help.OfType<string>()) : null);
    }

    // What is missing in an entry has no place of its own: it is the entry's.
    private string PlaceOf(string pointer)
    {
        while (!_places.ContainsKey(pointer))
        {
            pointer = pointer[..pointer.LastIndexOf('/')];
        }

        return _places[pointer].ToString();
    }
}
