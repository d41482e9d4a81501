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
/// Writes them, from one text to the other, without a tree of either between them: the answer is long, and most of what it costs would be that.
/// </summary>
internal sealed class AnswerParametersWriter : JsonConverter<AnswerParameters>
{
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Part = JsonEncodedText.Encode("part");
    private static readonly JsonEncodedText Boolean = JsonEncodedText.Encode("valueBoolean");
    private static readonly JsonEncodedText Integer = JsonEncodedText.Encode("valueInteger");
    private static readonly JsonEncodedText Decimal = JsonEncodedText.Encode("valueDecimal");
    private static readonly JsonEncodedText Text = JsonEncodedText.Encode("valueString");

    // What holds a text, where that is no mere text: by its name, as it stands in the answer.
    private static readonly (byte[] Name, JsonEncodedText Element)[] Elements = [.. ClosedLists().Select(name => (name, "valueCode"))
        .Concat([("asOf", "valueDate"), ("edition", "valueDate"), ("reached", "valueDate"), ("url", "valueUri")])
        .Select(pair => (Encoding.UTF8.GetBytes($"\"{pair.Item1}\""), JsonEncodedText.Encode(pair.Item2)))];

    /// <inheritdoc />
    public override AnswerParameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, AnswerParameters value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "Parameters");
        writer.WriteString("id", value.Id);
        writer.WriteStartArray("parameter");
        new Translation(writer, value.Answer.Span).Write();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static IEnumerable<string> ClosedLists() => typeof(Screening).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties()).Where(property => property.IsDefined(typeof(ClosedListAttribute), inherit: false))
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Distinct();

    // Names and texts are carried over as they stand, in their quotation marks: the answer is JSON of our own.
    private ref struct Translation(Utf8JsonWriter writer, ReadOnlySpan<byte> answer)
    {
        private readonly ReadOnlySpan<byte> _answer = answer;
        private Utf8JsonReader _reader = new(answer);

        private readonly ReadOnlySpan<byte> Quoted => _answer.Slice((int)_reader.TokenStartIndex, _reader.ValueSpan.Length + 2);

        public void Write()
        {
            _reader.Read();
            WriteMembers();
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
                    writer.WriteStartArray(Part);
                    WriteMembers();
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    writer.WriteBoolean(Boolean, _reader.GetBoolean());
                    break;
                case JsonTokenType.Number when !IsMeasure(name) && _reader.TryGetInt32(out var whole):
                    writer.WriteNumber(Integer, whole);
                    break;
                case JsonTokenType.Number:
                    writer.WriteNumber(Decimal, _reader.GetDecimal());
                    break;
                default:
                    writer.WritePropertyName(ElementOf(name));
                    writer.WriteRawValue(Quoted, skipInputValidation: true);
                    break;
            }

            writer.WriteEndObject();
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
                writer.WriteStartArray(Part);
                WriteEntries(name);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            // Asked, none: as in a response.
            if (isEmpty && name.SequenceEqual("\"observed\""u8))
            {
                Begin(name);
                writer.WriteString(Text, IntakeItem.None);
                writer.WriteEndObject();
            }
        }

        private readonly void Begin(ReadOnlySpan<byte> name)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(Name);
            writer.WriteRawValue(name, skipInputValidation: true);
        }

        // What may be a fraction is a decimal also where it is none: a reader need not look in two places.
        private static bool IsMeasure(ReadOnlySpan<byte> name) => name.SequenceEqual("\"observed\""u8) || name.SequenceEqual("\"by\""u8);

        private static JsonEncodedText ElementOf(ReadOnlySpan<byte> name)
        {
            foreach (var (known, element) in Elements)
            {
                if (name.SequenceEqual(known))
                {
                    return element;
                }
            }

            return Text;
        }
    }
}
