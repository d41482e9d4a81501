using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Eligibility.Api.Telemetry;

namespace Eligibility.Tests.Telemetry;

/// <summary>One addition to a counter: <c>eligibility.refusals</c>, <c>code</c>, <c>not-found</c>, 1.</summary>
internal sealed record Measurement(string Counter, string Label, object? Value, long Added);

/// <summary>Everything that one service counts from here on.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measurement> _seen = new();

    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ServiceMeter.Name && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, added, labels, _) =>
        {
            labels.Length.Should().Be(1);
            _seen.Enqueue(new Measurement(instrument.Name, labels[0].Key, labels[0].Value, added));
        });
        _listener.Start();
    }

    public IReadOnlyCollection<Measurement> All => [.. _seen];

    public void Dispose() => _listener.Dispose();
}
