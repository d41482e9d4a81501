using System.Collections.Frozen;
using Eligibility.Api.Problems;
using Eligibility.Api.Publications;
using Eligibility.Domain.Drawings;
using Eligibility.Domain.RuleBooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Eligibility.Api.Rules;

/// <summary>Rules to look at.</summary>
internal static class RuleGraphEndpoints
{
    private const string Svg = "image/svg+xml";
    private const string Dot = "text/vnd.graphviz";
    private const string Format = "format";

    /// <summary>Maps <c>/v1/rules/{authority}/{rule}/graph</c>: the newest edition as a picture.</summary>
    public static void MapRuleGraphs(this IEndpointRouteBuilder group, RuleBook book)
    {
        var pictures = book.Rules.ToFrozenDictionary(rule => rule.Id, rule => Publication.Of(() => SvgDrawing.Of(rule, rule.Editions[^1]), Svg));
        var graphs = book.Rules.ToFrozenDictionary(rule => rule.Id, rule => Publication.Of(() => DotDrawing.Of(rule, rule.Editions[^1]), Dot));
        group.MapGet("/{authority}/{rule}/graph", Results<Publication, ProblemAnswer> (string authority, string rule, HttpRequest request) =>
                Formats(request.Query) is not { } format ? ProblemAnswer.Parameter($"{Format} must be svg or dot, and is the only parameter.", Format)
                : (format == "dot" ? graphs : pictures).TryGetValue($"{authority}/{rule}", out var found) ? found
                : ProblemAnswer.Of(StatusCodes.Status404NotFound))
            .WithName("drawRule")
            .WithSummary("One rule as a picture")
            .WithDescription("The criterion tree of the newest edition with limits and sources: an SVG picture, or DOT for Graphviz with `format=dot`.")
            .Produces<string>(StatusCodes.Status200OK, Svg, Dot)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(400, 404, 500);
    }

    private static string? Formats(IQueryCollection query) =>
        query.Count == 0 ? "svg" : query.Count == 1 && query.TryGetValue(Format, out var formats) && formats is ["svg" or "dot"] ? formats[0] : null;
}
