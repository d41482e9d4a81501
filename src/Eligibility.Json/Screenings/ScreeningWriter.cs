using System.Buffers;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>
/// Writes a screening as JSON, in the shape that <see cref="Contract.Screening"/> describes. The same screening gives the same bytes. What
/// stays the same from answer to answer is rendered once; writing puts it together around what was observed.
/// </summary>
public static class ScreeningWriter
{
    /// <summary>Writes one screening.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="screening">The screening.</param>
    /// <param name="reference">The caller's own reference, as the reader took it; null where there was none.</param>
    /// <param name="detail">How much of it.</param>
    public static void Write(IBufferWriter<byte> output, Screening screening, string? reference, Detail detail = Detail.Full)
    {
        var book = RenderedBook.Of(screening);
        if (detail == Detail.Verdicts)
        {
            VerdictsWriter.Write(output, screening, book, reference);
            return;
        }

        Span<short> places = stackalloc short[2 * book.Citations.Length];
        Span<short> caveats = stackalloc short[3 * book.Caveats.Length];
        new AnswerWriter(output, screening, book, places, caveats).Write(reference);
    }
}
