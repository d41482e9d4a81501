using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Batches;
using Eligibility.Json.Screenings;

namespace Eligibility.Tests.Screenings;

/// <summary>A batch answered in blocks, on many workers, is what its lines are one by one.</summary>
public sealed class BatchPipelineTests
{
    private const int LinesAtOnce = 4;

    private static readonly BatchScreener Screener = new(new Screener(RuleBook.Shipped), new DateOnly(2026, 11, 23), Scope.Everything, Detail.Verdicts);

    // Answers of every length, and lines that are none; the reference tells one line from the next.
    private static readonly string Mixed = string.Concat(Enumerable.Range(1, 300).Select(line => (line % 6) switch
    {
        0 => "\n",
        1 => $$"""{"reference":"{{line}}"}""" + "\n",
        2 => "[\r\n",
        3 => $$"""{"reference":"{{line}}","ageYears":"x"}""" + "\r\n",
        4 => new string(' ', line == 4 ? 200_000 : line) + "\n",
        _ => "null\n",
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Answers_are_in_the_order_of_the_lines_however_many_work_on_them(int jobs)
    {
        var host = new RecordingHost();

        var isWhole = await RunAsync(Whole(Mixed), host, jobs);

        isWhole.Should().BeTrue();
        host.Text.Should().Be(OneByOne(Mixed));
        host.Places.Should().OnlyContain(place => place.Lines <= LinesAtOnce);
        host.Places.Sum(place => place.Bytes).Should().Be(Mixed.Length, "what is passed over is counted too");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("{}")]
    [InlineData("{}\n")]
    [InlineData("\n\n{}")]
    [InlineData("{}\r\n[\r\n\r\n{}")]
    public async Task Every_cut_of_the_bytes_gives_the_same_answers(string batch)
    {
        var expected = OneByOne(batch);
        for (var cut = 0; cut <= batch.Length; cut++)
        {
            var host = new RecordingHost();
            await RunAsync(await PiecesAsync(batch[..cut], batch[cut..]), host, jobs: 2);
            host.Text.Should().Be(expected, "cut at {0}", cut);
        }
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(131_073)]
    [InlineData(400_000)]
    public async Task A_line_of_any_size_is_one_line_wherever_it_stands(int bytes)
    {
        var large = "{}".PadRight(bytes);
        foreach (var batch in (string[])[$"{large}\n[\n", $"[\n{large}\n{{}}\n{large}", $"{large}\n{large}\n\n"])
        {
            foreach (var piece in (int[])[4096, 65_536, batch.Length])
            {
                var host = new RecordingHost();
                await RunAsync(await PiecesAsync([.. batch.Chunk(piece).Select(letters => new string(letters))]), host, jobs: 2);
                host.Text.Should().Be(OneByOne(batch), "in pieces of {0}", piece);
            }
        }
    }

    [Fact]
    public async Task A_line_is_answered_before_the_next_one_is_sent()
    {
        var pipe = new Pipe();
        var host = new RecordingHost();
        var run = RunAsync(pipe.Reader, host, jobs: 2);
        for (var line = 1; line <= 5; line++)
        {
            await pipe.Writer.WriteAsync("[\n"u8.ToArray(), TestContext.Current.CancellationToken);
            (await host.NextAsync()).FirstLine.Should().Be(line);
        }

        await pipe.Writer.CompleteAsync();
        (await run).Should().BeTrue();
    }

    [Fact]
    public async Task A_batch_that_is_ended_early_ends_at_a_line_end()
    {
        var host = new RecordingHost { Most = 33 };

        var isWhole = await RunAsync(Whole(Mixed), host, jobs: 3);

        isWhole.Should().BeFalse();
        host.Places.Sum(place => place.Lines).Should().Be(33, "a host may let some of the lines of a block be answered");
        host.Text.Should().Be(string.Concat(OneByOne(Mixed).Split('\n').Take(33).Select(answer => answer + "\n")));
    }

    [Fact]
    public async Task A_batch_that_waits_for_a_line_can_be_ended_too()
    {
        var pipe = new Pipe();
        var host = new RecordingHost();
        await pipe.Writer.WriteAsync("[\n{"u8.ToArray(), TestContext.Current.CancellationToken);
        var run = RunAsync(pipe.Reader, host, jobs: 2);
        await host.NextAsync();

        pipe.Reader.CancelPendingRead();

        (await run).Should().BeFalse("half a line was left");
        host.Places.Sum(place => place.Lines).Should().Be(1);
    }

    [Fact]
    public async Task Nothing_is_read_while_the_answers_are_not_taken()
    {
        var host = new RecordingHost { TakesNothing = true };
        var input = Whole(string.Concat(Enumerable.Repeat("[\n", 1000)));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = RunAsync(input, host, jobs: 2, enough.Token);
        await host.NextAsync();
        await Task.Delay(100, TestContext.Current.CancellationToken);

        host.Admitted.Should().BeLessThanOrEqualTo(6 * LinesAtOnce, "there are two blocks for each worker, and two more");
        await enough.CancelAsync();
        await run.Invoking(ended => ended).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task What_fails_ends_the_batch_and_is_told()
    {
        var host = new RecordingHost { Fault = new IOException("The disk is full.") };

        await FluentActions.Awaiting(() => RunAsync(Whole(Mixed), host, jobs: 4)).Should().ThrowAsync<IOException>().WithMessage("The disk is full.");
    }

    [Fact]
    public async Task A_part_of_a_batch_calls_its_lines_what_the_whole_calls_them()
    {
        var host = new RecordingHost();
        using var pipeline = new BatchPipeline(Screener, host, jobs: 1);

        await pipeline.RunAsync(new BatchBlocks(Whole("[\n{}\n[\n"), LinesAtOnce, firstLine: 1_000_001), TestContext.Current.CancellationToken);

        host.Text.Should().StartWith("{\"line\":1000001,").And.Contain("\n{\"line\":1000003,");
    }

    [Fact]
    public async Task Cutting_a_batch_into_blocks_takes_no_memory_for_a_line()
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"headacheDaysPerMonth\":18}\n", 20_000)));
        using var block = new BatchBlock();
        await CutAsync(lines, block);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var cut = await CutAsync(lines, block);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(cut, "of {0} lines not even a byte each", cut);
        cut.Should().Be(20_000);
    }

