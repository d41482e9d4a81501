using System.Buffers;
using System.Text;
using System.Text.Json;
using Eligibility.Domain.Facts;

namespace Eligibility.Json.Profiles;

/// <summary>Writes a profile as JSON, as it would be posted. For examples: what a person sent is never written down.</summary>
public static class ProfileWriter
{
    /// <summary>The profile as a JSON text.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The text, with the facts in catalogue order.</returns>
    public static string Write(SymptomProfile profile)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var fact in FactCatalogue.All.Where(profile.Has))
            {
                json.WritePropertyName(fact.Name);
                Write(json, fact, profile[fact]!.Value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Fact fact, Answer answer)
    {
        switch (fact)
        {
            case NumberFact:
                json.WriteNumberValue(answer.Number);
                break;
            case BooleanFact:
                json.WriteBooleanValue(answer.Codes == 2);
                break;
            case CodeSetFact set:
                json.WriteStartArray();
                set.CodesOf(answer.Codes).ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
                break;
            case CodedFact coded:
                json.WriteStringValue(coded.CodesOf(answer.Codes).Single());
                break;
            case EntryListFact list:
                json.WriteStartArray();
                foreach (var entry in answer.Entries)
                {
                    json.WriteStartObject();
                    foreach (var field in list.Fields.Where(field => entry[field] is not null))
                    {
                        json.WritePropertyName(field.Name);
                        Write(json, field, entry[field]!.Value);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
