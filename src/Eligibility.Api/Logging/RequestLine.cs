using System.Diagnostics;
using System.Text.Json;

namespace Eligibility.Api.Logging;

/// <summary>What the log says of one request. Every text in it is ours, a key file's or an issuer's; none was sent.</summary>
/// <param name="Time">When the answer was complete, in UTC.</param>
/// <param name="Method">The method, or <c>other</c>.</param>
/// <param name="Route">The template of the route, or <c>none</c>.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="RequestId">The id that the answer carries.</param>
/// <param name="Span">The trace and the span it belongs to; the default value where nothing is traced.</param>
/// <param name="Client">The client's name; null where nobody was asked.</param>
/// <param name="Key">The id of the client's key; null where there was none.</param>
/// <param name="Refusal">Why the credential was refused; null where it was not.</param>
internal readonly record struct RequestLine(
    DateTime Time, string Method, string Route, int Status, TimeSpan Elapsed, string RequestId, ActivityContext Span, string? Client, string? Key, string? Refusal)
{
    private static readonly JsonEncodedText Template = JsonEncodedText.Encode("{Method} {Route} {StatusCode} {Elapsed} {RequestId}");

    /// <summary>Writes it as one object in the compact log event format.</summary>
    /// <param name="json">Where to.</param>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("@t"u8, Time);
        json.WriteString("@mt"u8, Template);
        json.WriteString("Method"u8, Method);
        json.WriteString("Route"u8, Route);
        json.WriteNumber("StatusCode"u8, Status);
        json.WriteNumber("Elapsed"u8, Math.Round(Elapsed.TotalMilliseconds, 3));
        json.WriteString("RequestId"u8, RequestId);
        WriteOptional(json, "Client"u8, Client);
        WriteOptional(json, "Key"u8, Key);
        WriteOptional(json, "Refused"u8, Refusal);
        if (Span != default)
        {
            json.WriteString("@tr"u8, Span.TraceId.ToHexString());
            json.WriteString("@sp"u8, Span.SpanId.ToHexString());
        }

        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
