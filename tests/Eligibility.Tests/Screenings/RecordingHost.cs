using System.Text;
using System.Threading.Channels;
using Eligibility.Json.Batches;

namespace Eligibility.Tests.Screenings;

/// <summary>A host of a batch that keeps its answers, and does as a test asks.</summary>
internal sealed class RecordingHost : IBatchHost
{
    private readonly StringBuilder _text = new();
    private readonly Channel<BatchPlace> _written = Channel.CreateUnbounded<BatchPlace>();

    /// <summary>After how many lines it ends the batch.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>Whether it leaves whoever brings answers waiting for ever.</summary>
    public bool TakesNothing { get; init; }

    /// <summary>What happens when answers are brought, if anything.</summary>
    public Exception? Fault { get; init; }

    public int Admitted { get; private set; }

    public string Text => _text.ToString();

    public List<BatchPlace> Places { get; } = [];

    /// <summary>Where the next block of answers stands, once it is brought.</summary>
    public ValueTask<BatchPlace> NextAsync() => _written.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<int> AdmitAsync(int lines, CancellationToken cancellation)
    {
        var admitted = Math.Min(lines, Most - Admitted);
        Admitted += admitted;
        return new(admitted);
    }

    public ValueTask<IDisposable?> EnterAsync(CancellationToken cancellation) => default;

    public async ValueTask WriteAsync(BatchBlock block, CancellationToken cancellation)
    {
        _text.Append(Encoding.UTF8.GetString(block.Answers.Span));
        Places.Add(block.Place);
        _written.Writer.TryWrite(block.Place);
        if (Fault is not null)
        {
            throw Fault;
        }

        if (TakesNothing)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
    }
}
