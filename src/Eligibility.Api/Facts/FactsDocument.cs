using Eligibility.Domain;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Contract;

namespace Eligibility.Api.Facts;

/// <summary>Every fact that a profile can hold.</summary>
/// <param name="Facts">The facts, in the order in which a questionnaire would put them.</param>
internal sealed record FactsDocument(IReadOnlyList<FactDocument> Facts)
{
    /// <summary>The catalogue, with the rules that read each fact.</summary>
    public static FactsDocument Of(RuleBook book) => new([.. FactCatalogue.All.Select(fact => FactDocument.Of(fact, book))]);
}

/// <summary>One fact.</summary>
/// <param name="Name" example="headacheDaysPerMonth">The member of a profile.</param>
/// <param name="Type" example="number">What kind of answer it takes: <c>number</c>, <c>integer</c>, <c>boolean</c>, <c>code</c>, <c>codes</c> or <c>list</c>.</param>
/// <param name="Question">The question in plain words.</param>
/// <param name="Remark">What it means beyond its question. Absent where the question says it all.</param>
/// <param name="Unit" example="days a month">The unit of a number.</param>
/// <param name="Minimum" example="0">The smallest number, itself included.</param>
/// <param name="Maximum" example="31">The largest number, itself included.</param>
/// <param name="AtMost" example="headacheDaysPerMonth">The fact whose answer bounds this one from above.</param>
/// <param name="Codes">The codes it takes.</param>
/// <param name="MaximumEntries" example="32">The most entries of a list.</param>
/// <param name="Fields">The members of an entry of a list; the first has to be there.</param>
/// <param name="Changeability" example="changeable">Whether the answer can be expected to change. A closed list.</param>
/// <param name="AssumedWhenMissing">The sentence of an answer's assumptions while the fact is missing. Absent: missing is unknown.</param>
/// <param name="ReadBy">The rules that read it.</param>
internal sealed record FactDocument(
    string Name,
    string Type,
    string Question,
    string? Remark = null,
    string? Unit = null,
    decimal? Minimum = null,
    decimal? Maximum = null,
    string? AtMost = null,
    IReadOnlyList<string>? Codes = null,
    int? MaximumEntries = null,
    IReadOnlyList<FactDocument>? Fields = null,
    [property: ClosedList(typeof(Changeability))] string? Changeability = null,
    string? AssumedWhenMissing = null,
    IReadOnlyList<string>? ReadBy = null)
{
    /// <summary>A fact of the catalogue.</summary>
    public static FactDocument Of(Fact fact, RuleBook book) => Shape(fact) with
    {
        Remark = fact.Remark,
        Changeability = Domain.Codes.Of(fact.Changeability),
        AssumedWhenMissing = fact.Assumed?.Sentence,
        ReadBy = [.. book.Rules.Where(rule => rule.Editions[^1].Facts.Contains(fact)).Select(rule => rule.Id)],
    };

    private static FactDocument Shape(Fact fact) => fact switch
    {
        NumberFact number => new(number.Name, number.WholeNumbers ? "integer" : "number", number.Question, Unit: number.Unit,
            Minimum: number.Minimum, Maximum: number.Maximum, AtMost: number.AtMost?.Name),
        BooleanFact => new(fact.Name, "boolean", fact.Question),
        CodedFact coded => new(coded.Name, coded is CodeSetFact ? "codes" : "code", coded.Question, Codes: coded.Codes),
        EntryListFact list => new(list.Name, "list", list.Question, MaximumEntries: list.MaximumEntries, Fields: [.. list.Fields.Select(Shape)]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
