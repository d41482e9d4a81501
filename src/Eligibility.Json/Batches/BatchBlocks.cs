using System.Buffers;
using System.IO.Pipelines;
using Eligibility.Json.Profiles;
using Eligibility.Json.Screenings;

namespace Eligibility.Json.Batches;

/// <summary>
/// A batch as it comes in, cut into blocks of whole lines. A line ends with a line feed, the last one may do without. A block ends where no
/// further whole line is here yet, so that whoever sends a line and waits for its answer gets it at once. No more than a line is held
/// beside a block: a line larger than a profile may be is passed over without being kept.
/// </summary>
/// <param name="input">Where it comes from. It is read by this alone.</param>
/// <param name="linesAtOnce">How many lines a block has at most, 1 or more.</param>
/// <param name="firstLine">The number of the first line, from 1.</param>
public sealed class BatchBlocks(PipeReader input, int linesAtOnce, long firstLine = 1)
{
    private const byte LineFeed = (byte)'\n';

    // Larger than a profile may be, so that what has no line feed here is too large a line.
    private const int LargestBlock = 2 * ProfileReader.LargestProfile;

    private ReadOnlySequence<byte> _unread;
    private long _nextLine = firstLine;
    private long _passedOver;
    private long _bytes;
    private bool _isReading;
    private bool _isEnded;
    private bool _isPassingOver;

    /// <summary>How many lines the next block can have, 0 where none was asked for.</summary>
    public int Lines { get; private set; }

    /// <summary>How many lines go well into a block: enough that the block itself costs next to nothing, and half a megabyte of answers at most, by and large.</summary>
    /// <param name="detail">How much is answered.</param>
    /// <returns>The number of lines.</returns>
    public static int LinesAtOnce(Detail detail) => detail == Detail.Full ? 8 : 64;

    /// <summary>Waits for the next line.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False after the last line, or where a pending read of the input was cancelled.</returns>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Lines = Measure(linesAtOnce);
            if (Lines > 0)
            {
                return true;
            }

            if (_isEnded || !await ReadAsync(cancellation))
            {
                return false;
            }
        }
    }

    /// <summary>Whether every line was taken.</summary>
    public bool IsAtEnd => _isEnded && _unread.IsEmpty && !_isPassingOver;

    /// <summary>Puts the next lines into a block.</summary>
    /// <param name="lines">How many, 1 to <see cref="Lines"/>.</param>
    /// <param name="block">Takes them.</param>
    public void Take(int lines, BatchBlock block)
    {
        if (lines < Lines)
        {
            Measure(lines);
        }

        block.Fill(_unread.Slice(0, _bytes), new BatchPlace(_nextLine, lines, _passedOver + _bytes, _isPassingOver));
        _unread = _unread.Slice(_bytes);
        _nextLine += lines;
        _isPassingOver = false;
        _passedOver = 0;
        Lines = 0;
    }

    /// <summary>Gives back what was read, so that whoever owns the input can go on with it. Nothing more is asked for afterwards.</summary>
    public void Release()
    {
        if (_isReading)
        {
            input.AdvanceTo(_unread.End);
            _isReading = false;
        }
    }

    // How many lines are here, and in _bytes what they take with their line feeds.
    private int Measure(int atMost)
    {
        while (true)
        {
            var here = _unread.Length > LargestBlock ? _unread.Slice(0, LargestBlock) : _unread;
            var lines = Count(here, atMost);
            if (lines > 0)
            {
                return lines;
            }

            // One byte more than a profile may have tells that a line is too large; what is here of it need not be kept.
            if (here.Length > ProfileReader.LargestProfile || (_isPassingOver && !here.IsEmpty))
            {
                _isPassingOver = true;
                _passedOver += here.Length;
                _unread = _unread.Slice(here.End);
                continue;
            }

            _bytes = here.Length;
            return _isEnded && (_isPassingOver || !here.IsEmpty) ? 1 : 0;
        }
    }

    private int Count(ReadOnlySequence<byte> here, int atMost)
    {
        var lines = 0;
        var before = 0L;
        foreach (var segment in here)
        {
            var count = segment.Span.Count(LineFeed);
            if (lines + count >= atMost)
            {
                _bytes = before + EndOf(segment.Span, atMost - lines);
                return atMost;
            }

            if (count > 0)
            {
                _bytes = before + segment.Span.LastIndexOf(LineFeed) + 1;
            }

            lines += count;
            before += segment.Length;
        }

        return lines;
    }

    // Where the given line ends, of those that end here.
    private static int EndOf(ReadOnlySpan<byte> text, int line)
    {
        var end = 0;
        for (; line > 0; line--)
        {
            end += text[end..].IndexOf(LineFeed) + 1;
        }

        return end;
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_isReading)
        {
            input.AdvanceTo(_unread.Start, _unread.End);
        }

        var read = await input.ReadAsync(cancellation);
        _isReading = true;
        _unread = read.Buffer;
        _isEnded = read.IsCompleted;
        return !read.IsCanceled;
    }
}
