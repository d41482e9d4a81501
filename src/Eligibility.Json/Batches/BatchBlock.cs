using System.Buffers;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;

namespace Eligibility.Json.Batches;

/// <summary>
/// Whole lines of a batch that are answered together, and their answers. A block is filled again and again; what its buffers held is wiped
/// when it is disposed of.
/// </summary>
public sealed class BatchBlock : IDisposable
{
    private const byte LineFeed = (byte)'\n';

    private readonly WipedBuffer _text = new();
    private readonly WipedBuffer _answers = new();
    private readonly int[] _screened = new int[Enum.GetValues<Candidacy>().Length];
    private readonly SemaphoreSlim _isAnswered = new(0, 1);

    /// <summary>Where in its batch it stands.</summary>
    public BatchPlace Place { get; private set; }

    /// <summary>How many of its lines were screened.</summary>
    public int Screened => _screened.Sum();

    /// <summary>The answers, a line each, line feeds included. Valid until the block is filled anew.</summary>
    public ReadOnlyMemory<byte> Answers => _answers.Written;

    /// <summary>How many of its lines were screened with this outcome.</summary>
    /// <param name="candidacy">The overall candidacy.</param>
    /// <returns>The number of lines, 0 or more.</returns>
    public int ScreenedAs(Candidacy candidacy) => _screened[(int)candidacy];

    /// <summary>Puts lines into it, in place of those it had.</summary>
    /// <param name="text">The lines, with their line feeds; the last one of a batch may do without.</param>
    /// <param name="place">Where they stand in their batch.</param>
    public void Fill(ReadOnlySequence<byte> text, BatchPlace place)
    {
        var length = (int)text.Length;
        _text.Clear();
        text.CopyTo(_text.GetSpan(length));
        _text.Advance(length);
        _answers.Clear();
        Array.Clear(_screened);
        Place = place;
    }

    /// <summary>Answers its lines.</summary>
    /// <param name="screener">Answers a line.</param>
    public void Answer(BatchScreener screener)
    {
        var rest = _text.Written;
        for (var line = 0; line < Place.Lines; line++)
        {
            var end = rest.Span.IndexOf(LineFeed);
            var here = end < 0 ? rest : rest[..end];
            var isTooLarge = (line == 0 && Place.StartsTooLarge) || here.Length > ProfileReader.LargestProfile;
            if (screener.Answer(new ReadOnlySequence<byte>(here), isTooLarge, Place.FirstLine + line, _answers) is { } candidacy)
            {
                _screened[(int)candidacy]++;
            }

            rest = rest[(end < 0 ? rest.Length : end + 1)..];
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _text.Dispose();
        _answers.Dispose();
        _isAnswered.Dispose();
    }

    /// <summary>Says that it is answered, once each time it was filled.</summary>
    internal void SetAnswered() => _isAnswered.Release();

    /// <summary>Waits until it is answered, once each time it was filled.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>When it is.</returns>
    internal Task WhenAnsweredAsync(CancellationToken cancellation) => _isAnswered.WaitAsync(cancellation);
}
