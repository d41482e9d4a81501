using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Eligibility.Json.Screenings;

/// <summary>Pieces of JSON that are rendered once and put together later. What they hold is escaped by the platform's own writer.</summary>
internal static class Fragment
{
    // The answer is JSON and never part of a page: nothing but what JSON asks for is escaped, so that ">= 15" can be read.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A whole object: <c>{"a":1}</c>.</summary>
    public static byte[] Whole(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>An object that is not closed yet: <c>{"a":1</c>.</summary>
    public static byte[] Begun(Action<Utf8JsonWriter> members) => Whole(members)[..^1];

    /// <summary>Further members of an object: <c>,"a":1</c>.</summary>
    public static byte[] Further(Action<Utf8JsonWriter> members) => [(byte)',', .. Whole(members).AsSpan()[1..^1]];

    /// <summary>An object that is not closed yet, up to the first item of a list: <c>{"a":1,"b":[</c>.</summary>
    public static byte[] List(Action<Utf8JsonWriter> members, string list) => [.. Begun(members), (byte)',', .. Text(list), (byte)':', (byte)'['];

    /// <summary>A piece after which only the place of a source is missing in its object: <see cref="CitationPlaces.EndOf"/> comes next.</summary>
    public static byte[] UpToCitation(byte[] piece) => [.. piece, .. ",\"citation\":"u8];

    /// <summary>A text: <c>"a"</c>.</summary>
    public static byte[] Text(string text) => [(byte)'"', .. Content(text), (byte)'"'];

    /// <summary>What stands within a text.</summary>
    public static byte[] Content(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();

    /// <summary>The same piece for each member of a closed list, by the member's number.</summary>
    public static byte[][] ForEach<T>(Func<T, byte[]> render)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(render)];
}
