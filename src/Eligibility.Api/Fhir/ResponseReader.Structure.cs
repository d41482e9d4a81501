using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <content>Structure: which item is which question, and where each stands.</content>
internal sealed partial class ResponseReader
{
    // Names are compared until so many faults were found: it is what costs most of telling them.
    private const int MostSuggestions = 32;

    // Elements that say who answered whom and when are not for this service: they are neither read nor repeated.
    private static readonly KnownElements ResourceElements = new(
    [
        "id", "language", "questionnaire", "status", "authored",
    ],
    [
        "resourceType", "meta", "text", "contained", "extension", "identifier", "basedOn", "partOf", "subject", "encounter", "author", "source", "item",
    ]);

    private static readonly KnownElements ItemElements = new(["id", "linkId", "definition", "text"], ["extension", "answer", "item"]);

    /// <summary>The items of an element that are items of the form at this place. The others are faults.</summary>
    private IEnumerable<Found> ItemsOf(JsonElement parent, Place place, IntakeItem? within)
    {
        var seen = 0UL;
        var index = 0;
        foreach (var element in ListOf(parent, place, "item"))
        {
            var here = new Place(place, "item", index++);
            if (!IsObject(element, here))
            {
                continue;
            }

            ItemElements.Check(element, here, _issues);
            if (Known(element, here, within) is not { } known)
            {
                continue;
            }

            var (item, bit) = (known.Item, known.Bit);
            if ((seen & bit) != 0 && item.Type != ItemType.Group)
            {
                _issues.Add(here, ResponseFaults.DuplicateQuestion, $"{item.LinkId} is there more than once. More than one answer belongs into one item.");
            }
            else if (item.Type is ItemType.Group or ItemType.Display && ListOf(element, here, "answer").MoveNext())
            {
                _issues.Add(here, ResponseFaults.NoQuestion, $"{item.LinkId} is no question and takes no answer.");
            }
            else
            {
                yield return new Found(item, element, here);
            }

            seen |= bit;
        }
    }

    private FormPlace? Known(JsonElement element, Place place, IntakeItem? within)
    {
        if (ResourceText.Of(element, "linkId") is not { } linkId)
        {
            _issues.Add(place, FaultCodes.MissingMember, "The item must have a linkId.");
            return null;
        }

        if (IntakeForm.Find(linkId) is not { } found)
        {
            _issues.Add(place, ResponseFaults.UnknownQuestion, "The questionnaire has no item with this linkId.", Perhaps(linkId, IntakeForm.LinkIds));
            return null;
        }

        if (ReferenceEquals(found.Within, within))
        {
            return found;
        }

        _issues.Add(place, ResponseFaults.MisplacedQuestion, $"{found.Item.LinkId} does not belong here: the items nest as in the questionnaire.");
        return null;
    }

    // Within a question there are only texts that explain: there is nothing to read in them.
    private void CheckNested(JsonElement element, Place place, IntakeItem within)
    {
        if (element.TryGetProperty("item"u8, out _))
        {
            foreach (var nested in ItemsOf(element, place, within))
            {
                CheckNested(nested.Element, nested.Place, nested.Item);
            }
        }
    }

    // Whether anything was answered in an entry: form fillers send the skeleton of those that were left empty.
    private static bool HasAnswer(JsonElement group)
    {
        if (!group.TryGetProperty("item"u8, out var items) || items.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || (item.TryGetProperty("answer"u8, out var answers) ? !IsNothing(answers) : item.TryGetProperty("item"u8, out _)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNothing(JsonElement answers) =>
        answers.ValueKind == JsonValueKind.Null || (answers.ValueKind == JsonValueKind.Array && answers.GetArrayLength() == 0);

    private JsonElement.ArrayEnumerator ListOf(JsonElement parent, Place place, string name)
    {
        if (!SentList.TryRead(parent, name, out var entries))
        {
            _issues.Add(new Place(place, name), FaultCodes.WrongType, $"{name} must be a list.");
        }

        return entries;
    }

    private bool IsObject(JsonElement entry, Place place)
    {
        if (entry.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        _issues.Add(place, FaultCodes.WrongType, "Every entry of this list must be an object.");
        return false;
    }

    private string? Perhaps(string sent, IEnumerable<string> known) =>
        _issues.Count < MostSuggestions && DidYouMean.Nearest(sent, known) is { } meant ? $"Perhaps {meant} was meant." : null;

    /// <summary>An item of a response that is an item of the form.</summary>
    private readonly record struct Found(IntakeItem Item, JsonElement Element, Place Place);
}
