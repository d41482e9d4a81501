using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>A wrong answer to a fact, and the faults it has: where, from the member on, and which.</summary>
internal sealed record Misanswer(string Name, string Json, params ImmutableArray<(string At, string Code)> Faults)
{
    private const string AShade = "000000001";

    /// <summary>Every way to answer a fact wrongly, made from the fact.</summary>
    public static IEnumerable<Misanswer> To(Fact fact) => fact switch
    {
        NumberFact number => ToNumber(number),
        BooleanFact => ToBoolean(),
        CodeSetFact set => ToSet(set),
        CodedFact coded => ToCode(coded),
        EntryListFact list => ToList(list),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    /// <summary>A right answer to a fact, the plainest.</summary>
    public static string Right(Fact fact) => fact switch
    {
        NumberFact number => number.Minimum.ToString(CultureInfo.InvariantCulture),
        BooleanFact => "false",
        CodeSetFact => "[]",
        CodedFact coded => $"\"{coded.Codes[0]}\"",
        _ => "[]",
    };

    /// <summary>Right answers in a notation that is right too, however odd: each says the same as <see cref="Right"/>.</summary>
    public static IEnumerable<string> RightOddly(Fact fact) => fact switch
    {
        NumberFact => ["-0", "0.0", "0e0", "0E+00", "-0.0e-0", "0.000000000000"],
        BooleanFact => [" false ", "\n\t\r false"],
        CodeSetFact => ["[ ]", "[\r\n\t]"],
        CodedFact coded => [$"\"{Disguise.Escaped(coded.Codes[0])}\"", $"\"{Disguise.Escaped(coded.Codes[0][..1])}{coded.Codes[0][1..]}\"", $"\t\"{coded.Codes[0]}\"\n"],
        _ => ["[ ]", "[\r\n\t]"],
    };

    private static IEnumerable<Misanswer> ToNumber(NumberFact fact)
    {
        var (least, most) = (fact.Minimum.ToString(CultureInfo.InvariantCulture), fact.Maximum.ToString(CultureInfo.InvariantCulture));
        ImmutableArray<(string, string)> beyond = fact.WholeNumbers ? [("", FaultCodes.OutOfRange), ("", FaultCodes.NotWhole)] : [("", FaultCodes.OutOfRange)];
        Misanswer[] numbers =
        [
            new("one too few", (fact.Minimum - 1).ToString(CultureInfo.InvariantCulture), ("", FaultCodes.OutOfRange)),
            new("one too many", (fact.Maximum + 1).ToString(CultureInfo.InvariantCulture), ("", FaultCodes.OutOfRange)),
            new("a shade too little", $"-{least}.{AShade}", beyond),
            new("a shade too much", $"{most}.{AShade}", beyond),
            new("28 digits", new string('9', 28), ("", FaultCodes.OutOfRange)),
            new("29 digits", new string('9', 29), ("", FaultCodes.TooPrecise)),
            new("400 digits", new string('9', 400), ("", FaultCodes.TooPrecise)),
            new("a number that would be rounded up", "14.99999999999999999999999999999999", ("", FaultCodes.TooPrecise)),
            new("a number that would be infinite", "1e999", ("", FaultCodes.TooPrecise)),
            new("a number that would be minus infinite", "-1e999", ("", FaultCodes.TooPrecise)),
            new("a number that would be nothing", "1e-999", ("", FaultCodes.TooPrecise)),
            new("an exponent that is no number of ours", "1e99999999999999999999", ("", FaultCodes.TooPrecise)),
            new("a number in quotes", $"\"{most}\"", ("", FaultCodes.WrongType)),
            new("a word", "\"NaN\"", ("", FaultCodes.WrongType)),
        ];
        return [.. numbers, .. Notations(fact, most), .. OfOtherTypes("[]", "[1]", "{}", """{"value":[1,{"unit":"days"}]}""", "true", "false"), .. Fractions(fact)];
    }

    // Well-formed JSON that readers round, lose or take for a number.
    private static IEnumerable<Misanswer> Notations(NumberFact fact, string most)
    {
        string[] imprecise = ["1e-400", "-1e-400", "1E+400", "1e309", "-1.7976931348623157e308", "5e-324", "0e400", "1E2147483648", "0.0000000001", $"0.{new string('9', 100)}"];
        string[] beyond = [$"{most}e1", $"{most}E+01", $"{most}0e0", $"{fact.Maximum + 1}.0", "-1e0", "-10E-1", $"{new string('9', 14)}e0"];
        string[] texts = ["", " ", "1", " 1", "1e1", "0x10", "+1", "-0", "1,5", "1\\u0000", "\\u0661", "\\uff11", "Infinity", "-Infinity", "null", "true", "[1]"];
        return
        [
            .. imprecise.Select(number => new Misanswer($"the number {number}", number, ("", FaultCodes.TooPrecise))),
            .. beyond.Select(number => new Misanswer($"the number {number}", number, ("", FaultCodes.OutOfRange))),
            .. texts.Select(text => new Misanswer($"a text of {text}", $"\"{text}\"", ("", FaultCodes.WrongType))),
        ];
    }

    private static IEnumerable<Misanswer> Fractions(NumberFact fact) => fact.WholeNumbers
        ? [new("a fraction", "0.5", ("", FaultCodes.NotWhole)), new("a fraction by its exponent", "11e-1", ("", FaultCodes.NotWhole))]
        : [];

    private static IEnumerable<Misanswer> ToBoolean() =>
        OfOtherTypes("0", "1", "\"true\"", "\"false\"", "\"yes\"", "\"\"", "[]", "[true]", "{}", """{"value":[true]}""");

    private static IEnumerable<Misanswer> ToCode(CodedFact fact) =>
        [.. Misspelt(fact), .. OfOtherTypes("0", "1", "true", "[]", $"[\"{fact.Codes[0]}\"]", "{}", """{"code":[["none"]]}""")];

    private static IEnumerable<Misanswer> ToSet(CodeSetFact fact)
    {
        var (first, last) = ($"\"{fact.Codes[0]}\"", $"\"{fact.Codes[^1]}\"");
        Misanswer[] sets =
        [
            new("a code outside a list", first, ("", FaultCodes.WrongType)),
            new("a null in the list", "[null]", ("/0", FaultCodes.NullInList)),
            new("a null after a code", $"[{first},null]", ("/1", FaultCodes.NullInList)),
            new("a code twice", $"[{first},{last},{first}]", ("/2", FaultCodes.DuplicateCode)),
            new("a code twice, once escaped", $"[{last},\"\\u{(int)fact.Codes[^1][0]:x4}{fact.Codes[^1][1..]}\"]", ("/1", FaultCodes.DuplicateCode)),
            new("a number in the list", $"[{first},1]", ("/1", FaultCodes.WrongType)),
            new("a list in the list", $"[[{first}],{last}]", ("/0", FaultCodes.WrongType)),
            new("an object in the list", $"[{first},{{\"code\":{last}}},{last}]", ("/1", FaultCodes.WrongType)),
            new("several faults in the list", $"[\"zz\",{first},null,{first},7]", ("/0", FaultCodes.UnknownCode), ("/2", FaultCodes.NullInList),
                ("/3", FaultCodes.DuplicateCode), ("/4", FaultCodes.WrongType)),
        ];
        return [.. sets, .. OfOtherTypes("0", "true", "{}", $"{{\"codes\":[{first}]}}"), .. Misspelt(fact).Select(wrong => wrong.Within($"[{last},", "]", "/1"))];
    }

    private static IEnumerable<Misanswer> ToList(EntryListFact fact)
    {
        var key = fact.Fields[0];
        var entry = $"{{\"{key.Name}\":{Right(key)}}}";
        Misanswer[] lists =
        [
            new("an entry outside a list", entry, ("", FaultCodes.WrongType)),
            new("a null in the list", $"[{entry},null]", ("/1", FaultCodes.NullInList)),
            new("a code in the list", $"[{Right(key)}]", ("/0", FaultCodes.WrongType)),
            new("a list in the list", $"[[{entry}]]", ("/0", FaultCodes.WrongType)),
            new("an empty entry", $"[{entry},{{}}]", ($"/1/{key.Name}", FaultCodes.MissingMember)),
            new("an entry that says nothing", $"[{{\"{key.Name}\":null}}]", ($"/0/{key.Name}", FaultCodes.MissingMember)),
            new("an entry with a member too many", $"[{{\"{key.Name}\":{Right(key)},\"dose\":{{\"mg\":[1]}}}}]", ("/0/dose", FaultCodes.UnknownMember)),
            new("an entry with a member in capitals", $"[{{\"{key.Name.ToUpperInvariant()}\":{Right(key)}}}]",
                ($"/0/{key.Name.ToUpperInvariant()}", FaultCodes.UnknownMember), ($"/0/{key.Name}", FaultCodes.MissingMember)),
            new("an entry with a member twice", $"[{{\"{key.Name}\":{Right(key)},\"{key.Name}\":{Right(key)}}}]", ($"/0/{key.Name}", FaultCodes.DuplicateMember)),
            new("one entry too many", $"[{string.Join(',', Enumerable.Repeat(entry, fact.MaximumEntries + 1))}]", ("", FaultCodes.TooMany)),
        ];
        var fields =
            from field in fact.Fields
            from wrong in To(field)
            let others = field == key ? "" : $"\"{key.Name}\":{Right(key)},"
            select wrong.Within($"[{entry},{{{others}\"{field.Name}\":", "}]", $"/1/{field.Name}") with { Name = $"{field.Name}: {wrong.Name}" };
        return [.. lists, .. OfOtherTypes("0", "\"none\"", "true", "{}"), .. fields];
    }

    // What a lenient reader of enumerations would take for a code.
    private static IEnumerable<Misanswer> Misspelt(CodedFact fact)
    {
        var (code, other) = (fact.Codes[0], fact.Codes[1]);
        (string Name, string Json)[] texts =
        [
            ("another word", "zz"), ("nothing", ""), ("in capitals", code.ToUpperInvariant()), ("with a capital", $"{char.ToUpperInvariant(code[0])}{code[1..]}"),
            ("two codes in one text", $"{code}, {other}"), ("two codes without a space", $"{code},{other}"), ("a code and a comma", $"{code},"),
            ("padded in front", $" {code}"), ("padded behind", $"{code} "), ("with a line end", $"{code}\\n"), ("with a null character", $"{code}\\u0000"),
            ("a null character", "\\u0000"), ("half of a surrogate pair", "\\ud83d"), ("a code and half of a surrogate pair", $"{code}\\ude00"),
            ("the number of a code in quotes", "0"), ("in full-width letters", $"{(char)(code[0] + 0xFEE0)}{code[1..]}"), ("with a combining mark", $"{code}\\u0301"),
            ("very long", new string('a', 5000)),
        ];
        return texts.Select(text => new Misanswer($"a code {text.Name}", $"\"{text.Json}\"",
            ("", text.Name.Contains("surrogate", StringComparison.Ordinal) ? FaultCodes.InvalidText : FaultCodes.UnknownCode)));
    }

    private static IEnumerable<Misanswer> OfOtherTypes(params string[] values) =>
        values.Select(value => new Misanswer($"{value} as an answer", value, ("", FaultCodes.WrongType)));

    private Misanswer Within(string before, string after, string at) =>
        this with { Json = $"{before}{Json}{after}", Faults = [.. Faults.Select(fault => ($"{at}{fault.At}", fault.Code))] };
}
