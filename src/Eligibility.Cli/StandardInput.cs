using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Eligibility.Cli;

/// <summary>Standard input, read by a thread of its own: whoever waits for it can stop waiting, which a read of a pipe or a terminal cannot.</summary>
internal static class StandardInput
{
    private const int Piece = 64 * 1024;
    private const int Ahead = 1024 * 1024;

    /// <summary>Begins to read, a megabyte ahead at most.</summary>
    /// <returns>What was read. Its reads fail with a <see cref="ScreenException"/> where standard input does.</returns>
    public static PipeReader ReadAhead()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, minimumSegmentSize: Piece, useSynchronizationContext: false));
        new Thread(() => Copy(pipe.Writer)) { IsBackground = true, Name = "standard input" }.Start();
        return pipe.Reader;
    }

    /// <summary>How many bytes there are to read, before any is read; null where standard input is not a file, and nobody knows.</summary>
    public static long? Remaining()
    {
        try
        {
            using var handle = new SafeFileHandle(0, ownsHandle: false);
            using var input = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            return input.CanSeek && input.Length > input.Position ? input.Length - input.Position : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static void Copy(PipeWriter writer)
    {
        try
        {
            using var input = Console.OpenStandardInput();
            for (var read = input.Read(writer.GetSpan(Piece)); read > 0; read = input.Read(writer.GetSpan(Piece)))
            {
                writer.Advance(read);
                if (writer.FlushAsync().AsTask().GetAwaiter().GetResult().IsCompleted)
                {
                    return;
                }
            }

            writer.Complete();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            writer.Complete(new ScreenException($"Standard input could not be read: {fault.Message}", fault));
        }
    }
}
