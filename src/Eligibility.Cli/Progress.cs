using System.Globalization;
using Eligibility.Json.Batches;

namespace Eligibility.Cli;

/// <summary>Tells on a terminal how far a run is, four times a second at most: lines, lines a second and, where the input has an end that is known, the time that is left.</summary>
/// <param name="terminal">Where it stands, on a line of its own that is written again and again.</param>
/// <param name="clock">Measures the time.</param>
/// <param name="length">How many bytes the input has; null where nobody knows.</param>
internal sealed class Progress(TextWriter terminal, TimeProvider clock, long? length)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _told;
    private long _lines;
    private long _bytes;

    /// <summary>Counts lines that were answered, and tells it if it is time.</summary>
    /// <param name="place">Where they stand in the batch.</param>
    public void Add(BatchPlace place)
    {
        _lines += place.Lines;
        _bytes += place.Bytes;
        var elapsed = clock.GetElapsedTime(_start);
        if (elapsed - _told >= Pause)
        {
            _told = elapsed;
            Tell(elapsed);
        }
    }

    /// <summary>Tells it for the last time, and ends the line.</summary>
    public void End()
    {
        Tell(clock.GetElapsedTime(_start));
        terminal.WriteLine();
    }

    private void Tell(TimeSpan elapsed)
    {
        var rate = _lines / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = length is { } bytes && _bytes > 0 ? $", {elapsed * (Math.Max(0, bytes - _bytes) / (double)_bytes):d\\.hh\\:mm\\:ss} left" : "";
        // The spaces cover what a longer line before it left there.
        terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_lines:N0} lines, {rate:N0} a second{left}   "));
    }
}
