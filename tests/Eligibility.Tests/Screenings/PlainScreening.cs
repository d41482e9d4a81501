using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Contract;
using Change = Eligibility.Json.Contract.Change;
using Need = Eligibility.Json.Contract.Need;
using Screened = Eligibility.Domain.Screenings.Screening;

namespace Eligibility.Tests.Screenings;

/// <summary>An answer as the plain types of the contract, made the plain way from the parts of a screening.</summary>
internal sealed class PlainScreening
{
    private readonly List<Eligibility.Domain.RuleBooks.Citation> _citations = [];
    private readonly Screened _screening;

    private PlainScreening(Screened screening) => _screening = screening;

    public static Json.Contract.Screening Of(Screened screening, string? reference) => new PlainScreening(screening).Whole(reference);

    private Json.Contract.Screening Whole(string? reference)
    {
        ImmutableArray<IndicationAnswer> indications = [.. _screening.Indications.Select(Indication)];
        ImmutableArray<RuleAnswer> safeguards = [.. _screening.Safeguards.Select(Rule)];
        ImmutableArray<Json.Contract.Caveat> caveats =
            [.. _screening.Caveats.Select(caveat => new Json.Contract.Caveat(caveat.Code, Codes.Of(caveat.Severity), caveat.Text, Place(caveat.Citation)))];
        return new Json.Contract.Screening(
            reference,
            Codes.Of(_screening.Candidacy),
            _screening.Settled,
            Summary(),
            indications,
            safeguards,
            [.. _screening.RuledOut.Select(indication => new RuledOut(indication.Id, indication.Absent))],
            caveats,
            [.. _screening.Needs.Select(need => new Need(need.Fact.Name, need.Fact.Question, [.. need.Settles.Select(rule => rule.Id)]))],
            _screening.AtMostMoreAnswers,
            [.. _citations.Select(it => new Json.Contract.Citation(it.Title, it.Section, it.Year, it.Url, Codes.Of(it.Confidence), it.Note))],
            _screening.Assumptions,
            _screening.AsOf,
            new RuleBookStamp(_screening.RuleBook.Version, _screening.RuleBook.Digest),
            _screening.RuleBook.IntendedUse);
    }

    private string Summary()
    {
        string[] names = [.. _screening.Indications.Where(indication => indication.Candidacy == _screening.Candidacy)
            .Select(indication => char.ToLowerInvariant(indication.Indication.Title[0]) + indication.Indication.Title[1..])];
        var all = names switch
        {
            [] => "the indications that were asked about",
            [var only] => only,
            [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
        };
        return _screening.RuleBook.Summaries[Codes.Of(_screening.Candidacy)].Replace("{indications}", all, StringComparison.Ordinal);
    }

    private IndicationAnswer Indication(IndicationScreening indication) => new(
        indication.Indication.Id,
        indication.Indication.Title,
        Codes.Of(indication.Candidacy),
        indication.Settled,
        Codes.Of(indication.LabelStatus),
        [.. indication.Authorities.Select(Rule)],
        [.. indication.Evidence.Select(it => new Json.Contract.Evidence(it.Source, it.Grade, it.Effective, it.Text, Place(it.Citation)))],
        [.. indication.Caveats.Select(caveat => caveat.Code)]);

    private RuleAnswer Rule(RuleScreening screened) => new(
        screened.Rule.Id,
        screened.Rule.Authority,
        screened.Rule.Title,
        Codes.Of(screened.Rule.Kind),
        Codes.Of(screened.Rule.Stage),
        screened.Rule.Safeguard is { } safeguard ? Codes.Of(safeguard.Effect) : null,
        screened.Rule.Safeguard is { Binds: { IsEmpty: false } binds } ? binds : null,
        screened.Edition?.EffectiveFrom,
        screened.Edition is null ? "No edition in force." : null,
        Codes.Of(screened.Verdict),
        [.. (screened.Edition?.Leaves ?? []).Select(leaf => Criterion(leaf, screened.Edition!.TextOf(leaf)))],
        [.. screened.Needs.Select(fact => fact.Name)],
        [.. screened.Changes.Select(set => (IReadOnlyList<Change>)[.. set.Select(change => new Change(change.Fact.Name, change.Required, Shortest(change.By), change.Reached))])]);

    // Judged by the tree itself, not by the bits that the writer reads.
    private CriterionAnswer Criterion(Leaf leaf, CriterionText text)
    {
        var (verdict, seen) = (leaf.Judge(_screening.Profile), leaf.Observe(_screening.Profile));
        return new CriterionAnswer(
            leaf.Id,
            Codes.Of(verdict),
            text.Text,
            seen.Fact?.Name,
            seen is { Fact: { } fact, Observed: { } observed } ? Observed(fact, observed) : null,
            seen.Required,
            verdict == Verdict.NotMet ? text.NotMet : null,
            seen.IsNoted ? text.Note : null,
            Place(text.Citation));
    }

    private static JsonElement Observed(Fact fact, Answer answer) => JsonSerializer.SerializeToElement<JsonNode>(fact switch
    {
        BooleanFact => JsonValue.Create(answer.Codes == 2),
        CodeSetFact set => new JsonArray([.. set.CodesOf(answer.Codes).Select(code => JsonValue.Create(code))]),
        CodedFact coded => JsonValue.Create(coded.CodesOf(answer.Codes).Single()),
        _ => JsonNode.Parse(answer.Number.ToString("G29", System.Globalization.CultureInfo.InvariantCulture))!,
    });

    // 1.50 and 1.5 are one number.
    private static decimal? Shortest(decimal? number) => number is { } it
        ? decimal.Parse(it.ToString("G29", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private int Place(Eligibility.Domain.RuleBooks.Citation citation)
    {
        if (!_citations.Contains(citation))
        {
            _citations.Add(citation);
        }

        return _citations.IndexOf(citation);
    }
}
