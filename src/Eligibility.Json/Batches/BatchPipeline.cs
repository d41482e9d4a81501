using System.Threading.Channels;

namespace Eligibility.Json.Batches;

/// <summary>
/// Answers a batch, a block at a time on each of several workers, and hands the answers on in the order of the lines. The blocks go round:
/// there are two for each worker and two more, so that memory does not grow with the batch, and nothing is read faster than answers are taken.
/// </summary>
/// <param name="screener">Answers a line.</param>
/// <param name="host">Where the batch is answered.</param>
/// <param name="jobs">How many blocks are worked on at once, 1 or more.</param>
public sealed class BatchPipeline(BatchScreener screener, IBatchHost host, int jobs) : IDisposable
{
    private readonly BatchBlock[] _blocks = [.. Enumerable.Range(0, (2 * jobs) + 2).Select(_ => new BatchBlock())];
    private readonly Channel<BatchBlock> _free = Channel.CreateUnbounded<BatchBlock>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly Channel<BatchBlock> _filled = Channel.CreateUnbounded<BatchBlock>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Channel<BatchBlock> _inOrder = Channel.CreateUnbounded<BatchBlock>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _end = new();

    /// <summary>Answers the batch. To be called once.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="cancellation">Gives up, in the midst of it.</param>
    /// <returns>Whether every line was answered; false where the host, or a cancelled read of the input, ended it at an earlier line end.</returns>
    public async Task<bool> RunAsync(BatchBlocks input, CancellationToken cancellation)
    {
        foreach (var block in _blocks)
        {
            _free.Writer.TryWrite(block);
        }

        await using var givingUp = cancellation.Register(_end.Cancel);
        var workers = Enumerable.Range(0, jobs).Select(_ => OrEndAsync(WorkAsync(_end.Token)));
        await Task.WhenAll([OrEndAsync(ReadAsync(input, _end.Token)), .. workers, OrEndAsync(WriteAsync(_end.Token))]);
        input.Release();
        return input.IsAtEnd;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Array.ForEach(_blocks, block => block.Dispose());
        _end.Dispose();
    }

    // Where one part fails the others cannot go on, and nothing of them may be left when the buffers are wiped.
    private async Task OrEndAsync(Task part)
    {
        try
        {
            await part;
        }
        catch
        {
            await _end.CancelAsync();
            throw;
        }
    }

    private async Task ReadAsync(BatchBlocks input, CancellationToken cancellation)
    {
        while (true)
        {
            // The block comes first: while there is none, lines gather, and the next block is the fuller for it.
            var block = await _free.Reader.ReadAsync(cancellation);
            var lines = await input.MoveNextAsync(cancellation) ? await host.AdmitAsync(input.Lines, cancellation) : 0;
            if (lines == 0)
            {
                break;
            }

            input.Take(lines, block);
            _inOrder.Writer.TryWrite(block);
            _filled.Writer.TryWrite(block);
        }

        _inOrder.Writer.Complete();
        _filled.Writer.Complete();
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await foreach (var block in _filled.Reader.ReadAllAsync(cancellation))
        {
            using (await host.EnterAsync(cancellation))
            {
                block.Answer(screener);
            }

            block.SetAnswered();
            // Whatever else has to be done on these threads gets its turn after each block.
            await Task.Yield();
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await foreach (var block in _inOrder.Reader.ReadAllAsync(cancellation))
        {
            await block.WhenAnsweredAsync(cancellation);
            await host.WriteAsync(block, cancellation);
            _free.Writer.TryWrite(block);
        }
    }
}
