using System.Diagnostics;
using System.Text.Json.Nodes;
using Eligibility.Api.Logging;

namespace Eligibility.Tests.Http;

/// <summary>The log is written away from the requests: whole lines, in order, and never in anybody's way.</summary>
public sealed class LogStreamTests
{
    private static readonly RequestLine Line = new(
        new DateTime(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc), "POST", "/v1/screenings", 200, TimeSpan.FromMilliseconds(1.25), "id", default, "north-clinic", null, null);

    [Fact]
    public void A_request_is_one_line_that_says_what_and_how_long()
    {
        using var log = new RecordedLog();

        log.Stream.Add(Line);

        log.Text.Should().Be("""
            {"@t":"2026-11-01T12:00:00Z","@mt":"{Method} {Route} {StatusCode} {Elapsed} {RequestId}","Method":"POST","Route":"/v1/screenings","StatusCode":200,"Elapsed":1.25,"RequestId":"id","Client":"north-clinic"}

            """);
    }

    [Fact]
    public void A_traced_request_names_its_trace()
    {
        using var log = new RecordedLog();
        var span = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);

        log.Stream.Add(Line with { Span = span });

        ((string?)JsonNode.Parse(log.Text)!["@tr"]).Should().Be(span.TraceId.ToHexString());
    }

    [Fact]
    public async Task Lines_are_written_without_being_asked_for()
    {
        var output = new Gate(isOpen: true);
        using var log = new LogStream(output);

        log.Add(Line);

        (await output.Written.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Should().BePositive();
    }

    [Fact]
    public void Nobody_waits_for_a_log_that_nobody_reads_and_what_is_missing_is_counted()
    {
        const int TooMany = 1000;
        var output = new Gate(isOpen: false);
        using var log = new LogStream(output);
        log.Add(Line);
        output.Reached.Wait(TestContext.Current.CancellationToken);

        for (var i = 0; i < LogStream.MostWaiting + TooMany; i++)
        {
            log.Add(Line);
        }

        output.Open();
        log.Flush();
        var lines = output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(LogStream.MostWaiting + 2, "the first line, those that waited, and the count");
        ((int?)JsonNode.Parse(lines.Single(line => line.Contains("Dropped", StringComparison.Ordinal)))!["Dropped"]).Should().Be(TooMany);
    }

    [Fact]
    public void What_waits_at_the_end_is_written()
    {
        var output = new Gate(isOpen: true);
        var log = new LogStream(output);

        log.Add(Line);
        log.Dispose();

        output.Text.Should().EndWith("}\n");
    }

    /// <summary>A reader of the log who may not be reading.</summary>
    private sealed class Gate(bool isOpen) : MemoryStream
    {
        private readonly ManualResetEventSlim _open = new(isOpen);

        public ManualResetEventSlim Reached { get; } = new();

        public TaskCompletionSource<int> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Text => System.Text.Encoding.UTF8.GetString(ToArray());

        public void Open() => _open.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Reached.Set();
            _open.Wait();
            base.Write(buffer);
            Written.TrySetResult(buffer.Length);
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            _open.Dispose();
            Reached.Dispose();
        }
    }
}
