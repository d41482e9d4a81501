using System.Globalization;
using System.Text;

namespace Eligibility.Tests.Profiles;

/// <summary>
/// Texts that look like a word, that are folded to it by a careless comparison, or that come out of it by a careless hand, and are not
/// that word: to a strict reader each is unknown.
/// </summary>
internal static class Disguise
{
    // Latin letters, and what looks the same or is folded to the same: Cyrillic, Greek, Armenian, IPA, digits.
    private static readonly Dictionary<char, string> LookAlikes = new (char Letter, string Others)[]
    {
        ('a', "\u0430\u03B1\u0251"), ('c', "\u0441\u03F2"), ('d', "\u0501"), ('e', "\u0435\u04BD"), ('g', "\u0261"), ('h', "\u04BB"), ('i', "\u0456\u0131\u0130"), ('j', "\u0458"),
        ('k', "\u212A\u03BA"), ('l', "\u04CF1I"), ('m', "\u043C"), ('n', "\u0578"), ('o', "\u043E\u03BF0"), ('p', "\u0440\u03C1"), ('q', "\u051B"), ('r', "\u0433"),
        ('s', "\u0455\u017F"), ('t', "\u0442"), ('u', "\u057D\u03C5"), ('v', "\u03BD"), ('w', "\u051D"), ('x', "\u0445"), ('y', "\u0443"), ('z', "\u1D22"),
    }.ToDictionary(pair => pair.Letter, pair => pair.Others);

    // Nothing to be seen, or next to nothing: soft hyphen, joiners, directions, selectors, combining marks, spaces of all widths.
    private static readonly string[] Marks =
    [
        "\u00AD", "\u034F", "\u061C", "\u115F", "\u180E", "\u200B", "\u200C", "\u200D", "\u200E", "\u202E", "\u2060", "\u2064", "\uFE0F", "\uFEFF", "\uFFFC",
        "\U000E0061", "\u0301", "\u0335", "\u20DD", " ", "\u00A0", "\u2009", "\u2028", "\u3000",
    ];

    private static readonly string[] Hyphens = ["_", " ", "", ".", "--", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uFE63", "\uFF0D"];

    // C0, DEL and C1.
    private static readonly string[] Controls = [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => $"{(char)code}")];

    /// <summary>Every disguise of a word of plain letters and hyphens.</summary>
    public static IEnumerable<string> Of(string word)
    {
        string[] texts = [.. Letters(word), .. Marked(word), .. Spellings(word), .. Slips(word), .. Numbers];
        return texts.Where(text => text != word).Distinct();
    }

    /// <summary>A text in quotes as it may stand in JSON: once with everything escaped that can be, once with nothing that need not be.</summary>
    public static IEnumerable<string> Quoted(string text) =>
        [$"\"{Escaped(text)}\"", $"\"{string.Concat(text.Select(unit => char.IsControl(unit) || unit is '"' or '\\' ? $"\\u{(int)unit:x4}" : $"{unit}"))}\""];

    /// <summary>A text with every letter escaped, without quotes.</summary>
    public static string Escaped(string text) => string.Concat(text.Select(unit => $"\\u{(int)unit:X4}"));

    /// <summary>A word with half of a surrogate pair, in quotes and escaped: well-formed JSON that is no Unicode.</summary>
    public static IEnumerable<string> Halved(string word) =>
        [$"\"{word}\\ud800\"", $"\"\\udc00{word}\"", $"\"{word[0]}\\ud83d{word[1..]}\"", $"\"{word}\\ude00\\ud83d\"", $"\"{word}\\uD83Dx\""];

    private static IEnumerable<string> Numbers => ["", "0", "1", "00", "-1", "+0", "0x0", "1e0", "null", "true", "undefined", "NaN", "__proto__", "constructor"];

    private static IEnumerable<string> Letters(string word)
    {
        var single =
            from place in Enumerable.Range(0, word.Length)
            from other in LookAlikes.GetValueOrDefault(word[place], "")
            select $"{word[..place]}{other}{word[(place + 1)..]}";
        var all = string.Concat(word.Select(letter => LookAlikes.TryGetValue(letter, out var others) ? others[0] : letter));
        return [.. single, all, Shifted(word, 'a', 0xFF41), Shifted(word, 'a', 0x24D0), Shifted(word, 'a', 0x1D41A), Shifted(word, 'a', 0x1D5BA), Shifted(word[..1], 'a', 0xFF41) + word[1..]];
    }

    // Full-width, circled and mathematical letters stand in the order of the alphabet.
    private static string Shifted(string word, char first, int to) =>
        string.Concat(word.Select(letter => letter is >= 'a' and <= 'z' ? char.ConvertFromUtf32(letter - first + to) : $"{letter}"));

    private static IEnumerable<string> Marked(string word) =>
    [
        .. Marks.SelectMany(mark => new[] { mark + word, word.Insert(word.Length / 2, mark), word + mark }),
        .. Controls.Select((control, index) => word.Insert((index % 3) * word.Length / 2, control)),
    ];

    private static IEnumerable<string> Spellings(string word)
    {
        var words = string.Concat(word.Select(letter => char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));
        var pascal = string.Concat(words.Split('-').Select(part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..]));
        return
        [
            word.ToUpperInvariant(), word.ToLowerInvariant(), char.ToUpperInvariant(word[0]) + word[1..], pascal, char.ToLowerInvariant(pascal[0]) + pascal[1..],
            CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word), .. Hyphens.Select(hyphen => words.Replace("-", hyphen, StringComparison.Ordinal)),
            word.Replace("fi", "\uFB01", StringComparison.Ordinal).Replace("fl", "\uFB02", StringComparison.Ordinal).Replace("st", "\uFB06", StringComparison.Ordinal),
        ];
    }

    private static IEnumerable<string> Slips(string word) =>
    [
        $"{word},{word}", $"{word}, {word}", $"{word};{word}", $"{word}|{word}", $"{word}{word}", $"{word},", $",{word}", $"{word}.", $"\"{word}\"", $"'{word}'",
        $"[{word}]", $"\\u{(int)word[0]:x4}{word[1..]}", $"%{(int)word[0]:x2}{word[1..]}", $"&#{(int)word[0]};{word[1..]}", $"{word}\\0", $"#/{word}", $"$.{word}",
        $"{word}[0]", $"{word}=1", word[1..], word[..^1], $"{word}s", string.Concat(word.Reverse()), Convert.ToBase64String(Encoding.UTF8.GetBytes(word)),
    ];
}
