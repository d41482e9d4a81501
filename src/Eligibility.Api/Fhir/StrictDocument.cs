using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>
/// A JSON document that two readers cannot understand in two ways: UTF-8, every text Unicode, no member twice, not nested without end. Its
/// bytes are health data: they are wiped when it is disposed.
/// </summary>
internal sealed class StrictDocument : IDisposable
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaximumDepth = 64;

    private readonly byte[] _bytes;
    private readonly JsonDocument _document;

    private StrictDocument(byte[] bytes, JsonDocument document) => (_bytes, _document) = (bytes, document);

    /// <summary>What is in it. Good until the document is disposed.</summary>
    public JsonElement Root => _document.RootElement;

    /// <summary>Reads one.</summary>
    /// <param name="json">The whole text; it is copied.</param>
    /// <param name="malformed">Why and where it is none; null where it is one.</param>
    /// <returns>The document, to be disposed; null where it is none. It does not throw for any input.</returns>
    public static StrictDocument? Read(in ReadOnlySequence<byte> json, out MalformedJson? malformed)
    {
        var bytes = json.ToArray();
        if (!Utf8.IsValid(bytes))
        {
            Array.Clear(bytes);
            malformed = new MalformedJson("The text is not UTF-8.", 1, 1);
            return null;
        }

        try
        {
            ReadTexts(bytes);
            malformed = null;
            return new StrictDocument(bytes, JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaximumDepth }));
        }
        catch (JsonException fault)
        {
            // The reader tells where the text is no JSON; where it has a member twice is looked for only here. The exception's own words may quote what was sent.
            var (line, column) = fault is { LineNumber: { } lines, BytePositionInLine: { } before } ? (lines, before) : PlaceOf(bytes, FirstTwice(bytes));
            Array.Clear(bytes);
            malformed = new MalformedJson(
                bytes.Length == 0 ? "The body is empty." : $"The text is not JSON, has a member twice, has a text that is not Unicode, or nests more than {MaximumDepth} deep.",
                line + 1, column + 1);
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _document.Dispose();
        Array.Clear(_bytes);
    }

    // Half of a surrogate pair, as an escape, is no text, and is found only by whoever asks for the text.
    private static void ReadTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                try
                {
                    reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    var (line, column) = PlaceOf(json, (int)reader.TokenStartIndex);
                    throw new JsonException(null, null, line, column);
                }
            }
        }
    }

    // The second of two members of a name in one object; the beginning where there are none.
    private static int FirstTwice(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push([]);
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek().Add(reader.GetString()!):
                    return (int)reader.TokenStartIndex;
                default:
                    break;
            }
        }

        return 0;
    }

    // From 0, as the reader counts.
    private static (long Line, long Column) PlaceOf(ReadOnlySpan<byte> json, int offset)
    {
        var before = json[..offset];
        return (before.Count((byte)'\n'), offset - before.LastIndexOf((byte)'\n') - 1);
    }
}
