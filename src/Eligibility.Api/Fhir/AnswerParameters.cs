using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eligibility.Json.Contract;

namespace Eligibility.Api.Fhir;

/// <summary>
/// The answer of <c>/v1/screenings</c> as Parameters, member by member: a member is a parameter of its name, an object has parts, and every
/// entry of a list is a parameter of the list's name. So the two doors cannot say two things, and whatever the answer gains is in both.
/// </summary>
/// <param name="Id">What another resource calls it by.</param>
/// <param name="Answer">The whole answer, as UTF-8 JSON.</param>
[JsonConverter(typeof(AnswerParametersWriter))]
internal sealed record AnswerParameters(string Id, ReadOnlyMemory<byte> Answer);

/// <summary>
/// Writes them, from one text to the other, without a tree of either between them, and in whole pieces: the answer is long, and most of what it
/// costs would be that.
/// </summary>
internal sealed class AnswerParametersWriter : JsonConverter<AnswerParameters>
{
    // What holds a text, where that is no mere text: by its name, as it stands in the answer.
    private static readonly (byte[] Name, byte[] Begin)[] Elements = [.. ClosedLists().Select(name => (name, "valueCode"))
        .Concat([("asOf", "valueDate"), ("edition", "valueDate"), ("reached", "valueDate"), ("url", "valueUri")])
        .Select(pair => (Encoding.UTF8.GetBytes($"\"{pair.Item1}\""), Encoding.UTF8.GetBytes($",\"{pair.Item2}\":")))];

    private static readonly byte[] None = Encoding.UTF8.GetBytes($"\"{IntakeItem.None}\"");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? TextOfThread;

    /// <inheritdoc />
    public override AnswerParameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, AnswerParameters value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "Parameters");
        writer.WriteString("id", value.Id);
        writer.WritePropertyName("parameter");
        var text = TextOfThread ??= new ArrayBufferWriter<byte>();
        try
        {
            new Translation(text, value.Answer.Span).Write();
            writer.WriteRawValue(text.WrittenSpan, skipInputValidation: true);
        }
        finally
        {
            // It is health data: it must not lie about.
            text.Clear();
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<string> ClosedLists() => typeof(Screening).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties()).Where(property => property.IsDefined(typeof(ClosedListAttribute), inherit: false))
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Distinct();

    // Names and texts are carried over as they stand, in their quotation marks: the answer is JSON of our own.
    private ref struct Translation(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> answer)
    {
        private readonly ReadOnlySpan<byte> _answer = answer;
        private Utf8JsonReader _reader = new(answer);
        private bool _isFirst;

        private readonly ReadOnlySpan<byte> Quoted => _answer.Slice((int)_reader.TokenStartIndex, _reader.ValueSpan.Length + 2);

        public void Write()
        {
            _reader.Read();
            text.Write("["u8);
            _isFirst = true;
            WriteMembers();
            text.Write("]"u8);
        }

        private void WriteMembers()
        {
            while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Quoted;
                _reader.Read();
                WriteValue(name);
            }
        }

        private void WriteValue(ReadOnlySpan<byte> name)
        {
            if (_reader.TokenType == JsonTokenType.StartArray)
            {
                WriteEntries(name);
                return;
            }

            Begin(name);
            switch (_reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    BeginParts();
                    WriteMembers();
                    EndParts();
                    return;
                case JsonTokenType.True or JsonTokenType.False:
                    End(",\"valueBoolean\":"u8, _reader.ValueSpan);
                    return;
                case JsonTokenType.Number when !IsMeasure(name) && _reader.TryGetInt32(out _):
                    End(",\"valueInteger\":"u8, _reader.ValueSpan);
                    return;
                case JsonTokenType.Number:
                    End(",\"valueDecimal\":"u8, _reader.ValueSpan);
                    return;
                case JsonTokenType.String:
                    End(ElementOf(name), Quoted);
                    return;
                // The answer leaves out what it does not know, and so do Parameters: there is no element for it.
                default:
                    throw new UnreachableException();
            }
        }

        private void WriteEntries(ReadOnlySpan<byte> name)
        {
            var isEmpty = true;
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                isEmpty = false;
                if (_reader.TokenType != JsonTokenType.StartArray)
                {
                    WriteValue(name);
                    continue;
                }

                Begin(name);
                BeginParts();
                WriteEntries(name);
                EndParts();
            }

            // Asked, none: as in a response.
            if (isEmpty && name.SequenceEqual("\"observed\""u8))
            {
                Begin(name);
                End(",\"valueString\":"u8, None);
            }
        }

        private void Begin(ReadOnlySpan<byte> name)
        {
            text.Write(_isFirst ? "{\"name\":"u8 : ",{\"name\":"u8);
            text.Write(name);
            _isFirst = false;
        }

        private void BeginParts()
        {
            text.Write(",\"part\":["u8);
            _isFirst = true;
        }

        private void EndParts()
        {
            text.Write("]}"u8);
            _isFirst = false;
        }

        private readonly void End(ReadOnlySpan<byte> element, ReadOnlySpan<byte> value)
        {
            text.Write(element);
            text.Write(value);
            text.Write("}"u8);
        }

        // What may be a fraction is a decimal also where it is none: a reader need not look in two places.
        private static bool IsMeasure(ReadOnlySpan<byte> name) => name.SequenceEqual("\"observed\""u8) || name.SequenceEqual("\"by\""u8);

        private static ReadOnlySpan<byte> ElementOf(ReadOnlySpan<byte> name)
        {
            foreach (var (known, begin) in Elements)
            {
                if (name.SequenceEqual(known))
                {
                    return begin;
                }
            }

            return ",\"valueString\":"u8;
        }
    }
}
