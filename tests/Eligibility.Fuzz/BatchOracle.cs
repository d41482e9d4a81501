using System.Text.Json;
using Eligibility.Json.Profiles;
using static Eligibility.Fuzz.BrokenPromiseException;

namespace Eligibility.Fuzz;

/// <summary>What has to be true of the answers to any batch: one a line, in order, each valid JSON, each as if its line were alone.</summary>
internal static class BatchOracle
{
    private static readonly int[] Refusals = [400, 413, 422];

    /// <summary>Judges the answers.</summary>
    /// <param name="sent">The batch.</param>
    /// <param name="answers">The answers, without the summary.</param>
    /// <exception cref="BrokenPromiseException">A promise does not hold.</exception>
    public static void Judge(byte[] sent, byte[] answers)
    {
        var lines = Lines(sent);
        var answered = Lines(answers);
        Unless(answers is [] or [.., (byte)'\n'], "an answer ends with a line feed");
        Unless(answered.Count == lines.Count, "a line is answered with a line");
        for (var index = 0; index < lines.Count; index++)
        {
            Judge(lines[index], answered[index], index + 1);
        }
    }

    private static void Judge(byte[] line, byte[] answer, int number)
    {
        var isTooLarge = line.Length > ProfileReader.LargestProfile;
        var isScreened = !isTooLarge && ProfileReader.Read(line).Profile is not null;
        using var document = Document(answer);
        Unless(document is not null, "an answer is JSON");
        Unless(isScreened ? document.RootElement.TryGetProperty("candidacy", out _) : Refuses(document.RootElement, number),
            "a profile is answered with a screening, anything else with the number of the line and a problem");
        Unless(WholeBatch.Answer(isTooLarge ? [] : line, isTooLarge, number).TrimEnd((byte)'\n').SequenceEqual(answer),
            "a line is answered as if it were alone and in one piece");
    }

    private static bool Refuses(JsonElement answer, int number) => answer.GetProperty("line").GetInt32() == number
        && answer.GetProperty("problem") is var problem
        && Refusals.Contains(problem.GetProperty("status").GetInt32());

    private static JsonDocument? Document(byte[] answer)
    {
        try
        {
            return JsonDocument.Parse(answer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The last line may do without a line feed.
    private static List<byte[]> Lines(byte[] text)
    {
        var lines = new List<byte[]>();
        var from = 0;
        for (var end = Array.IndexOf(text, (byte)'\n'); end >= 0; end = Array.IndexOf(text, (byte)'\n', from))
        {
            lines.Add(text[from..end]);
            from = end + 1;
        }

        return from == text.Length ? lines : [.. lines, text[from..]];
    }
}
