using System.Globalization;
using System.Text.Json;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.Fhir;

/// <summary>The answer to a response: whether it could be decided, what is missing, and the whole of it in the contained Parameters.</summary>
/// <param name="Contained">The result.</param>
/// <param name="Status"><c>success</c>, or <c>data-required</c> where not enough was answered for a candidacy and an answer could change that.</param>
/// <param name="ModuleCanonical">The rule book that judged, and its version.</param>
/// <param name="OccurrenceDateTime">The day on which it was made. That whose editions were used is in the result.</param>
/// <param name="Note">The answer in one sentence, and whom it is for.</param>
/// <param name="OutputParameters">Where the result is.</param>
/// <param name="DataRequirement">The questions whose answers could still change a candidacy, the one worth most first; absent where there is none.</param>
internal sealed record GuidanceResponse(
    IReadOnlyList<AnswerParameters> Contained,
    string Status,
    string ModuleCanonical,
    string OccurrenceDateTime,
    IReadOnlyList<Annotation> Note,
    ResourceReference OutputParameters,
    IReadOnlyList<DataRequirement>? DataRequirement) : Resource("GuidanceResponse")
{
    private const string Result = "result";

    /// <summary>Makes one.</summary>
    /// <param name="screening">The screening.</param>
    /// <param name="today">The day on which it is made, in UTC.</param>
    /// <param name="answer">The same as <c>/v1/screenings</c> answers it, as UTF-8 JSON; needed until the guidance is written.</param>
    public static GuidanceResponse Of(Screening screening, DateOnly today, ReadOnlyMemory<byte> answer)
    {
        var needs = screening.Needs;
        return new GuidanceResponse(
            [new AnswerParameters(Result, answer)],
            // Where no rule was in force yet, no answer helps: who waits for one would wait for good.
            screening.Candidacy == Candidacy.Undetermined && !needs.IsEmpty ? "data-required" : "success",
            $"{Canonical.RuleBook}|{screening.RuleBook.Version}",
            today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [new Annotation(SummaryOf(answer.Span)), new Annotation(screening.RuleBook.IntendedUse)],
            new ResourceReference($"#{Result}"),
            needs.IsEmpty ? null : [.. needs.Select(need => Fhir.DataRequirement.Of(need))]);
    }

    // One of the first members: the others need not be read for it.
    private static string SummaryOf(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        reader.Read();
        while (reader.Read() && !reader.ValueTextEquals("summary"u8))
        {
            reader.Skip();
        }

        reader.Read();
        return reader.GetString()!;
    }
}

/// <summary>A remark for people.</summary>
/// <param name="Text">The remark.</param>
internal sealed record Annotation(string Text);

/// <summary>Where a resource is.</summary>
/// <param name="Reference">Where.</param>
internal sealed record ResourceReference(string Reference);

/// <summary>What is still needed.</summary>
/// <param name="Type">The type of resource it would come in.</param>
/// <param name="MustSupport">The element of it.</param>
/// <param name="Extension">The question that is unanswered. FHIR's own filters are for codes, and a linkId is none.</param>
internal sealed record DataRequirement(string Type, IReadOnlyList<string> MustSupport, IReadOnlyList<Extension> Extension)
{
    /// <summary>An unanswered question.</summary>
    /// <param name="need">What it is about.</param>
    public static DataRequirement Of(Need need) => new("QuestionnaireResponse", ["item"],
        [new Extension(Canonical.UnansweredQuestion) { ValueCoding = new Coding(Canonical.Facts, need.Fact.Name, need.Fact.Question) }]);
}
