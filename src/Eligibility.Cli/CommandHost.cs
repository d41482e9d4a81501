using Eligibility.Json.Batches;

namespace Eligibility.Cli;

/// <summary>A batch that has the machine to itself: nothing has to be waited for, and its answers go to standard output.</summary>
/// <param name="output">Takes the answers.</param>
/// <param name="tally">Counts and hashes them; null where nobody wants to know.</param>
/// <param name="progress">Tells how far it is; null where nobody looks.</param>
/// <param name="toldToEnd">Ends the batch at a line end.</param>
internal sealed class CommandHost(StandardOutput output, BatchTally? tally, Progress? progress, CancellationToken toldToEnd) : IBatchHost
{
    /// <inheritdoc />
    public ValueTask<int> AdmitAsync(int lines, CancellationToken cancellation) => new(toldToEnd.IsCancellationRequested ? 0 : lines);

    /// <inheritdoc />
    public ValueTask<IDisposable?> EnterAsync(CancellationToken cancellation) => default;

    /// <inheritdoc />
    public async ValueTask WriteAsync(BatchBlock block, CancellationToken cancellation)
    {
        // Hashed while it is being written: both take their time.
        var writing = output.WriteAsync(block.Answers).AsTask();
        tally?.Add(block);
        await writing;
        progress?.Add(block.Place);
    }
}
