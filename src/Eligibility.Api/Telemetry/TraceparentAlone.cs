using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Eligibility.Api.Telemetry;

/// <summary>
/// Takes one thing from a request that belongs to a larger trace: a valid W3C <c>traceparent</c>. Anything else in that header begins a
/// new trace. <c>tracestate</c> and <c>baggage</c> are text of the client's choosing and are not looked at, let alone passed on.
/// </summary>
internal sealed partial class TraceparentAlone : DistributedContextPropagator
{
    private const string Header = "traceparent";

    /// <inheritdoc />
    public override IReadOnlyCollection<string> Fields { get; } = [Header];

    /// <inheritdoc />
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        // This service asks nobody else, so there is nobody to pass a trace on to.
    }

    /// <inheritdoc />
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceState = null;
        traceId = null;
        if (getter is null)
        {
            return;
        }

        getter(carrier, Header, out var sent, out _);
        if (sent is not null && Valid().IsMatch(sent))
        {
            traceId = sent;
        }
    }

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

    // Stricter than the framework, which takes any character for the hyphens. A later version may be longer: it then begins a new trace.
    [GeneratedRegex(@"\A(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
