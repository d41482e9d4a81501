using Microsoft.Win32.SafeHandles;

namespace Eligibility.Cli;

/// <summary>Standard output that says when it fails. The console's own stream takes a pipe that nobody reads for a success.</summary>
internal sealed class StandardOutput : IDisposable
{
    private readonly SafeFileHandle _handle = new(1, ownsHandle: false);
    private readonly FileStream _stream;

    private StandardOutput() => _stream = new FileStream(_handle, FileAccess.Write, bufferSize: 0);

    /// <summary>Opens it.</summary>
    /// <exception cref="ScreenException">It cannot be written to.</exception>
    public static StandardOutput Open()
    {
        try
        {
            return new StandardOutput();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failed(fault);
        }
    }

    /// <summary>Writes.</summary>
    /// <param name="bytes">What is written, all of it.</param>
    /// <returns>When it is written.</returns>
    /// <exception cref="ScreenException">It was not written, or not all of it.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(fault);
        }
    }

    /// <summary>Makes sure that what was written has arrived: on a disk behind a network, a full disk is told only now.</summary>
    /// <exception cref="ScreenException">It has not.</exception>
    public void Finish()
    {
        try
        {
            if (_stream.CanSeek)
            {
                _stream.Flush(flushToDisk: true);
                // Asking for the handle moves the file's own position to the end of what was written, where the next command that
                // shares it goes on.
                _ = _stream.SafeFileHandle;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed(fault);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stream.Dispose();
        _handle.Dispose();
    }

    private static ScreenException Failed(Exception fault) => new($"The answers could not be written to standard output: {fault.Message}", fault);
}
