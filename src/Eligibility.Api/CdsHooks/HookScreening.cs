using System.Collections.Immutable;
using System.Numerics;
using Eligibility.Domain.Criteria;
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
    private HookScreening(Screening screening, Screening alone, ImmutableArray<string> additions, ImmutableArray<string> contradictions)
    {
        Screening = screening;
        Needs = alone.Asked;
        MostNeeds = alone.AtMostMoreAnswers;
        Additions = additions;
        Contradictions = contradictions;
        Reported = screening.Reported;
        Safeguards = screening.Safeguards;
        Standing = screening.Candidacy == Candidacy.ReferUrgently ? Candidacy.ReferUrgently
            : Reported.Select(part => part.Candidacy).DefaultIfEmpty(IsContraindicated(Safeguards) ? Candidacy.Contraindicated : Candidacy.Undetermined).Min();
    }

    /// <summary>What the criteria say.</summary>
    public Screening Screening { get; }

    /// <summary>The unanswered facts that could still change a candidacy, the ones worth most first.</summary>
    public ImmutableArray<Fact> Needs { get; }

    /// <summary>The most answers that can still be needed.</summary>
    public int MostNeeds { get; }

    /// <summary>What was taken from the chart or the order, in sentences.</summary>
    public ImmutableArray<string> Additions { get; }

    /// <summary>What the chart or the order says otherwise than an answer, or asks beside it, in sentences.</summary>
    public ImmutableArray<string> Contradictions { get; }

    /// <summary>The indications of which the person has what they are about. The others are not worth spelling out.</summary>
    public ImmutableArray<IndicationScreening> Reported { get; }

    /// <summary>The rules that can only restrict.</summary>
    public ImmutableArray<RuleScreening> Safeguards { get; }

    /// <summary>The best candidacy of what was reported; where nothing was, contraindicated or undetermined; urgent with any red flag.</summary>
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
        var found = ImmutableArray.CreateBuilder<Finding>();
        var profile = WithProduct(WithAge(answers, chart, additions, contradictions), order, additions, contradictions);
        foreach (var fills in chart.Findings.SelectMany(finding => finding.Fills.Select(fill => (finding.Title, fill.Fact, fill.Codes))).GroupBy(fill => fill.Fact))
        {
            var codes = fills.Aggregate(0UL, (all, fill) => all | fill.Codes);
            var titles = Words.List([.. fills.Select(fill => fill.Title).Distinct()]);
            if (answers.Has(fills.Key))
            {
                AddContradiction(contradictions, fills.Key, codes & ~answers[fills.Key]!.Value.Codes, titles);
            }
            else
            {
                profile = With(profile, fills.Key, codes, found);
                additions.Add($"From the chart, not from the form: {titles}. Taken as an answer to: {fills.Key.Question}");
            }
        }

        AddQuestions(contradictions, chart, profile);
        var scope = order is { Indications.IsEmpty: false } ? new Scope([], order.Indications) : Scope.Everything;
        var alone = screener.Screen(profile, asOf, scope);
        var screening = found.Count == 0 ? alone : screener.Screen(profile, found.ToImmutable(), asOf, scope);
        return new HookScreening(screening, alone, additions.ToImmutable(), contradictions.ToImmutable());
    }

    // Of a set the chart knows some codes and nothing of the others; of a fact with one answer, all there is to know, where it gives but one.
    private static SymptomProfile With(SymptomProfile profile, CodedFact fact, ulong codes, ImmutableArray<Finding>.Builder found)
    {
        if (fact is CodeSetFact set)
        {
            found.Add(new Finding(set, codes));
            return profile;
        }

        return BitOperations.IsPow2(codes) ? profile.With(fact, new Answer(Codes: codes)) : profile;
    }

    private static SymptomProfile WithAge(
        SymptomProfile profile, Chart chart, ImmutableArray<string>.Builder additions, ImmutableArray<string>.Builder contradictions)
    {
        if (chart.AgeYears is not { } age)
        {
            return profile;
        }

        if (profile[FactCatalogue.AgeYears] is { } answer)
        {
            if (answer.Number != age)
            {
                contradictions.Add(FormattableString.Invariant($"By the chart the age is {age} years; the form says {Words.Of(answer.Number)}, and that was used."));
            }

            return profile;
        }

        additions.Add(FormattableString.Invariant($"From the chart, not from the form: the age, {age} years."));
        return profile.With(FactCatalogue.AgeYears, new Answer(Number: age));
    }

    // One that binds whatever the toxin is given for: it stands, also where nothing was reported that it could be given for.
    private static bool IsContraindicated(ImmutableArray<RuleScreening> safeguards) =>
        safeguards.Any(rule => rule is { Verdict: Verdict.NotMet, Rule.Safeguard: { Effect: Effect.Contraindicated, Binds.IsEmpty: true } });

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

        if (!chart.IsComplete)
        {
            contradictions.Add("The conditions in the chart could not be looked at, or not all of them.");
        }
    }
}
