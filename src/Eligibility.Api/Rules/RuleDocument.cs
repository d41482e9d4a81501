using System.Text.Json;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Contract;
using Verdicts = Eligibility.Domain.Criteria.Verdict;

namespace Eligibility.Api.Rules;

/// <summary>The whole rule book.</summary>
/// <param name="RuleBook">Which rule book it is.</param>
/// <param name="Rules">Its rules.</param>
internal sealed record RuleBookDocument(RuleBookStamp RuleBook, IReadOnlyList<RuleDocument> Rules)
{
    /// <summary>The document of a rule book.</summary>
    public static RuleBookDocument Of(RuleBook book) => new(new RuleBookStamp(book.Version, book.Digest), [.. book.Rules.Select(RuleDocument.Of)]);
}

/// <summary>One authority's criteria for one indication and stage, with every edition.</summary>
/// <param name="Rule" example="general/chronic-migraine">The rule's id, which is also its path under <c>rules/</c>.</param>
/// <param name="Authority" example="general">Who published the criteria.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind" example="screening">What sort of authority speaks. A closed list.</param>
/// <param name="Stage" example="initial">Whether it is about a first treatment or about going on. A closed list.</param>
/// <param name="Indication" example="chronic-migraine">What it is about. Absent for a safeguard.</param>
/// <param name="Effect" example="deferred">What a safeguard does when it is not met. Absent for other rules.</param>
/// <param name="Binds">The indications that a safeguard binds. Absent: every one.</param>
/// <param name="RuleClass" example="ChronicMigrainePrevention">The class that holds its logic.</param>
/// <param name="Facts">The facts it reads.</param>
/// <param name="Editions">Its editions, oldest first.</param>
/// <param name="Cases">Its worked examples.</param>
internal sealed record RuleDocument(
    string Rule,
    string Authority,
    string Title,
    [property: ClosedList(typeof(RuleKind))] string Kind,
    [property: ClosedList(typeof(Stage))] string Stage,
    string? Indication,
    [property: ClosedList(typeof(Effect))] string? Effect,
    IReadOnlyList<string>? Binds,
    string RuleClass,
    IReadOnlyList<string> Facts,
    IReadOnlyList<EditionDocument> Editions,
    IReadOnlyList<CaseDocument> Cases)
{
    /// <summary>The document of a rule.</summary>
    public static RuleDocument Of(Rule rule) => new(
        rule.Id,
        rule.Authority,
        rule.Title,
        Codes.Of(rule.Kind),
        Codes.Of(rule.Stage),
        rule.Indication?.Id,
        rule.Safeguard is { } safeguard ? Codes.Of(safeguard.Effect) : null,
        rule.Safeguard is { Binds: { IsEmpty: false } binds } ? binds : null,
        rule.RuleClass,
        [.. rule.Editions[^1].Facts.Select(fact => fact.Name)],
        [.. rule.Editions.Select(EditionDocument.Of)],
        [.. rule.Cases.Select(c => new CaseDocument(c.Id, c.Title, c.AsOf, c.Profile))]);
}

/// <summary>The numbers, words and citations of a rule from a date on.</summary>
/// <param name="EffectiveFrom">The first day it is in force.</param>
/// <param name="Note">What a reader should know about it. Absent where there is nothing.</param>
/// <param name="Criteria">Its criteria.</param>
/// <param name="Tree">How the criteria are combined.</param>
/// <param name="Caveats">Its caveats and what brings each.</param>
/// <param name="Citations">Its sources; criteria, limits and caveats refer to them by their place, from 0.</param>
internal sealed record EditionDocument(
    DateOnly EffectiveFrom,
    string? Note,
    IReadOnlyList<CriterionDocument> Criteria,
    TreeDocument Tree,
    IReadOnlyList<CaveatDocument> Caveats,
    IReadOnlyList<Json.Contract.Citation> Citations)
{
    /// <summary>The document of an edition.</summary>
    public static EditionDocument Of(Edition edition)
    {
        List<Domain.RuleBooks.Citation> sources = [.. edition.Leaves.SelectMany(leaf => leaf.Limits.Select(limit => limit.Citation).Append(edition.TextOf(leaf).Citation))
            .Concat(edition.Caveats.Select(use => use.Caveat.Citation)).Distinct()];
        return new EditionDocument(
            edition.EffectiveFrom,
            edition.Note,
            [.. edition.Leaves.Select(leaf => CriterionDocument.Of(leaf, edition.TextOf(leaf), sources))],
            TreeDocument.Of(edition.Criterion),
            [.. edition.Caveats.Select(use => CaveatDocument.Of(use, sources))],
            [.. sources.Select(source => new Json.Contract.Citation(source.Title, source.Section, source.Year, source.Url, Codes.Of(source.Confidence), source.Note))]);
    }
}

