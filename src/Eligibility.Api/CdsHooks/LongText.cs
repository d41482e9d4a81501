using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// Writes a text of many lines. What a JSON string may not hold as it is, in such a text the ends of its lines and here and there a quotation mark, is looked
/// for by the run; the plain writer goes on character by character from the first of them.
/// </summary>
internal sealed class LongText : JsonConverter<string>
{
    private const int MostBytesOfACharacter = 3;

    private static readonly SearchValues<char> Escaped = SearchValues.Create("\n\"\\");
    private static readonly SearchValues<char> Rare = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code).Where(code => code != '\n')]);

    /// <inheritdoc />
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (value.AsSpan().ContainsAny(Rare))
        {
            writer.WriteStringValue(value);
            return;
        }

        // A character that is escaped takes two bytes, the ends of the string one each.
        var buffer = ArrayPool<byte>.Shared.Rent((value.Length * MostBytesOfACharacter) + 2);
        var length = 0;
        buffer[length++] = (byte)'"';
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            var run = rest.IndexOfAny(Escaped) is >= 0 and var next ? next : rest.Length;
            length += Encoding.UTF8.GetBytes(rest[..run], buffer.AsSpan(length));
            if (run < rest.Length)
            {
                buffer[length++] = (byte)'\\';
                buffer[length++] = rest[run] == '\n' ? (byte)'n' : (byte)rest[run];
                run++;
            }

            rest = rest[run..];
        }

        buffer[length++] = (byte)'"';
        writer.WriteRawValue(buffer.AsSpan(0, length), skipInputValidation: true);
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
