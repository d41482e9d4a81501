using System.Collections.Immutable;
using System.Text.Json;

namespace Eligibility.Domain.RuleBooks;

// The shape of the files under rules/, as rules/README.md describes it to their authors. Unknown members are refused.

internal sealed record BookFile(string Version, string IntendedUse, ImmutableDictionary<string, string> Summaries);

internal sealed record CaveatsFile(ImmutableDictionary<string, CitationFile> Citations, ImmutableArray<CaveatFile> Caveats);

internal sealed record IndicationFile(
    string Title,
    int Order,
    string Absent,
    ImmutableDictionary<string, CitationFile>? Citations = null,
    ImmutableArray<EvidenceFile>? Evidence = null);

internal sealed record EvidenceFile(string Source, bool Effective, string Text, string Citation, string? Grade = null, WhenFile? When = null);

internal sealed record CasesFile(ImmutableArray<CaseFile> Cases);

internal sealed record CaseFile(string Id, string Title, JsonElement Profile, CaseExpectation Expected, DateOnly? AsOf = null);

internal sealed record CitationFile(string Title, string Section, int Year, Uri Url, string Confidence, string? Note = null);

internal sealed record CaveatFile(string Code, string? Severity = null, string? Text = null, string? Citation = null, WhenFile? When = null);

internal sealed record WhenFile(
    string? Verdict = null,
    string? Criterion = null,
    string? Rule = null,
    string? RuleVerdict = null,
    string? Fact = null,
    ImmutableArray<string>? Answers = null,
    bool? Missing = null);

internal sealed record CriterionFile(string Text, string? NotMet = null, string? Note = null, string? Citation = null);

internal sealed record LimitFile(JsonElement Value, string Citation);

internal sealed record EditionFile(
    DateOnly EffectiveFrom,
    ImmutableDictionary<string, CitationFile> Citations,
    ImmutableDictionary<string, LimitFile>? Limits = null,
    string? Note = null);

internal sealed record RuleFile(
    string Title,
    string Kind,
    string RuleClass,
    ImmutableDictionary<string, CriterionFile> Criteria,
    ImmutableArray<EditionFile> Editions,
    string? Indication = null,
    string? Stage = null,
    ImmutableArray<string>? Binds = null,
    string? Effect = null,
    ImmutableArray<CaveatFile>? Caveats = null)
{
    /// <summary>Tells an editor where the schema is; not read.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }
}
