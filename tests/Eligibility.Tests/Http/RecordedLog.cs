using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Eligibility.Tests.Http;

/// <summary>The log of a service, kept to be looked at.</summary>
internal sealed class RecordedLog : ILogEventSink
{
    private readonly StringBuilder _text = new();
    private readonly CompactJsonFormatter _formatter = new();

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_text)
        {
            using var writer = new StringWriter(_text);
            _formatter.Format(logEvent, writer);
        }
    }
}
