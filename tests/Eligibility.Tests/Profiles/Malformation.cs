using System.Text;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Profiles;

/// <summary>A body that is no JSON because of what stands at one member, or because of how the member is written.</summary>
internal sealed record Malformation(string Name, byte[] Body)
{
    private const char Value = '\uE000';

    // What other languages, other readers and other keyboards take for a value.
    private static readonly string[] Values =
    [
        "01", "-01", "00", "+1", ".5", "-.5", "1.", "1.e1", "1e", "1e+", "1E-", "1e1.5", "1e1e1", "--1", "-", "- 1", "1 2", "1_000", "1'000", "0x10", "-0x1", "0b1", "0o7", "1n", "1f",
        "1d", "1L", "1%", "$1", "#1", "=1", "(1)", "<1>", "1;", "@", "1:1", "1/2", "\u00BD", "\u00B2", "\uFF11", "\u0663", "\u22121", "\u2460", "\U0001D7D9", "NaN", "-NaN", "nan", "Infinity",
        "-Infinity", "+Infinity", "inf", "True", "FALSE", "Null", "nil", "None", "undefined", "yes", "tru", "nulll", "truefalse", "'1'", "`1`", "\u201C1\u201D", "\"1", "1\"", "\"\"\"",
        "\"\\x31\"", "\"\\u12\"", "\"\\u00g0\"", "\"\\u{31}\"", "\"\\U00000031\"", "\"\\'\"", "\"\\0\"", "\"\\a\"", "\"\\", "/*1*/1", "1/**/", "1//\n", "1#", "[1,]", "[,1]", "[,]", "[1", "]", "[1}",
        "[1 1]", "[1;1]", "{", "}", "{\"a\":1]", "{a:1}", "{'a':1}", "{1:1}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\":1 \"b\":1}", "{[]:1}", "\u00001", "1\u0000", "\uFEFF1", "\u00A01",
        "\u20281", "\f1", "\v1", "\u00851", "1\b",
    ];

    private static readonly byte[][] NotUtf8 =
    [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xE9],
    ];

    // Between quotes each of them has to be escaped.
    private static readonly string[] Controls = [.. Enumerable.Range(0, 0x20).Select(code => $"{(char)code}")];

    /// <summary>Every way to break JSON at a fact: at each place where it can hold a value, in its name, and around it.</summary>
    public static IEnumerable<Malformation> At(Fact fact) => [.. Places(fact).SelectMany(AtPlace), .. AtName(fact.Name, Misanswer.Right(fact))];

    private static IEnumerable<string> Places(Fact fact) => fact switch
    {
        CodeSetFact => [$"{{\"{fact.Name}\":{Value}}}", $"{{\"{fact.Name}\":[{Value}]}}"],
        EntryListFact list => [$"{{\"{fact.Name}\":[{Value}]}}", .. list.Fields.Select(field => $"{{\"{fact.Name}\":[{{\"{field.Name}\":{Value}}}]}}")],
        _ => [$"{{\"{fact.Name}\":{Value}}}"],
    };

    private static IEnumerable<Malformation> AtPlace(string place)
    {
        var (before, after) = (place[..place.IndexOf(Value, StringComparison.Ordinal)], place[(place.IndexOf(Value, StringComparison.Ordinal) + 1)..]);
        return
        [
            .. Values.Concat(Controls.Select(control => $"\"a{control}\"")).Select(value => Of($"{before}{value}{after}")),
            .. NotUtf8.Select(bytes => new Malformation($"{Convert.ToHexString(bytes)} in {place}", [.. Utf8($"{before}\""), .. bytes, .. Utf8($"\"{after}")])),
        ];
    }

    private static IEnumerable<Malformation> AtName(string name, string right)
    {
        string[] bodies =
        [
            $"{{{name}:{right}}}", $"{{'{name}':{right}}}", $"{{\"{name}:{right}}}", $"{{{name}\":{right}}}", $"{{\"{name}\" {right}}}", $"{{\"{name}\"={right}}}", $"{{\"{name}\"::{right}}}",
            $"{{\"{name}\":{right},}}", $"{{,\"{name}\":{right}}}", $"{{\"{name}\":{right},,}}", $"{{\"{name}\":{right};}}", $"{{\"{name}\":{right} \"{name}\":{right}}}", $"{{\"{name}\":{right}",
            $"{{\"{name}\":}}", $"{{\"{name}\"}}", $"{{\"{name}\"", $"\"{name}\":{right}", $"{{\"{name}\":{right}}}}}", $"{{\"{name}\":{right}}}{{}}", $"{{\"{name}\":{right}}},",
            $"{{\"{name}\":{right}}}x", $"{{\"{name}\":{right}}}\0", $"\0{{\"{name}\":{right}}}", $"\uFEFF{{\"{name}\":{right}}}", $"[{{\"{name}\":{right}}}", $"{{\"{name}\":{right}}}]",
            $"/**/{{\"{name}\":{right}}}", $"{{\"{name}\":{right}}}//", $"{{/**/\"{name}\":{right}}}", $"{{\"{name}\"/**/:{right}}}", $"{{\"\\q{name}\":{right}}}", $")]}}',\n{{\"{name}\":{right}}}",
        ];
        return [.. bodies.Concat(Controls.Select(control => $"{{\"{name}{control}\":{right}}}")).Select(Of)];
    }

    private static Malformation Of(string text) => new(text, Utf8(text));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
