using System.Text;

namespace Eligibility.Fuzz;

/// <summary>The words of a profile for afl-fuzz, which would be long in finding them by itself. Written from the facts, so that it never lags behind.</summary>
internal static class FuzzDictionary
{
    // What JSON readers stumble over.
    private static readonly string[] Json =
        ["null", "true", "false", "{}", "[]", "\\u0061", "\\ud83d\\ude00", "\\ud800", "\\u0000", "e-9", "E+1", "1e999", "-0.0", "0.000000001", "36500", "\n{}\n"];

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to: a line a word, in the form that <c>afl-fuzz -x</c> takes.</param>
    public static void Write(TextWriter output)
    {
        var words = Words.Names.Select(name => $"\"{name}\":").Concat(Words.Codes.Select(code => $"\"{code}\"")).Concat(Json);
        foreach (var word in words)
        {
            output.WriteLine($"\"{Escape(word)}\"");
        }
    }

    private static string Escape(string word) => word.Aggregate(new StringBuilder(), (text, letter) =>
        letter is '"' or '\\' || char.IsControl(letter) ? text.Append($"\\x{(int)letter:x2}") : text.Append(letter)).ToString();
}
