using System.Text;
using System.Text.Json;
using Eligibility.Json.Profiles;
using static Eligibility.Fuzz.BrokenPromiseException;

namespace Eligibility.Fuzz;

/// <summary>Nothing that was sent is said again. Names may stand in pointers; the sentences of a refusal know nothing of the input.</summary>
internal static class Echo
{
    // Eight bytes may meet by chance, as in "9 decimals".
    private const int LeastTelling = 9;

    /// <summary>Looks for what was sent in the sentences of a reading.</summary>
    /// <param name="sent">The bytes.</param>
    /// <param name="document">The same as a document; null where they are none.</param>
    /// <param name="reading">What came of reading them.</param>
    /// <exception cref="BrokenPromiseException">Some of it is there.</exception>
    public static void Judge(byte[] sent, JsonDocument? document, ProfileReading reading)
    {
        var said = reading.Faults.Select(fault => fault.Detail).Append(reading.Malformed?.Detail ?? "").Distinct(StringComparer.Ordinal);
        var input = new StringBuilder(Encoding.Latin1.GetString(sent));
        if (document is not null)
        {
            Unescape(document.RootElement, input);
        }

        var heard = input.ToString();
        Unless(!said.Select(WithoutWordsOfOurs).Any(sentence => Repeats(sentence, heard)), "nothing that was sent is said again");
    }

    private static string WithoutWordsOfOurs(string sentence) => Words.All.Where(word => word.Length >= LeastTelling)
        .OrderByDescending(word => word.Length).Aggregate(sentence, (text, word) => text.Replace(word, "\n", StringComparison.Ordinal));

    private static bool Repeats(string sentence, string heard)
    {
        for (var at = 0; at + LeastTelling <= sentence.Length; at++)
        {
            if (heard.AsSpan().Contains(sentence.AsSpan(at, LeastTelling), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Names and texts again without escapes: \u0061 would hide them.
    private static void Unescape(JsonElement sent, StringBuilder input)
    {
        switch (sent.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in sent.EnumerateObject())
                {
                    input.Append('\n').Append(Words.Name(member));
                    Unescape(member.Value, input);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in sent.EnumerateArray())
                {
                    Unescape(item, input);
                }

                break;
            case JsonValueKind.String:
                input.Append('\n').Append(Words.Text(sent));
                break;
            default:
                break;
        }
    }
}