    // All of it is here, so nothing waits, and everything happens on the thread whose memory is counted.
    private static async Task<int> CutAsync(byte[] lines, BatchBlock block)
    {
        var cut = 0;
        var blocks = new BatchBlocks(PipeReader.Create(new ReadOnlySequence<byte>(lines)), linesAtOnce: 64);
        while (await blocks.MoveNextAsync(CancellationToken.None))
        {
            cut += blocks.Lines;
            blocks.Take(blocks.Lines, block);
        }

        return cut;
    }

    private static async Task<bool> RunAsync(PipeReader input, RecordingHost host, int jobs, CancellationToken? cancellation = null)
    {
        using var pipeline = new BatchPipeline(Screener, host, jobs);
        return await pipeline.RunAsync(new BatchBlocks(input, LinesAtOnce), cancellation ?? TestContext.Current.CancellationToken);
    }

    private static string OneByOne(string batch)
    {
        var answers = new ArrayBufferWriter<byte>();
        var lines = batch.Split('\n');
        for (var index = 0; index < lines.Length - (lines[^1].Length == 0 ? 1 : 0); index++)
        {
            var line = Encoding.UTF8.GetBytes(lines[index]);
            Screener.Answer(new ReadOnlySequence<byte>(line), line.Length > 65_536, index + 1, answers);
        }

        return Encoding.UTF8.GetString(answers.WrittenSpan);
    }

    private static PipeReader Whole(string batch) => PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(batch)));

    private static async Task<PipeReader> PiecesAsync(params string[] pieces)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: 16));
        foreach (var piece in pieces)
        {
            await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(piece));
        }

        await pipe.Writer.CompleteAsync();
        return pipe.Reader;
    }
}
