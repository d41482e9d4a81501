using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <content>Structure: which item is which question, and where each stands.</content>
internal sealed partial class ResponseReader
{
    /// <summary>The items of an element that are items of the form at this place. The others are faults.</summary>
    private IEnumerable<Found> ItemsOf(JsonElement parent, Place path, ImmutableArray<IntakeItem> known)
    {
        var seen = new HashSet<string>();
        foreach (var (element, here) in ListOf(parent, path, "item"))
        {
            CheckMembers(element, here, ItemMembers);
            if (Known(element, here, known) is not { } item)
            {
                continue;
            }

            if (!seen.Add(item.LinkId) && item.Type != ItemType.Group)
            {
                Fault(here, ResponseFaults.DuplicateQuestion, $"{item.LinkId} is there more than once. More than one answer belongs into one item.");
            }
            else if (item.Type is ItemType.Group or ItemType.Display && ListOf(element, here, "answer").Any())
            {
                Fault(here, ResponseFaults.NoQuestion, $"{item.LinkId} is no question and takes no answer.");
            }
            else
            {
                yield return new Found(item, element, here);
            }
        }
    }

    private IntakeItem? Known(JsonElement element, Place path, ImmutableArray<IntakeItem> known)
    {
        if (ResourceText.Of(element, "linkId") is not { } linkId)
        {
            Fault(path, FaultCodes.MissingMember, "The item must have a linkId.");
            return null;
        }

        if (known.FirstOrDefault(item => item.LinkId == linkId) is { } here)
        {
            return here;
        }

        if (IntakeForm.LinkIds.Contains(linkId))
        {
            Fault(path, ResponseFaults.MisplacedQuestion, $"{IntakeForm.LinkIds.First(name => name == linkId)} does not belong here: the items nest as in the questionnaire.");
        }
        else
        {
            Fault(path, ResponseFaults.UnknownQuestion, "The questionnaire has no item with this linkId.",
                _count < ProfileReading.MostFaults && DidYouMean.Nearest(linkId, IntakeForm.LinkIds) is { } meant ? $"Perhaps {meant} was meant." : null);
        }

        return null;
    }

    /// <summary>The answers to a question that have one value of the right type.</summary>
    private List<Value> ValuesOf(Found found)
    {
        CheckNested(found.Element, found.Path, found.Item);
        var values = new List<Value>();
        foreach (var (answer, path) in ListOf(found.Element, found.Path, "answer"))
        {
            CheckMembers(answer, path, AnswerMembers);
            CheckNested(answer, path, found.Item);
            if (ValueOf(answer, path, found.Item) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    // Within a question there are only texts that explain: there is nothing to read in them.
    private void CheckNested(JsonElement element, Place path, IntakeItem question)
    {
        if (element.TryGetProperty("item", out _))
        {
            _ = ItemsOf(element, path, question.Items).Count();
        }
    }

    private Value? ValueOf(JsonElement answer, Place path, IntakeItem item)
    {
        var value = default(JsonProperty);
        foreach (var member in answer.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || !member.Name.StartsWith("value", StringComparison.Ordinal))
            {
                continue;
            }

            if (value.Value.ValueKind != JsonValueKind.Undefined)
            {
                Fault(path, ResponseFaults.SecondAnswer, "An answer has one value.");
                return null;
            }

            value = member;
        }

        if (value.Value.ValueKind == JsonValueKind.Undefined)
        {
            Fault(path, FaultCodes.MissingMember, $"An answer to {item.LinkId} must have a {item.ValueName}. Leave the answer out where it is not known.");
            return null;
        }

        if (value.NameEquals(item.ValueName))
        {
            return new Value(value.Value, new Place(path, "value"));
        }

        Fault(new Place(path, "value"), FaultCodes.WrongType, $"{item.LinkId} must be answered by a {item.ValueName}.");
        return null;
    }

    private Value? Single(Found found)
    {
        var values = ValuesOf(found);
        foreach (var further in values.Skip(1))
        {
            Fault(further.Path, ResponseFaults.SecondAnswer, $"{found.Item.LinkId} takes one answer.");
        }

        return values.Count > 0 ? values[0] : null;
    }

    /// <summary>What goes into the profile: the value itself, or the code of a coding. Whether it is a right one is for the profile's reader to say.</summary>
    private JsonElement? Primitive(Value answer, IntakeItem item)
    {
        var value = answer.Element;
        if (item.Type == ItemType.Choice)
        {
            if (value.ValueKind == JsonValueKind.Object && ResourceText.Of(value, "system") != Canonical.CodesOf(item.LinkId))
            {
                Fault(answer.Path, FaultCodes.UnknownCode, $"{item.LinkId} is answered by codes of another system.", $"The system is {Canonical.CodesOf(item.LinkId)}.");
                return null;
            }

            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("code", out value))
            {
                Fault(answer.Path, FaultCodes.MissingMember, $"{item.LinkId} must be answered by a coding with a system and a code.");
                return null;
            }
        }

        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
        {
            Fault(answer.Path, FaultCodes.WrongType, $"{item.LinkId} is answered by something else than a value.");
            return null;
        }

        return value;
    }

    private bool? Flag(Value answer)
    {
        if (answer.Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return answer.Element.ValueKind == JsonValueKind.True;
        }

        Fault(answer.Path, FaultCodes.WrongType, "The answer must be true or false.");
        return null;
    }

    // Whether anything was answered in an entry: form fillers send the skeleton of those that were left empty.
    private static bool HasAnswer(JsonElement group) => group.TryGetProperty("item", out var items) && items.ValueKind == JsonValueKind.Array
        && items.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object || (item.TryGetProperty("answer", out var answers)
            ? answers.ValueKind is not JsonValueKind.Null && !(answers.ValueKind == JsonValueKind.Array && answers.GetArrayLength() == 0)
            : item.TryGetProperty("item", out _)));

    private IEnumerable<(JsonElement Element, Place Path)> ListOf(JsonElement parent, Place path, string name)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Fault(new Place(path, name), FaultCodes.WrongType, $"{name} must be a list.");
            yield break;
        }

        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            var here = new Place(path, name, index++);
            if (element.ValueKind == JsonValueKind.Object)
            {
                yield return (element, here);
            }
            else
            {
                Fault(here, FaultCodes.WrongType, $"Every entry of {name} must be an object.");
            }
        }
    }

    // What is listed is bounded, what is counted is not: beyond the bound nothing is made of a fault.
    private void Fault(Place path, string code, string text, string? diagnostics = null)
    {
        if (_count++ < ProfileReading.MostFaults)
        {
            _issues.Add(OutcomeIssue.Fault(path.ToString(), code, text, diagnostics));
        }
    }

    /// <summary>An item of a response that is an item of the form.</summary>
    private readonly record struct Found(IntakeItem Item, JsonElement Element, Place Path);

    /// <summary>The value of an answer, and its place.</summary>
    private readonly record struct Value(JsonElement Element, Place Path);
}
