using System.Text.Json;
using Eligibility.Domain;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>Writes what a screening decided, in the shape that <see cref="Contract.ScreeningVerdicts"/> describes.</summary>
internal static class VerdictsWriter
{
    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter json, Screening screening, string? reference)
    {
        json.WriteStartObject();
        if (reference is not null)
        {
            json.WriteString("reference", reference);
        }

        json.WriteString("candidacy", Codes.Of(screening.Candidacy));
        json.WriteBoolean("settled", screening.Settled);
        json.WriteStartArray("indications");
        foreach (var indication in screening.Indications)
        {
            WriteIndication(json, indication);
        }

        json.WriteEndArray();
        WriteVerdicts(json, "safeguards", screening.Safeguards);
        json.WriteStartArray("ruledOut");
        foreach (var indication in screening.RuledOut)
        {
            json.WriteStringValue(indication.Id);
        }

        json.WriteEndArray();
        ScreeningWriter.WriteStamp(json, screening);
        json.WriteEndObject();
    }

    private static void WriteIndication(Utf8JsonWriter json, IndicationScreening indication)
    {
        json.WriteStartObject();
        json.WriteString("indication", indication.Indication.Id);
        json.WriteString("candidacy", Codes.Of(indication.Candidacy));
        json.WriteBoolean("settled", indication.Settled);
        json.WriteString("labelStatus", Codes.Of(indication.LabelStatus));
        WriteVerdicts(json, "verdicts", indication.Authorities);
        json.WriteEndObject();
    }

    private static void WriteVerdicts(Utf8JsonWriter json, string name, IEnumerable<RuleScreening> rules)
    {
        json.WriteStartObject(name);
        foreach (var rule in rules)
        {
            json.WriteString(rule.Rule.Id, Codes.Of(rule.Verdict));
        }

        json.WriteEndObject();
    }
}
