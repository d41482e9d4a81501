using System.Buffers;
using Eligibility.Json.Batches;
using Eligibility.Json.Contract;

namespace Eligibility.Cli;

/// <summary>
/// The file with the summary of a run: written whole, or not at all. One of an earlier run is removed first, so that it is not taken for
/// this run's; and its place is taken first, so that what cannot be written is known before hours of work.
/// </summary>
internal sealed class SummaryFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _next;

    /// <summary>Takes its place.</summary>
    /// <param name="path">Where it goes.</param>
    /// <exception cref="ScreenException">It cannot be written there.</exception>
    public SummaryFile(string path)
    {
        _path = path;
        try
        {
            _next = new FileStream(Next, FileMode.Create, FileAccess.Write);
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _next?.Dispose();
            throw Failed(fault);
        }
    }

    private string Next => $"{_path}.new";

    /// <summary>Writes it: the line that ends the answer to a batch.</summary>
    /// <param name="summary">What it says.</param>
    /// <exception cref="ScreenException">It could not be written.</exception>
    public void Write(BatchSummary summary)
    {
        var line = new ArrayBufferWriter<byte>();
        BatchScreener.WriteSummary(line, summary);
        try
        {
            _next.Write(line.WrittenSpan);
            _next.Flush(flushToDisk: true);
            _next.Close();
            File.Move(Next, _path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(fault);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _next.Dispose();
        // Nothing is left of a summary that was not written.
        File.Delete(Next);
    }

    private static ScreenException Failed(Exception fault) => new($"The summary could not be written: {fault.Message}", fault);
}
