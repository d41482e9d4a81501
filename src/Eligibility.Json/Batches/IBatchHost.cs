namespace Eligibility.Json.Batches;

/// <summary>Where a batch is answered, the service or the command line: what it has to wait for there, and who takes its answers.</summary>
public interface IBatchHost
{
    /// <summary>Lets lines be answered, or some of them. Asked by one after the other.</summary>
    /// <param name="lines">How many are here, 1 or more.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many of them may be answered; 0 ends the batch here, at a line end.</returns>
    ValueTask<int> AdmitAsync(int lines, CancellationToken cancellation);

    /// <summary>Waits for a place to work. Asked by many at once.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The place, to be disposed of after the work; null where none has to be given back.</returns>
    ValueTask<IDisposable?> EnterAsync(CancellationToken cancellation);

    /// <summary>Takes the answers of a block: one block after the other, in the order of their lines.</summary>
    /// <param name="block">The block. It is filled anew afterwards.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>When the answers are taken, and more can come.</returns>
    ValueTask WriteAsync(BatchBlock block, CancellationToken cancellation);
}
