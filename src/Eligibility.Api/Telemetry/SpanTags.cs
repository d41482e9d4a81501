using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Eligibility.Api.Telemetry;

/// <summary>
/// Leaves on a span only what is known not to have been sent by the client: the route, not the path; a known method; the status. Whatever
/// a later version of the instrumentation adds is dropped until it is listed here.
/// </summary>
internal sealed class SpanTags : BaseProcessor<Activity>
{
    private const string Method = "http.request.method";
    private const string Route = "http.route";

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.Ordinal, Method, Route, "http.response.status_code", "network.protocol.version", "error.type");

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(name => !Kept.Contains(name)).ToArray())
        {
            data.SetTag(name, null);
        }

        var method = data.GetTagItem(Method) is string known and not "_OTHER" ? known : "HTTP";
        data.DisplayName = data.GetTagItem(Route) is string route ? $"{method} {route}" : method;
        data.TraceStateString = null;
        // The description of a status may be the message of an exception.
        data.SetStatus(data.Status);
    }
}
