using System.Runtime.InteropServices;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <content>Answers: how what stands in an item becomes a member of the profile.</content>
internal sealed partial class ResponseReader
{
    private static readonly KnownElements AnswerElements = new(["id"], ["extension", "item"], isWithValue: true);
    private static readonly KnownElements CodingElements = new(["id", "system", "version", "code", "display", "userSelected"], ["extension"]);

    private void ReadAnswer(Found found, string member, Origin within)
    {
        _json.WritePropertyName(member);
        if (found.Item.Repeats)
        {
            ReadSet(found, within);
        }
        else
        {
            ReadSingle(found, within);
        }
    }

    private void ReadSingle(Found found, Origin within)
    {
        var before = _issues.Count;
        if (Single(found) is { } answer && Primitive(answer, found.Item) is { } value)
        {
            within.Add(new Origin(answer.Place, found.Item, value));
            Write(value);
            return;
        }

        // Open, or refused already: that it is missing must not be told too.
        if (_issues.Count > before)
        {
            within.Add(new Origin(found.Place, found.Item) { IsRefused = true });
        }

        _json.WriteNullValue();
    }

    private void ReadSet(Found found, Origin within)
    {
        var set = new Origin(found.Place, found.Item);
        var answers = 0;
        Value? none = null;
        foreach (var answer in ValuesOf(found))
        {
            if (answers++ == 0)
            {
                _json.WriteStartArray();
            }

            if (Primitive(answer, found.Item) is not { } code)
            {
                continue;
            }

            if (code.ValueKind == JsonValueKind.String && code.ValueEquals(IntakeItem.None))
            {
                none ??= answer;
                continue;
            }

            set.Add(new Origin(answer.Place, found.Item, code));
            Write(code);
        }

        if (answers == 0)
        {
            _json.WriteNullValue();
            return;
        }

        _json.WriteEndArray();
        within.Add(set);
        if (none is { } exclusive && answers > 1)
        {
            _issues.Add(exclusive.Place, ResponseFaults.ExclusiveAnswer, $"{found.Item.LinkId} has an answer beside {IntakeItem.None}.");
        }
    }

    // As it was sent: whether it is a right one is for the profile's reader to say.
    private void Write(JsonElement value) => _json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    private Value? Single(Found found)
    {
        Value? first = null;
        foreach (var answer in ValuesOf(found))
        {
            if (first is null)
            {
                first = answer;
            }
            else
            {
                _issues.Add(answer.Place, ResponseFaults.SecondAnswer, $"{found.Item.LinkId} takes one answer.");
            }
        }

        return first;
    }

    /// <summary>The answers to a question that have one value of the right type.</summary>
    private IEnumerable<Value> ValuesOf(Found found)
    {
        CheckNested(found.Element, found.Place, found.Item);
        var index = 0;
        foreach (var answer in ListOf(found.Element, found.Place, "answer"))
        {
            var here = new Place(found.Place, "answer", index++);
            if (!IsObject(answer, here))
            {
                continue;
            }

            AnswerElements.Check(answer, here, _issues);
            CheckNested(answer, here, found.Item);
            if (ValueOf(answer, here, found.Item) is { } value)
            {
                yield return value;
            }
        }
    }

    private Value? ValueOf(JsonElement answer, Place place, IntakeItem item)
    {
        var value = default(JsonProperty);
        foreach (var member in answer.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || !KnownElements.IsValue(member))
            {
                continue;
            }

            if (value.Value.ValueKind != JsonValueKind.Undefined)
            {
                _issues.Add(place, ResponseFaults.SecondAnswer, "An answer has one value.");
                return null;
            }

            value = member;
        }

        if (value.Value.ValueKind == JsonValueKind.Undefined)
        {
            _issues.Add(place, FaultCodes.MissingMember, $"An answer to {item.LinkId} must have a {item.ValueName}. Leave the answer out where it is not known.");
            return null;
        }

        var here = new Place(place, "value");
        if (KnownElements.IsAbsent(answer) || KnownElements.IsAbsent(value.Value))
        {
            _issues.Add(here, ResponseFaults.ContradictingAnswer, $"The answer to {item.LinkId} has a value and says beside it that there is none.");
            return null;
        }

        if (value.NameEquals(item.ValueName))
        {
            return new Value(value.Value, here);
        }

        _issues.Add(here, FaultCodes.WrongType, $"{item.LinkId} must be answered by a {item.ValueName}.");
        return null;
    }

    /// <summary>What goes into the profile: the value itself, or the code of a coding.</summary>
    private JsonElement? Primitive(Value answer, IntakeItem item)
    {
        var value = answer.Element;
        if (item.Type == ItemType.Choice)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                CodingElements.Check(value, answer.Place, _issues);
                if (!IsOf(item.System, value))
                {
                    _issues.Add(answer.Place, FaultCodes.UnknownCode, $"{item.LinkId} must be answered by a code of its own system.", $"The system is {item.System}.");
                    return null;
                }
            }

            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("code"u8, out value) || value.ValueKind == JsonValueKind.Null)
            {
                _issues.Add(answer.Place, FaultCodes.MissingMember, $"{item.LinkId} must be answered by a coding with a system and a code.");
                return null;
            }
        }

        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
        {
            _issues.Add(answer.Place, FaultCodes.WrongType, $"{item.LinkId} is answered by something else than a value.");
            return null;
        }

        return value;
    }

    private static bool IsOf(string codeSystem, JsonElement coding) =>
        coding.TryGetProperty("system"u8, out var system) && system.ValueKind == JsonValueKind.String && system.ValueEquals(codeSystem);

    private bool? Flag(Value answer)
    {
        if (answer.Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return answer.Element.ValueKind == JsonValueKind.True;
        }

        _issues.Add(answer.Place, FaultCodes.WrongType, "The answer must be true or false.");
        return null;
    }

    /// <summary>The value of an answer, and its place.</summary>
    private readonly record struct Value(JsonElement Element, Place Place);
}
