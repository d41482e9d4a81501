using System.Text;
using Eligibility.Api.Logging;

namespace Eligibility.Tests.Http;

/// <summary>The log of a service, kept to be looked at.</summary>
internal sealed class RecordedLog : IDisposable
{
    private readonly MemoryStream _output = new();

    public RecordedLog() => Stream = new LogStream(_output);

    /// <summary>Where the service writes its log.</summary>
    public LogStream Stream { get; }

    /// <summary>Everything that was logged so far.</summary>
    public string Text
    {
        get
        {
            Stream.Flush();
            return Encoding.UTF8.GetString(_output.ToArray());
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        _output.Dispose();
    }
}
