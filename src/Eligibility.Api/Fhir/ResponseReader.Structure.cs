using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <content>Structure: which elements there may be, which item is which question, and where each stands.</content>
internal sealed partial class ResponseReader
{
    // Elements that say who answered whom and when are not for this service: they are neither read nor repeated.
    private static readonly FrozenSet<string> ResourceMembers = FrozenSet.Create(StringComparer.Ordinal,
        "resourceType", "id", "meta", "language", "text", "contained", "extension", "identifier", "basedOn", "partOf", "questionnaire", "status",
        "subject", "encounter", "authored", "author", "source", "item");

    private static readonly FrozenSet<string> ItemMembers = FrozenSet.Create(StringComparer.Ordinal, "id", "extension", "linkId", "definition", "text", "answer", "item");
    private static readonly FrozenSet<string> AnswerMembers = FrozenSet.Create(StringComparer.Ordinal, "id", "extension", "item");

    /// <summary>The items of an element that are items of the form at this place. The others are faults.</summary>
    private IEnumerable<Found> ItemsOf(JsonElement parent, string path, ImmutableArray<IntakeItem> known)
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

    private IntakeItem? Known(JsonElement element, string path, ImmutableArray<IntakeItem> known)
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
    private void CheckNested(JsonElement element, string path, IntakeItem question) => _ = ItemsOf(element, path, question.Items).Count();

    private Value? ValueOf(JsonElement answer, string path, IntakeItem item)
    {
        var values = answer.EnumerateObject().Where(member => member.Name.StartsWith("value", StringComparison.Ordinal) && member.Value.ValueKind != JsonValueKind.Null).ToList();
        if (values is not [var value])
        {
            Fault(path, values is [] ? FaultCodes.MissingMember : ResponseFaults.SecondAnswer,
                values is [] ? $"An answer to {item.LinkId} must have a {item.ValueName}. Leave the answer out where it is not known." : "An answer has one value.");
            return null;
        }

        if (value.Name == item.ValueName)
        {
            return new Value(value.Value, $"{path}.value");
        }

        Fault($"{path}.value", FaultCodes.WrongType, $"{item.LinkId} must be answered by a {item.ValueName}.");
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

    private IEnumerable<(JsonElement Element, string Path)> ListOf(JsonElement parent, string path, string name)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Fault($"{path}.{name}", FaultCodes.WrongType, $"{name} must be a list.");
            yield break;
        }

        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            var here = $"{path}.{name}[{index++}]";
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

    // A misspelt element would be an answer that nobody reads. An extension that may turn the meaning must not be passed over.
    private void CheckMembers(JsonElement element, string path, FrozenSet<string> known)
    {
        foreach (var member in element.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            var name = member.Name.TrimStart('_');
            if (name is "modifierExtension" or "implicitRules")
            {
                Fault($"{path}.{name}", ResponseFaults.ModifierExtension, $"{name} may change the meaning of what it is in, and is not understood.");
            }
            else if (!known.Contains(name) && !(known == AnswerMembers && name.StartsWith("value", StringComparison.Ordinal)))
            {
                Fault(path, FaultCodes.UnknownMember, "There is an element here that is not read.", $"Read: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    private void Fault(string path, string code, string text, string? diagnostics = null) => Add(OutcomeIssue.Fault(path, code, text, diagnostics));

    // What is listed is bounded, what is counted is not.
    private void Add(OutcomeIssue issue)
    {
        _count++;
        if (_issues.Count < ProfileReading.MostFaults)
        {
            _issues.Add(issue);
        }
    }

    /// <summary>An item of a response that is an item of the form.</summary>
    private readonly record struct Found(IntakeItem Item, JsonElement Element, string Path);

    /// <summary>The value of an answer, and its place.</summary>
    private readonly record struct Value(JsonElement Element, string Path);
}
