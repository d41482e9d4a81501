using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;

namespace Eligibility.Api.Logging;

/// <summary>
/// Writes the log, a line an event, away from the requests: putting a line down never waits for whoever reads the log. What waits is
/// bounded; what finds no room is counted, and the count is logged as soon as there is. Safe for use by many threads.
/// </summary>
internal sealed class LogStream : ILogEventSink, IDisposable
{
    /// <summary>The most lines that wait to be written.</summary>
    public const int MostWaiting = 16 * 1024;
    private const int WriteAt = 32 * 1024;

    // Lines that come within this time are written together: waking up for each would cost more than writing it.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly Channel<Line> _waiting = Channel.CreateBounded<Line>(new BoundedChannelOptions(MostWaiting) { SingleReader = false });
    private readonly RenderedCompactJsonFormatter _events = new(new JsonValueFormatter(typeTagName: null));
    private readonly ArrayBufferWriter<byte> _text = new(2 * WriteAt);
    private readonly Utf8JsonWriter _json;
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Stream _output;
    private readonly Task _writer;
    private long _dropped;

    /// <summary>Begins to write.</summary>
    /// <param name="output">Where to. It is closed at the end.</param>
    public LogStream(Stream output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_text, new JsonWriterOptions { SkipValidation = true });
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Puts down a request.</summary>
    /// <param name="line">What there is to say of it.</param>
    public void Add(in RequestLine line) => Add(new Line(null, line));

    /// <inheritdoc />
    public void Emit(LogEvent logEvent) => Add(new Line(logEvent, default));

    /// <summary>Writes what waits, at once.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            while (_waiting.Reader.TryRead(out var line))
            {
                Format(line);
                if (_text.WrittenCount >= WriteAt)
                {
                    Send();
                }
            }

            FormatDropped();
            Send();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_waiting.Writer.TryComplete())
        {
            _ending.Cancel();
            _writer.Wait();
            Flush();
            _json.Dispose();
            _output.Dispose();
            _ending.Dispose();
        }
    }

    private void Add(in Line line)
    {
        if (!_waiting.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task WriteAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await Task.Delay(Gathering, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Flush();
        }
    }

    private void Format(in Line line)
    {
        if (line.Event is { } logEvent)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            _events.Format(logEvent, text);
            Encoding.UTF8.GetBytes(text.ToString().TrimEnd().AsSpan(), _text);
        }
        else
        {
            line.Request.Write(_json);
            _json.Flush();
            _json.Reset();
        }

        _text.Write("\n"u8);
    }

    private void FormatDropped()
    {
        if (Interlocked.Exchange(ref _dropped, 0) is var dropped and > 0)
        {
            var text = string.Create(CultureInfo.InvariantCulture,
                $$"""{"@t":"{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}","@mt":"The log could not be written as fast as it came: {Dropped} lines are missing.","@l":"Warning","Dropped":{{dropped}}}""");
            Encoding.UTF8.GetBytes(text.AsSpan(), _text);
            _text.Write("\n"u8);
        }
    }

    private void Send()
    {
        try
        {
            _output.Write(_text.WrittenSpan);
            _output.Flush();
        }
        catch (IOException)
        {
            // Nobody reads the log any more. The service is there for others too, and goes on.
        }

        _text.ResetWrittenCount();
    }

    private readonly record struct Line(LogEvent? Event, RequestLine Request);
}
