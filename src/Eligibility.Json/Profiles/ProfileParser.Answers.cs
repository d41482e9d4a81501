using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Domain.Facts;

namespace Eligibility.Json.Profiles;

/// <content>Answers: how the value of a member is read, by the kind of its fact.</content>
internal ref partial struct ProfileParser
{
    private Answer? ParseAnswer(Fact fact, string pointer)
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

    private Answer? ParseNumber(string pointer)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            Mistyped(pointer, "a number, without quotes");
            return null;
        }

        if (!ExactNumber.TryRead(_json.ValueSpan, out var number))
        {
            Fault(pointer, FaultCodes.TooPrecise, "has more digits than can be compared exactly, or an exponent out of reach");
            return null;
        }

        return new Answer(Number: number);
    }

    private ulong ParseCode(CodedFact fact, string pointer)
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

        _faults.Add(new ProfileFault(pointer, FaultCodes.UnknownCode, "is not one of the codes", Allowed: fact.Codes,
            Suggestion: text is null ? null : DidYouMean.Nearest(text, fact.Codes)));
        return 0;
    }

    private Answer? ParseSet(CodeSetFact fact, string pointer)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Mistyped(pointer, "a list of codes");
            return null;
        }

        var codes = 0UL;
        for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; index++)
        {
            var here = $"{pointer}/{index}";
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

    private Answer? ParseEntries(EntryListFact fact, string pointer)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Mistyped(pointer, "a list of objects");
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<Entry>();
        for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; index++)
        {
            var here = $"{pointer}/{index}";
            if (IsNull(here))
            {
                continue;
            }

            if (_json.TokenType != JsonTokenType.StartObject)
            {
                Mistyped(here, "an object");
                continue;
            }

            entries.Add(ParseEntry(fact, here));
        }

        return new Answer(Entries: entries.ToImmutable());
    }

    private Entry ParseEntry(EntryListFact fact, string pointer)
    {
        var answers = new Answer?[fact.Fields.Length];
        var seen = 0UL;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(LongestName);
            if (name is null || fact.Fields.FirstOrDefault(field => field.Name == name) is not { } field)
            {
                Fault(name is null ? pointer : $"{pointer}/{Escape(name)}", FaultCodes.UnknownMember, $"is not a member of an entry of {fact.Name}",
                    name is null ? null : DidYouMean.Nearest(name, fact.Fields.Select(known => known.Name)));
                _json.Read();
                _json.Skip();
                continue;
            }

            var here = $"{pointer}/{field.Name}";
            if ((seen & (1UL << field.Index)) != 0)
            {
                Fault(here, FaultCodes.DuplicateMember, "is there more than once");
            }

            seen |= 1UL << field.Index;
            _json.Read();
            answers[field.Index] = _json.TokenType == JsonTokenType.Null ? null : ParseAnswer(field, here);
        }

        var required = fact.Fields[0];
        if (answers[required.Index] is null && !_faults.Exists(fault => fault.Pointer == $"{pointer}/{required.Name}"))
        {
            Fault($"{pointer}/{required.Name}", FaultCodes.MissingMember, "has to be there: without it the entry says nothing");
        }

        return new Entry(answers);
    }
}
