using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;

namespace Eligibility.Json.Screenings;

/// <summary>Writes a screening as JSON, in the shape that <see cref="Contract.Screening"/> describes. The same screening gives the same bytes.</summary>
public static class ScreeningWriter
{
    // The answer is JSON and never part of a page: nothing but what JSON asks for is escaped, so that ">= 15" can be read.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string NoEdition = "No edition in force.";

    /// <summary>Writes one screening.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="screening">The screening.</param>
    /// <param name="reference">The caller's own reference; null where there was none.</param>
    /// <param name="detail">How much of it.</param>
    public static void Write(IBufferWriter<byte> output, Screening screening, string? reference, Detail detail = Detail.Full)
    {
        using var json = new Utf8JsonWriter(output, Options);
        if (detail == Detail.Verdicts)
        {
            VerdictsWriter.Write(json, screening, reference);
        }
        else
        {
            WriteFull(json, screening, reference);
        }
    }

    /// <summary>Writes which editions of which rule book were used.</summary>
    internal static void WriteStamp(Utf8JsonWriter json, Screening screening)
    {
        json.WriteString("asOf", Day(screening.AsOf));
        json.WriteStartObject("ruleBook");
        json.WriteString("version", screening.RuleBook.Version);
        json.WriteString("digest", screening.RuleBook.Digest);
        json.WriteEndObject();
    }

    private static void WriteFull(Utf8JsonWriter json, Screening screening, string? reference)
    {
        var citations = new CitationList();
        json.WriteStartObject();
        WriteOptional(json, "reference", reference);
        json.WriteString("candidacy", Codes.Of(screening.Candidacy));
        json.WriteBoolean("settled", screening.Settled);
        json.WriteString("summary", Summary.Of(screening));
        WriteList(json, "indications", screening.Indications, indication => WriteIndication(json, indication, screening.Profile, citations));
        WriteList(json, "safeguards", screening.Safeguards, rule => WriteRule(json, rule, screening.Profile, citations));
        WriteList(json, "ruledOut", screening.RuledOut, indication => WriteRuledOut(json, indication));
        WriteList(json, "caveats", screening.Caveats, caveat => WriteCaveat(json, caveat, citations));
        WriteList(json, "needs", screening.Needs, need => WriteNeed(json, need));
        json.WriteNumber("atMostMoreAnswers", screening.AtMostMoreAnswers);
        WriteList(json, "citations", citations.InOrder, citation => CitationList.Write(json, citation));
        WriteList(json, "assumptions", screening.Assumptions, json.WriteStringValue);
        WriteStamp(json, screening);
        json.WriteString("intendedUse", screening.RuleBook.IntendedUse);
        json.WriteEndObject();
    }

