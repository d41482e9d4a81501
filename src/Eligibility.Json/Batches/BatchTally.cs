using System.Security.Cryptography;
using Eligibility.Json.Contract;

namespace Eligibility.Json.Batches;

/// <summary>Counts what was done with a batch, and hashes what was answered.</summary>
public sealed class BatchTally : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _screened;

    /// <summary>How many lines were answered.</summary>
    public long Received { get; private set; }

    /// <summary>Counts a block, and hashes its answers. To be called in the order of the lines.</summary>
    /// <param name="block">The block, answered.</param>
    public void Add(BatchBlock block)
    {
        _hash.AppendData(block.Answers.Span);
        Received += block.Place.Lines;
        _screened += block.Screened;
    }

    /// <summary>What was done.</summary>
    /// <param name="isInterrupted">Whether the service ended before the batch did.</param>
    /// <returns>The summary.</returns>
    public BatchSummary Summarize(bool isInterrupted) =>
        new(Received, _screened, Received - _screened, Convert.ToHexStringLower(_hash.GetCurrentHash()), isInterrupted ? true : null);

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();
}
