using System.Collections.Immutable;
using System.Numerics;
using Eligibility.Domain;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// A screening of answers, of what the chart adds where they left something open, and of what an order says. An answer is never overruled:
/// where a chart or an order says otherwise, that is told beside it.
/// </summary>
internal sealed class HookScreening
{
    private HookScreening(Screening screening, ImmutableArray<Need> needs, int mostNeeds, ImmutableArray<string> additions, ImmutableArray<string> contradictions)
    {
        Screening = screening;
        Needs = needs;
        MostNeeds = mostNeeds;
        Additions = additions;
        Contradictions = contradictions;
        var indications = screening.Indications;
        Reported = [.. indications.Where(part => screening.IsReported(part.Indication))];
        Others = [.. indications.Where(part => !screening.IsReported(part.Indication))];
        Standing = screening.Candidacy == Candidacy.ReferUrgently ? Candidacy.ReferUrgently
            : Reported.Select(part => part.Candidacy).DefaultIfEmpty(Candidacy.Undetermined).Min();
    }

    /// <summary>What the criteria say.</summary>
    public Screening Screening { get; }

    /// <summary>The unanswered facts that could still change a candidacy, the ones worth most first.</summary>
    public ImmutableArray<Need> Needs { get; }

    /// <summary>The most answers that can still be needed.</summary>
    public int MostNeeds { get; }

    /// <summary>What was taken from the chart or the order, in sentences.</summary>
    public ImmutableArray<string> Additions { get; }

    /// <summary>What the chart or the order says otherwise than an answer, or asks beside it, in sentences.</summary>
    public ImmutableArray<string> Contradictions { get; }

    /// <summary>The indications of which the person has what they are about. The others are not worth spelling out.</summary>
    public ImmutableArray<IndicationScreening> Reported { get; }

    /// <summary>The indications that were neither reported nor ruled out.</summary>
    public ImmutableArray<IndicationScreening> Others { get; }

    /// <summary>The best candidacy of what was reported; undetermined where nothing was; urgent with any red flag.</summary>
    public Candidacy Standing { get; }

    /// <summary>Screens.</summary>
    /// <param name="screener">Screens profiles.</param>
    /// <param name="answers">The answers to the form.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="order">What is ordered; null where nothing is.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    public static HookScreening Of(Screener screener, SymptomProfile answers, Chart chart, DraftOrders? order, DateOnly asOf)
    {
        var additions = ImmutableArray.CreateBuilder<string>();
        var contradictions = ImmutableArray.CreateBuilder<string>();
        var profile = WithAge(answers, chart, additions);
        profile = WithProduct(profile, order, additions, contradictions);
        var found = ImmutableArray.CreateBuilder<Finding>();
        foreach (var group in chart.Findings.SelectMany(finding => finding.Fills.Select(fill => (finding, fill.Fact, fill.Codes))).GroupBy(fill => fill.Fact))
        {
            var codes = group.Aggregate(0UL, (all, fill) => all | fill.Codes);
            var titles = Words.List([.. group.Select(fill => fill.finding.Title).Distinct()]);
            if (answers.Has(group.Key))
            {
                AddContradiction(contradictions, group.Key, codes & ~answers[group.Key]!.Value.Codes, titles);
                continue;
            }

            if (group.Key is CodeSetFact set)
            {
                found.Add(new Finding(set, codes));
            }
            else if (BitOperations.IsPow2(codes))
            {
                profile = profile.With(group.Key, new Answer(Codes: codes));
            }

            additions.Add($"From the chart, not from the form: {titles}. Taken as an answer to: {group.Key.Question}");
        }

        AddQuestions(contradictions, chart, profile);
        if (!chart.IsComplete)
        {
            contradictions.Add("The conditions in the chart could not be looked at, or not all of them.");
        }

        var scope = order is { Indications.IsEmpty: false } ? new Scope([], order.Indications) : Scope.Everything;
        var alone = screener.Screen(profile, asOf, scope);
        return new HookScreening(
            found.Count == 0 ? alone : screener.Screen(profile, found.ToImmutable(), asOf, scope),
            alone.Needs, alone.AtMostMoreAnswers, additions.ToImmutable(), contradictions.ToImmutable());
    }

    private static SymptomProfile WithAge(SymptomProfile profile, Chart chart, ImmutableArray<string>.Builder additions)
    {
        if (profile.Has(FactCatalogue.AgeYears) || chart.AgeYears is not { } age)
        {
            return profile;
        }

        additions.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"From the chart, not from the form: the age, {age} years."));
        return profile.With(FactCatalogue.AgeYears, new Answer(Number: age));
    }

    private static SymptomProfile WithProduct(
        SymptomProfile profile, DraftOrders? order, ImmutableArray<string>.Builder additions, ImmutableArray<string>.Builder contradictions)
    {
        var fact = FactCatalogue.ToxinProduct;
        if (order is not { Product: not 0 })
        {
            return profile;
        }

        var product = fact.CodesOf(order.Product).Single();
        if (!profile.Has(fact))
        {
            additions.Add($"From the order, not from the form: the product, {product}.");
            return profile.With(fact, new Answer(Codes: order.Product));
        }

        if (profile[fact]!.Value.Codes != order.Product)
        {
            contradictions.Add($"The order names {product}; the form says {fact.CodesOf(profile[fact]!.Value.Codes).Single()}, and that was used.");
        }

        return profile;
    }

    private static void AddContradiction(ImmutableArray<string>.Builder contradictions, CodedFact fact, ulong beyond, string titles)
    {
        if (beyond != 0)
        {
            contradictions.Add($"The chart lists {titles}; the form does not say so, and its answer was used. The question was: {fact.Question}");
        }
    }

    private static void AddQuestions(ImmutableArray<string>.Builder contradictions, Chart chart, SymptomProfile profile)
    {
        foreach (var finding in chart.Findings)
        {
            var open = finding.Asks.Where(fact => !profile.Has(fact)).ToList();
            if (open.Count > 0)
            {
                contradictions.Add($"The chart lists {finding.Title}. The form leaves open: {string.Join(" ", open.Select(fact => fact.Question))}");
            }
        }
    }
}
