using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Eligibility.Domain.Facts;

namespace Eligibility.Json.Profiles;

/// <summary>
/// Reads a symptom profile strictly. Nothing is half-understood: unknown, duplicate, mistyped, out-of-range and wrong-case input is
/// refused, with every fault listed at once. What was sent is never repeated.
/// </summary>
public static class ProfileReader
{
    /// <summary>The deepest nesting that is read. A profile itself nests three deep.</summary>
    public const int MaximumDepth = 16;

    /// <summary>The largest profile that is taken, in bytes.</summary>
    public const int LargestProfile = 64 * 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaximumDepth };

    /// <summary>Reads one profile.</summary>
    /// <param name="json">The whole profile as UTF-8 JSON.</param>
    /// <returns>What came of it. It does not throw for any input.</returns>
    public static ProfileReading Read(ReadOnlySpan<byte> json) => Read(json, new ProfileDraft());

    /// <summary>Reads one profile into a draft that may have been used before. A profile without lists is read without allocating.</summary>
    /// <param name="json">The whole profile as UTF-8 JSON.</param>
    /// <param name="draft">Takes the answers; what was in it is forgotten. The profile that comes of it is good until the draft is used again.</param>
    /// <returns>What came of it. It does not throw for any input.</returns>
    public static ProfileReading Read(ReadOnlySpan<byte> json, ProfileDraft draft)
    {
        draft.Clear();
        if (!Utf8.IsValid(json))
        {
            return Malformed("The text is not UTF-8.", json, FirstInvalid(json));
        }

        var parser = new ProfileParser(new Utf8JsonReader(json, Options), draft);
        try
        {
            parser.Parse();
        }
        catch (JsonException fault)
        {
            // The exception's own words may quote what was sent.
            return new ProfileReading(null, null, new MalformedJson(
                json.IsEmpty ? "The body is empty." : $"The text is not JSON, or nests more than {MaximumDepth} deep.",
                (fault.LineNumber ?? 0) + 1,
                (fault.BytePositionInLine ?? 0) + 1), [], 0);
        }

        return parser.Result();
    }

    /// <summary>Reads one profile that may lie in several pieces.</summary>
    /// <param name="json">The whole profile as UTF-8 JSON, at most <see cref="LargestProfile"/> bytes.</param>
    /// <returns>What came of it. It does not throw for any input.</returns>
    public static ProfileReading Read(in ReadOnlySequence<byte> json) => Read(json, new ProfileDraft());

    /// <summary>Reads one profile that may lie in several pieces into a draft that may have been used before.</summary>
    /// <param name="json">The whole profile as UTF-8 JSON, at most <see cref="LargestProfile"/> bytes.</param>
    /// <param name="draft">Takes the answers; what was in it is forgotten. The profile that comes of it is good until the draft is used again.</param>
    /// <returns>What came of it. It does not throw for any input.</returns>
    public static ProfileReading Read(in ReadOnlySequence<byte> json, ProfileDraft draft)
    {
        if (json.IsSingleSegment)
        {
            return Read(json.FirstSpan, draft);
        }

        var joined = ArrayPool<byte>.Shared.Rent((int)json.Length);
        try
        {
            json.CopyTo(joined);
            return Read(joined.AsSpan(0, (int)json.Length), draft);
        }
        finally
        {
            // What was in it is health data: it must not turn up in somebody else's buffer.
            ArrayPool<byte>.Shared.Return(joined, clearArray: true);
        }
    }

    private static ProfileReading Malformed(string detail, ReadOnlySpan<byte> json, int position)
    {
        var before = json[..position];
        return new ProfileReading(null, null, new MalformedJson(detail, before.Count((byte)'\n') + 1, position - before.LastIndexOf((byte)'\n')), [], 0);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> json)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(json[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }
}
