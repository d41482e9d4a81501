using System.Collections.Immutable;
using System.Numerics;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// The answers to the form, with what the chart and the order add where they left something open. An answer is never overruled: where a chart
/// or an order says otherwise, that is told beside it.
/// </summary>
internal sealed class Reconciliation
{
    private readonly SymptomProfile _answers;
    private readonly List<string> _additions = [];
    private readonly List<string> _contradictions = [];
    private readonly List<Finding> _found = [];
    private readonly List<(Fact Fact, string Title)> _denied = [];
    private readonly List<(string Title, Fact Fact)> _asked = [];
    private FactSet _fromChart;
    private FactSet _fromOrder;

    /// <summary>Lays answers, chart and order beside each other.</summary>
    /// <param name="answers">The answers to the form.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="order">What is ordered, with one product at most where the form names none; null where nothing is ordered.</param>
    /// <param name="ordered">Every product that the order names.</param>
    public Reconciliation(SymptomProfile answers, Chart chart, DraftOrders? order, IReadOnlyList<string> ordered)
    {
        (_answers, Profile) = (answers, answers);
        AddAge(chart);
        AddOrder(order, ordered);
        AddFindings(chart);
        AddQuestions(chart);
        AddGaps(chart);
    }

    /// <summary>The answers, with those that the chart and the order give alone.</summary>
    public SymptomProfile Profile { get; private set; }

    /// <summary>Whether there are answers to the form.</summary>
    public bool HasAnswers => FactCatalogue.All.Any(_answers.Has);

    /// <summary>The codes of sets that the chart gives, while nothing is known of the rest of the set.</summary>
    public ImmutableArray<Finding> Found => [.. _found];

    /// <summary>What the chart or the order says otherwise than an answer, asks beside it, or adds, in sentences.</summary>
    public ImmutableArray<string> Sentences => [.. _contradictions, .. _additions];

    /// <summary>What the chart lists and an answer of the form leaves out, with the fact that was answered.</summary>
    public IReadOnlyList<(Fact Fact, string Title)> Denied => _denied;

    /// <summary>What the chart lists, with a question that it makes worth asking and that nobody answered.</summary>
    public IReadOnlyList<(string Title, Fact Fact)> Asked => _asked;

    /// <summary>The product of the form, where the order names another, also beside it; else null.</summary>
    public string? ProductAgainstOrder { get; private set; }

    /// <summary>How an answer is known, in a word that stands before it.</summary>
    /// <param name="fact">The fact; it is known or assumed.</param>
    public string SourceOf(Fact fact) =>
        _fromChart.Contains(fact) ? "in the chart" : _fromOrder.Contains(fact) ? "ordered" : _answers.Has(fact) ? "reported" : "assumed";

    private void AddAge(Chart chart)
    {
        if (chart.AgeYears is not { } age)
        {
            return;
        }

        if (_answers[FactCatalogue.AgeYears] is not { } answer)
        {
            _additions.Add(FormattableString.Invariant($"From the chart, not from the form: the age, {age} years."));
            Profile = Profile.With(FactCatalogue.AgeYears, new Answer(Number: age));
            _fromChart |= FactSet.Of(FactCatalogue.AgeYears);
        }
        else if (answer.Number != age)
        {
            _contradictions.Add(FormattableString.Invariant($"By the chart the age is {age} years; the form says {Words.Of(answer.Number)}, and that was used."));
            // A birthday may lie between the form and today; nothing else explains another age.
            if (age - answer.Number != 1)
            {
                _denied.Add((FactCatalogue.AgeYears, FormattableString.Invariant($"an age of {age} years")));
            }
        }
    }

    private void AddOrder(DraftOrders? order, IReadOnlyList<string> ordered)
    {
        if (order is null)
        {
            return;
        }

        AddProduct(order, ordered);
        _contradictions.AddRange(order.Uses);
    }

