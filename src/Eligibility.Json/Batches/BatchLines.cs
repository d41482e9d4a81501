using System.Buffers;
using System.IO.Pipelines;
using Eligibility.Json.Profiles;

namespace Eligibility.Json.Batches;

/// <summary>
/// The lines of a batch, one after the other, as they come in. A line ends with a line feed, the last one may do without. No more than a
/// line is held: a line larger than a profile may be is passed over without being kept.
/// </summary>
/// <param name="input">Where they come from. It is read by this alone.</param>
public sealed class BatchLines(PipeReader input)
{
    private const byte LineFeed = (byte)'\n';

    private ReadOnlySequence<byte> _unread;
    private bool _isReading;
    private bool _isEnded;
    private bool _isPassingOver;

    /// <summary>The line, without its line feed; what is left of it where it is too large. Valid until the next one is asked for.</summary>
    public ReadOnlySequence<byte> Current { get; private set; }

    /// <summary>Whether the line is larger than a profile may be.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Whether the next line, if any, is here already, so that asking for it takes no time.</summary>
    public bool IsNextHere => _isEnded || _unread.PositionOf(LineFeed) is not null;

    /// <summary>Goes to the next line.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False after the last line, or where a pending read of the input was cancelled.</returns>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_unread.PositionOf(LineFeed) is { } end)
            {
                Take(_unread.Slice(0, end), _unread.GetPosition(1, end));
                return true;
            }

            if (_isEnded)
            {
                var hasLine = !_unread.IsEmpty || _isPassingOver;
                Take(_unread, _unread.End);
                return hasLine;
            }

            if (!await ReadAsync(cancellation))
            {
                return false;
            }
        }
    }

    private void Take(ReadOnlySequence<byte> line, SequencePosition next)
    {
        Current = line;
        IsTooLarge = _isPassingOver || line.Length > ProfileReader.LargestProfile;
        _isPassingOver = false;
        _unread = _unread.Slice(next);
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_isReading)
        {
            // One byte more than a profile may have tells that a line is too large; the rest of it need not be kept.
            _isPassingOver |= _unread.Length > ProfileReader.LargestProfile;
            input.AdvanceTo(_isPassingOver ? _unread.End : _unread.Start, _unread.End);
        }

        var read = await input.ReadAsync(cancellation);
        _isReading = true;
        _unread = read.Buffer;
        _isEnded = read.IsCompleted;
        return !read.IsCanceled;
    }
}
