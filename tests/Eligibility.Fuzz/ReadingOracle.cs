using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Eligibility.Json.Profiles;
using static Eligibility.Fuzz.BrokenPromiseException;

namespace Eligibility.Fuzz;

/// <summary>
/// What has to be true of the reading of any bytes. The second opinion is a plain JSON document, which knows nothing of facts and reads
/// everything: what was read must stand in it, what was refused must have a place in it.
/// </summary>
internal static class ReadingOracle
{
    private static readonly JsonDocumentOptions AsDeep = new() { MaxDepth = ProfileReader.MaximumDepth };

    /// <summary>Judges a reading.</summary>
    /// <param name="sent">The bytes.</param>
    /// <param name="reading">What came of reading them.</param>
    /// <exception cref="BrokenPromiseException">A promise does not hold.</exception>
    public static void Judge(byte[] sent, ProfileReading reading)
    {
        var outcomes = (reading.Profile is null ? 0 : 1) + (reading.Malformed is null ? 0 : 1) + (reading.Faults.IsEmpty ? 0 : 1);
        Unless(outcomes == 1, "a text is a profile, or malformed, or has faults, and only one of them");
        using var document = Document(sent, out var place);
        if (reading.Malformed is { } malformed)
        {
            Unless(document is null, "what is malformed is no JSON");
            Unless((malformed.Line, malformed.Column) == place, "it is malformed where it stops being UTF-8 or JSON");
            Unless(IsWithin(sent, malformed), "the place lies within the text, or right behind it");
        }
        else
        {
            Unless(document is not null, "what is no JSON is malformed");
            JudgeJson(document.RootElement, reading);
        }

        Echo.Judge(sent, document, reading);
    }

    private static void JudgeJson(JsonElement sent, ProfileReading reading)
    {
        if (reading.Profile is not { } profile)
        {
            FaultOracle.Judge(sent, reading);
            return;
        }

        SecondOpinion.Judge(sent, profile, reading.Reference);
        var written = ProfileWriter.Write(profile);
        using var document = JsonDocument.Parse(written);
        SecondOpinion.Judge(document.RootElement, profile, reference: null);
        var again = ProfileReader.Read(Encoding.UTF8.GetBytes(written)).Profile;
        Unless(again is not null, "a profile that is written down can be read");
        SecondOpinion.Judge(document.RootElement, again, reference: null);
        Unless(ProfileWriter.Write(again) == written, "a profile that is read again is the same");
    }

    // The document; or where the text stops being one, line and byte from 1.
    private static JsonDocument? Document(byte[] sent, out (long Line, long Column) place)
    {
        place = default;
        if (!Utf8.IsValid(sent))
        {
            var before = sent.AsSpan(0, Enumerable.Range(0, sent.Length).First(index => !IsCharacter(sent.AsSpan(index)) && Utf8.IsValid(sent.AsSpan(0, index))));
            place = (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
            return null;
        }

        try
        {
            return JsonDocument.Parse(sent, AsDeep);
        }
        catch (JsonException fault)
        {
            place = (fault.LineNumber!.Value + 1, fault.BytePositionInLine!.Value + 1);
            return null;
        }
    }

    private static bool IsCharacter(ReadOnlySpan<byte> text) => Rune.DecodeFromUtf8(text, out _, out _) == System.Buffers.OperationStatus.Done;

    private static bool IsWithin(byte[] sent, MalformedJson malformed)
    {
        var lines = Encoding.Latin1.GetString(sent).Split('\n');
        return malformed.Line >= 1 && malformed.Line <= lines.Length
            && malformed.Column >= 1 && malformed.Column <= lines[malformed.Line - 1].Length + 1;
    }
}
