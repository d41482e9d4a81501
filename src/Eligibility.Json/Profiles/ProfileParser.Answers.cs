using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Domain.Facts;

namespace Eligibility.Json.Profiles;

/// <content>Answers: how the value of a member is read, by the kind of its fact.</content>
internal ref partial struct ProfileParser
{
    private Answer? ParseAnswer(Fact fact, Pointer pointer)
    {
        switch (fact)
        {
            case NumberFact:
                return ParseNumber(pointer);
            case BooleanFact when _json.TokenType is JsonTokenType.True or JsonTokenType.False:
                return new Answer(Codes: _json.TokenType == JsonTokenType.True ? 2UL : 1UL);
            case BooleanFact:
                Mistyped(pointer, "true or false");
                return null;
            case CodeSetFact set:
                return ParseSet(set, pointer);
            case CodedFact coded:
                return ParseCode(coded, pointer) is var code and not 0 ? new Answer(Codes: code) : null;
            default:
                return ParseEntries((EntryListFact)fact, pointer);
        }
    }

    private Answer? ParseNumber(Pointer pointer)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            Mistyped(pointer, "a number, without quotes");
            return null;
        }

        if (!ExactNumber.TryRead(_json.ValueSpan, out var number))
        {
            Fault(pointer, FaultCodes.TooPrecise, $"has more than {ExactNumber.MostDecimals} decimals, or more digits than can be compared exactly");
            return null;
        }

        return new Answer(Number: number);
    }

    private ulong ParseCode(CodedFact fact, Pointer pointer)
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            Mistyped(pointer, "one of the codes, in quotes");
            return 0;
        }

        var code = _json.ValueIsEscaped ? 0 : fact.BitOf(_json.ValueSpan);
        if (code != 0)
        {
            return code;
        }

        // The slow way round, for escaped text and for explaining.
        var text = Text(LongestName);
        if (text is not null && fact.Codes.Contains(text))
        {
            return fact.MaskOf(text);
        }

        Add(text is null && !IsUnicode()
            ? new ProfileFault($"{pointer}", FaultCodes.InvalidText, "is not Unicode", Allowed: fact.Codes)
            : new ProfileFault($"{pointer}", FaultCodes.UnknownCode, "is not one of the codes", Allowed: fact.Codes, Suggestion: Suggest(text, fact.Codes)));
        return 0;
    }

    private Answer? ParseSet(CodeSetFact fact, Pointer pointer)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Mistyped(pointer, "a list of codes");
            return null;
        }

        var codes = 0UL;
        for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; index++)
        {
            var here = pointer.At(index);
            if (IsNull(here))
            {
                continue;
            }

            var code = ParseCode(fact, here);
            if ((codes & code) != 0)
            {
                Fault(here, FaultCodes.DuplicateCode, "is in the list already");
            }

            codes |= code;
        }

        return new Answer(Codes: codes);
    }

    private Answer? ParseEntries(EntryListFact fact, Pointer pointer)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Mistyped(pointer, "a list of objects");
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<Entry>();
        for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; index++)
        {
            var here = pointer.At(index);
            if (_json.TokenType == JsonTokenType.StartObject)
            {
                entries.Add(ParseEntry(fact, here));
                continue;
            }

            // An empty entry keeps the place, so that later faults point at the right ones.
            entries.Add(new Entry(new Answer?[fact.Fields.Length]));
            if (!IsNull(here))
            {
                Mistyped(here, "an object");
            }
        }

        return new Answer(Entries: entries.ToImmutable());
    }

    private Entry ParseEntry(EntryListFact fact, Pointer pointer)
    {
        var answers = new Answer?[fact.Fields.Length];
        var required = fact.Fields[0];
        var seen = 0UL;
        var requiredRead = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (FieldOf(fact) is not { } field)
            {
                var name = Text(LongestName);
                Fault(name is null ? $"{pointer}" : $"{pointer}/{Escape(name)}", FaultCodes.UnknownMember, $"is not a member of an entry of {fact.Name}",
                    Suggest(name, fact.Fields.Select(known => known.Name)));
                _json.Read();
                _json.Skip();
                continue;
            }

            var here = pointer.Of(field);
            if ((seen & (1UL << field.Index)) != 0)
            {
                Fault(here, FaultCodes.DuplicateMember, "is there more than once");
            }

            seen |= 1UL << field.Index;
            _json.Read();
            var isNull = _json.TokenType == JsonTokenType.Null;
            answers[field.Index] = isNull ? null : ParseAnswer(field, here);
            requiredRead |= field == required && !isNull;
        }

        if (!requiredRead)
        {
            Fault(pointer.Of(required), FaultCodes.MissingMember, "has to be there: without it the entry says nothing");
        }

        return new Entry(answers);
    }

    private readonly Fact? FieldOf(EntryListFact list)
    {
        foreach (var field in list.Fields)
        {
            if (IsName(field))
            {
                return field;
            }
        }

        return null;
    }
}