    private void AddProduct(DraftOrders order, IReadOnlyList<string> ordered)
    {
        var fact = FactCatalogue.ToxinProduct;
        // Units and criteria of one product say nothing of another, so it has to be said for which they are.
        if (order is { OtherProduct: { } amiss, IsForNothingScreened: false })
        {
            var product = _answers.Has(fact) || order.Products == 0 ? fact.CodesOf(_answers[fact]!.Value.Codes).Single() : order.ProductNames[0];
            _contradictions.Add($"A product of the order {amiss}: which product is given is not known, and what is said here is for {product}.");
        }

        if (order.Products == 0)
        {
            return;
        }

        if (!_answers.Has(fact))
        {
            if (ordered.Count > 1)
            {
                _contradictions.Add($"The order names {Words.List(ordered)}, and the form no product. What is said here is for {order.ProductNames[0]}, with which no more is met than with {(ordered.Count == 2 ? "the other" : "another")}.");
            }
            else
            {
                _additions.Add($"From the order, not from the form: the product, {order.ProductNames[0]}.");
            }

            Profile = Profile.With(fact, new Answer(Codes: order.Products));
            _fromOrder |= FactSet.Of(fact);
        }
        else if (_answers[fact]!.Value.Codes != order.Products)
        {
            ProductAgainstOrder = fact.CodesOf(_answers[fact]!.Value.Codes).Single();
            _contradictions.Add($"The order names {Words.List(ordered)}; the form says {ProductAgainstOrder}, and that was used. Units of one product cannot be converted into those of another.");
        }
    }

    private void AddFindings(Chart chart)
    {
        foreach (var fills in chart.Findings.SelectMany(finding => finding.Fills.Select(fill => (finding.Title, fill.Fact, fill.Codes))).GroupBy(fill => fill.Fact))
        {
            if (_answers.Has(fills.Key))
            {
                Deny(fills.Key, [.. fills.Where(fill => (fill.Codes & ~_answers[fills.Key]!.Value.Codes) != 0).Select(fill => fill.Title).Distinct()]);
            }
            else
            {
                Add(fills.Key, fills.Aggregate(0UL, (all, fill) => all | fill.Codes));
                _additions.Add($"From the chart, not from the form: {Words.List([.. fills.Select(fill => fill.Title).Distinct()])}. Taken as an answer to: {fills.Key.Question}");
            }
        }
    }

    private void Deny(CodedFact fact, IReadOnlyList<string> titles)
    {
        if (titles.Count > 0)
        {
            _denied.AddRange(titles.Select(title => ((Fact)fact, title)));
            var isDenied = fact is BooleanFact || _answers[fact]!.Value.Codes == 0;
            _contradictions.Add($"The chart lists {Words.List(titles)}; the form {(isDenied ? "says that it is not so" : "does not say so")}, and its answer was used. The question was: {fact.Question}");
        }
    }

    // Of a set the chart knows some codes and nothing of the others; of a fact with one answer, all there is to know, where it gives but one.
    private void Add(CodedFact fact, ulong codes)
    {
        if (fact is CodeSetFact set)
        {
            _found.Add(new Finding(set, codes));
        }
        else if (BitOperations.IsPow2(codes))
        {
            Profile = Profile.With(fact, new Answer(Codes: codes));
        }

        _fromChart |= FactSet.Of(fact);
    }

    private void AddQuestions(Chart chart)
    {
        foreach (var finding in chart.Findings)
        {
            var open = finding.Asks.Where(fact => !Profile.Has(fact)).ToList();
            if (open.Count > 0)
            {
                _asked.AddRange(open.Select(fact => (finding.Title, fact)));
                _contradictions.Add($"The chart lists {finding.Title}. The form leaves open: {string.Join(" ", open.Select(fact => fact.Question))}");
            }
        }
    }

    private void AddGaps(Chart chart) =>
        _contradictions.AddRange(chart.Gaps.Where(gap => gap.Asked is null || !Profile.Has(gap.Asked)).Select(gap => gap.Sentence));
}
