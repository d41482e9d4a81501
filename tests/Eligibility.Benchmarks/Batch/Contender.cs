using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Eligibility.Benchmarks.Plain;
using Eligibility.Benchmarks.Reporting;
using Eligibility.Json.Batches;

namespace Eligibility.Benchmarks.Batch;

/// <summary>Something that answers lines, and how fast it was.</summary>
/// <param name="name">What reports call it.</param>
internal abstract class Contender(string name)
{
    private readonly ArrayBufferWriter<byte> _output = new(256 * 1024);
    private readonly List<double> _perSecond = [];
    private int[] _sizes = [];

    /// <summary>What reports call it.</summary>
    public string Name { get; } = name;

    /// <summary>Lines a second: the median of the passes.</summary>
    public double PerSecond => Median.Of(_perSecond);

    /// <summary>How many bytes the answer to each line of the last pass has.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>Answers every line once.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="counts">Whether the time counts.</param>
    public void Pass(IReadOnlyList<ReadOnlySequence<byte>> lines, bool counts)
    {
        _sizes = new int[lines.Count];
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < lines.Count; i++)
        {
            _output.ResetWrittenCount();
            Answer(lines[i], i, _output);
            _sizes[i] = _output.WrittenCount;
        }

        _perSecond.AddRange(counts ? [lines.Count / clock.Elapsed.TotalSeconds] : []);
    }

    /// <summary>The median of another's lines a second to this one's, pass by pass.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The median of the ratios.</returns>
    public double RatioOf(Contender other) => Median.Of(other._perSecond.Zip(_perSecond, (theirs, own) => theirs / own));

    /// <summary>Answers a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="index">Its place in the batch, from 0.</param>
    /// <param name="output">Where to.</param>
    protected abstract void Answer(in ReadOnlySequence<byte> line, int index, IBufferWriter<byte> output);
}

/// <summary>What stands behind the service's batch.</summary>
/// <param name="name">What reports call it.</param>
/// <param name="screener">The screener.</param>
internal sealed class Screened(string name, BatchScreener screener) : Contender(name)
{
    protected override void Answer(in ReadOnlySequence<byte> line, int index, IBufferWriter<byte> output)
    {
        if (screener.Answer(line, isTooLarge: false, index + 1, output) is null)
        {
            throw new InvalidOperationException("A line of the sample is not a valid profile.");
        }
    }
}

/// <summary>Generated JSON alone: a record in, a small record out, nothing in between.</summary>
internal sealed class PlainJsonAlone() : Contender("generated JSON: a record in, a small one out")
{
    protected override void Answer(in ReadOnlySequence<byte> line, int index, IBufferWriter<byte> output)
    {
        var profile = JsonSerializer.Deserialize(line.FirstSpan, PlainJson.Default.PlainProfile)!;
        using var json = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(json, PlainVerdict.Typical with { Settled = profile.AgeYears is null }, PlainJson.Default.PlainVerdict);
    }
}

/// <summary>Looks at every token and copies bytes that were ready before: nobody who reads JSON and answers does less.</summary>
/// <param name="name">What reports call it.</param>
/// <param name="sized">Whose answers are as large; it had the same lines before.</param>
internal sealed class TokensAlone(string name, Contender sized) : Contender(name)
{
    private readonly byte[] _ready = Enumerable.Repeat((byte)'x', 1024 * 1024).ToArray();

    protected override void Answer(in ReadOnlySequence<byte> line, int index, IBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(line.FirstSpan);
        while (reader.Read())
        {
        }

        output.Write(_ready.AsSpan(0, sized.Sizes[index]));
    }
}