    private static void WriteIndication(Utf8JsonWriter json, IndicationScreening indication, SymptomProfile profile, CitationList citations)
    {
        json.WriteStartObject();
        json.WriteString("indication", indication.Indication.Id);
        json.WriteString("title", indication.Indication.Title);
        json.WriteString("candidacy", Codes.Of(indication.Candidacy));
        json.WriteBoolean("settled", indication.Settled);
        json.WriteString("labelStatus", Codes.Of(indication.LabelStatus));
        WriteList(json, "authorities", indication.Authorities, rule => WriteRule(json, rule, profile, citations));
        WriteList(json, "evidence", indication.Evidence, evidence => WriteEvidence(json, evidence, citations));
        WriteList(json, "caveats", indication.Caveats, caveat => json.WriteStringValue(caveat.Code));
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, RuleScreening screened, SymptomProfile profile, CitationList citations)
    {
        var rule = screened.Rule;
        json.WriteStartObject();
        json.WriteString("rule", rule.Id);
        json.WriteString("authority", rule.Authority);
        json.WriteString("title", rule.Title);
        json.WriteString("kind", Codes.Of(rule.Kind));
        json.WriteString("stage", Codes.Of(rule.Stage));
        WriteReach(json, rule.Safeguard);
        WriteOptional(json, "edition", screened.Edition is { } edition ? Day(edition.EffectiveFrom) : null);
        WriteOptional(json, "note", screened.Edition is null ? NoEdition : null);
        json.WriteString("verdict", Codes.Of(screened.Verdict));
        var leaves = screened.Edition?.Leaves ?? [];
        WriteList(json, "criteria", leaves.Zip(screened.Criteria),
            pair => WriteCriterion(json, pair.First, screened.Edition!.TextOf(pair.First), pair.Second, profile, citations));
        WriteList(json, "needs", screened.Needs, fact => json.WriteStringValue(fact.Name));
        WriteList(json, "changes", screened.Changes, changes => WriteChanges(json, changes));
        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, ImmutableArray<Change> changes)
    {
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("fact", change.Fact.Name);
            json.WriteString("required", change.Required);
            if (change.By is { } by)
            {
                json.WriteNumber("by", ExactNumber.WithoutTrailingZeros(by));
            }

            WriteOptional(json, "reached", change.Reached is { } reached ? Day(reached) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence, CitationList citations)
    {
        json.WriteStartObject();
        json.WriteString("source", evidence.Source);
        WriteOptional(json, "grade", evidence.Grade);
        json.WriteBoolean("effective", evidence.Effective);
        json.WriteString("text", evidence.Text);
        json.WriteNumber("citation", citations.PlaceOf(evidence.Citation));
        json.WriteEndObject();
    }

    private static void WriteReach(Utf8JsonWriter json, Safeguard? safeguard)
    {
        if (safeguard is null)
        {
            return;
        }

        json.WriteString("effect", Codes.Of(safeguard.Effect));
        if (!safeguard.Binds.IsEmpty)
        {
            WriteList(json, "binds", safeguard.Binds, json.WriteStringValue);
        }
    }

    private static void WriteCriterion(
        Utf8JsonWriter json, Leaf leaf, CriterionText text, Verdict verdict, SymptomProfile profile, CitationList citations)
    {
        var observation = leaf.Observe(profile);
        json.WriteStartObject();
        json.WriteString("id", leaf.Id);
        json.WriteString("verdict", Codes.Of(verdict));
        json.WriteString("text", text.Text);
        WriteOptional(json, "fact", observation.Fact?.Name);
        WriteObserved(json, observation);
        json.WriteString("required", observation.Required);
        WriteOptional(json, "notMet", verdict == Verdict.NotMet ? text.NotMet : null);
        WriteOptional(json, "note", observation.StandsIn ? text.Note : null);
        json.WriteNumber("citation", citations.PlaceOf(text.Citation));
        json.WriteEndObject();
    }

    private static void WriteObserved(Utf8JsonWriter json, Observation observation)
    {
        if (observation.Observed is not { } observed)
        {
            return;
        }

        json.WritePropertyName("observed");
        switch (observation.Fact)
        {
            case BooleanFact:
                json.WriteBooleanValue(observed.Codes == 2);
                break;
            case CodeFact code:
                json.WriteStringValue(code.CodesOf(observed.Codes).Single());
                break;
            case CodeSetFact set:
                json.WriteStartArray();
                foreach (var code in set.CodesOf(observed.Codes))
                {
                    json.WriteStringValue(code);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteNumberValue(ExactNumber.WithoutTrailingZeros(observed.Number));
                break;
        }
    }

    private static void WriteRuledOut(Utf8JsonWriter json, Indication indication)
    {
        json.WriteStartObject();
        json.WriteString("indication", indication.Id);
        json.WriteString("because", indication.Absent);
        json.WriteEndObject();
    }

    private static void WriteCaveat(Utf8JsonWriter json, Caveat caveat, CitationList citations)
    {
        json.WriteStartObject();
        json.WriteString("code", caveat.Code);
        json.WriteString("severity", Codes.Of(caveat.Severity));
        json.WriteString("text", caveat.Text);
        json.WriteNumber("citation", citations.PlaceOf(caveat.Citation));
        json.WriteEndObject();
    }

    private static void WriteNeed(Utf8JsonWriter json, Need need)
    {
        json.WriteStartObject();
        json.WriteString("fact", need.Fact.Name);
        json.WriteString("question", need.Fact.Question);
        WriteList(json, "settles", need.Settles, rule => json.WriteStringValue(rule.Id));
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
