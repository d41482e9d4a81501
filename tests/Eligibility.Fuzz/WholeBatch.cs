using System.Buffers;
using System.IO.Pipelines;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;
using Eligibility.Json.Screenings;

namespace Eligibility.Fuzz;

/// <summary>Answers the lines of a batch that comes in small pieces, so that lines, names and escapes lie across them.</summary>
internal static class WholeBatch
{
    private const int Piece = 16;
    private const int LinesAtOnce = 3;

    private static readonly BatchScreener Screener =
        new(new Screener(RuleBook.Shipped), new DateOnly(2026, 11, 23), Scope.Everything, Detail.Verdicts);

    /// <summary>Answers a batch.</summary>
    /// <param name="sent">Its lines.</param>
    /// <returns>The answers, without the summary.</returns>
    public static async Task<byte[]> AnswerAsync(byte[] sent)
    {
        var blocks = new BatchBlocks(PipeReader.Create(new MemoryStream(sent), new StreamPipeReaderOptions(bufferSize: Piece, minimumReadSize: 1)), LinesAtOnce);
        var answers = new ArrayBufferWriter<byte>();
        using var block = new BatchBlock();
        while (await blocks.MoveNextAsync(CancellationToken.None))
        {
            blocks.Take(blocks.Lines, block);
            block.Answer(Screener);
            answers.Write(block.Answers.Span);
        }

        return answers.WrittenSpan.ToArray();
    }

    /// <summary>Answers a line as if it were alone, and in one piece.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isTooLarge">Whether it is larger than a profile may be.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>The answer, with its line feed.</returns>
    public static ReadOnlySpan<byte> Answer(byte[] line, bool isTooLarge, int number)
    {
        var answer = new ArrayBufferWriter<byte>();
        Screener.Answer(new ReadOnlySequence<byte>(line), isTooLarge, number, answer);
        return answer.WrittenSpan;
    }
}
