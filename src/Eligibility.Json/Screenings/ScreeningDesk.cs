using System.Buffers;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;

namespace Eligibility.Json.Screenings;

/// <summary>
/// Where one profile at a time is read and screened, over and over, without allocating anew. What lies on it is good until the next
/// profile is read, or it is cleared. For one thread at a time.
/// </summary>
public sealed class ScreeningDesk
{
    [ThreadStatic]
    private static ScreeningDesk? DeskOfThread;

    private readonly ProfileDraft _draft = new();
    private readonly Screening _screening = new();
    private readonly ArrayBufferWriter<byte> _answer = new();

    /// <summary>The desk of this thread, for work that begins and ends on it: there are no more desks than threads, however many clients are slow.</summary>
    public static ScreeningDesk OfThread => DeskOfThread ??= new ScreeningDesk();

    /// <summary>Reads a profile.</summary>
    /// <param name="json">The whole profile as UTF-8 JSON, at most <see cref="ProfileReader.LargestProfile"/> bytes.</param>
    /// <returns>What came of it.</returns>
    public ProfileReading Read(in ReadOnlySequence<byte> json) => ProfileReader.Read(json, _draft);

    /// <summary>Screens the profile that was read.</summary>
    /// <param name="screener">Screens.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    /// <param name="scope">What part of the answer is wanted.</param>
    /// <returns>The answer.</returns>
    public Screening Screen(Screener screener, SymptomProfile profile, DateOnly asOf, Scope scope) => screener.Screen(profile, asOf, scope, _screening);

    /// <summary>Writes an answer.</summary>
    /// <param name="screening">The screening.</param>
    /// <param name="reference">The caller's own reference; null where there was none.</param>
    /// <param name="detail">How much of it.</param>
    /// <returns>The answer, which is good until the desk is cleared.</returns>
    public ReadOnlyMemory<byte> Write(Screening screening, string? reference, Detail detail)
    {
        _answer.ResetWrittenCount();
        ScreeningWriter.Write(_answer, screening, reference, detail);
        return _answer.WrittenMemory;
    }

    /// <summary>Takes away what was read and written: it is health data, and must not lie about.</summary>
    public void Clear()
    {
        _draft.Clear();
        _answer.Clear();
    }
}