/// <summary>How criteria are combined. Exactly one of the members is there.</summary>
/// <param name="AllOf">Every one of these has to be met.</param>
/// <param name="AnyOf">One of these has to be met.</param>
/// <param name="Criterion">The id of a criterion.</param>
internal sealed record TreeDocument(IReadOnlyList<TreeDocument>? AllOf, IReadOnlyList<TreeDocument>? AnyOf, string? Criterion)
{
    /// <summary>The document of a criterion tree.</summary>
    public static TreeDocument Of(Criterion criterion) => criterion switch
    {
        Combination { All: true } all => new([.. all.Parts.Select(Of)], null, null),
        Combination any => new(null, [.. any.Parts.Select(Of)], null),
        Leaf leaf => new(null, null, leaf.Id),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>One criterion of an edition.</summary>
/// <param name="Id" example="headache-days">Its id within the rule.</param>
/// <param name="Text">What is asked.</param>
/// <param name="NotMet">What it means that it is not met. Absent where nothing more is said.</param>
/// <param name="Note">What to know where another fact stands in. Absent where none does.</param>
/// <param name="Facts">The facts it reads.</param>
/// <param name="Required" example="&gt;= 15">What is required, in a short exact form.</param>
/// <param name="Limits">Its limits.</param>
/// <param name="Citation">The source of its text.</param>
internal sealed record CriterionDocument(
    string Id, string Text, string? NotMet, string? Note, IReadOnlyList<string> Facts, string Required, IReadOnlyList<LimitDocument> Limits, int Citation)
{
    /// <summary>The document of a criterion.</summary>
    public static CriterionDocument Of(Leaf leaf, CriterionText text, List<Domain.RuleBooks.Citation> sources) => new(
        leaf.Id,
        text.Text,
        text.NotMet,
        text.Note,
        [.. leaf.Facts.Select(fact => fact.Name)],
        leaf.Observe(SymptomProfile.Empty).Required,
        [.. leaf.Limits.Select(limit => LimitDocument.Of(limit, sources))],
        sources.IndexOf(text.Citation));
}

/// <summary>One limit of a criterion.</summary>
/// <param name="Name" example="headacheDays">Its name in the rule file.</param>
/// <param name="Number" example="15">Its value, where it is a number.</param>
/// <param name="Codes">Its value, where it is a choice of codes.</param>
/// <param name="Citation">Who says so.</param>
internal sealed record LimitDocument(string Name, decimal? Number, IReadOnlyList<string>? Codes, int Citation)
{
    /// <summary>The document of a limit.</summary>
    public static LimitDocument Of(Limit limit, List<Domain.RuleBooks.Citation> sources) => new(
        limit.Name, (limit as NumberLimit)?.Value, limit is CodesLimit codes ? codes.Codes : null, sources.IndexOf(limit.Citation));
}

/// <summary>A caveat of an edition and what brings it.</summary>
/// <param name="Code" example="sore-neck">Its code.</param>
/// <param name="Severity" example="info">How much it matters. A closed list.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Verdict" example="met">The verdict of the rule that brings it. Absent: any.</param>
/// <param name="Fact" example="priorPhysicalTherapy">The fact that brings it. Absent: none is asked for.</param>
/// <param name="Answers">The answers to the fact that bring it. Empty: the fact has to be missing. Absent: no fact is asked for.</param>
/// <param name="Citation">The source.</param>
internal sealed record CaveatDocument(
    string Code,
    [property: ClosedList(typeof(Severity))] string Severity,
    string Text,
    [property: ClosedList(typeof(Verdicts))] string? Verdict,
    string? Fact,
    IReadOnlyList<string>? Answers,
    int Citation)
{
    /// <summary>The document of a caveat in use.</summary>
    public static CaveatDocument Of(CaveatUse use, List<Domain.RuleBooks.Citation> sources) => new(
        use.Caveat.Code,
        Codes.Of(use.Caveat.Severity),
        use.Caveat.Text,
        use.When.Verdict is { } verdict ? Codes.Of(verdict) : null,
        use.When.Fact?.Name,
        use.When.Fact?.CodesOf(use.When.Codes).ToList(),
        sources.IndexOf(use.Caveat.Citation));
}

/// <summary>A worked example of a rule, which a test holds against every answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">The example in a sentence.</param>
/// <param name="AsOf">The day of the screening.</param>
/// <param name="Profile">The profile, ready to be posted.</param>
internal sealed record CaseDocument(string Id, string Title, DateOnly AsOf, JsonElement Profile);
