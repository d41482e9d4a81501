using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Rules;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>A screening of answers, of what the chart adds where they left something open, and of what an order says.</summary>
internal sealed class HookScreening
{
    private readonly Reconciliation _reconciliation;

    private HookScreening(Screening screening, Screening alone, Reconciliation reconciliation, DraftOrders? order)
    {
        Screening = screening;
        Needs = alone.Asked;
        MostNeeds = alone.AtMostMoreAnswers;
        Order = order;
        _reconciliation = reconciliation;
        Reported = screening.Reported;
        Safeguards = screening.Safeguards;
        SafetyQuestions = Unasked(Safeguards, alone.Profile);
        Standing = screening.Candidacy == Candidacy.ReferUrgently ? Candidacy.ReferUrgently
            : Reported.Select(part => part.Candidacy).DefaultIfEmpty(IsContraindicated(Safeguards) ? Candidacy.Contraindicated : Candidacy.Undetermined).Min();
        DeniedRisks = [.. reconciliation.Denied.Where(denied => IsRisk(denied.Fact)).Select(denied => denied.Title)];
        DeniedUses = [.. reconciliation.Denied.Where(denied => !IsRisk(denied.Fact)).Select(denied => denied.Title)];
    }

    /// <summary>What the criteria say.</summary>
    public Screening Screening { get; }

    /// <summary>The unanswered facts that could still change a candidacy, the ones worth most first.</summary>
    public ImmutableArray<Fact> Needs { get; }

    /// <summary>What was not answered about red flags, contraindications and precautions, whether or not it could change a candidacy.</summary>
    public ImmutableArray<Fact> SafetyQuestions { get; }

    /// <summary>The most answers that can still be needed.</summary>
    public int MostNeeds { get; }

    /// <summary>What is ordered, with every product that is named; null where nothing is.</summary>
    public DraftOrders? Order { get; }

    /// <summary>Whether anything was answered in the form.</summary>
    public bool HasAnswers => _reconciliation.HasAnswers;

    /// <summary>What the chart and the order say otherwise than the form, and what they add, in sentences.</summary>
    public ImmutableArray<string> Beside => _reconciliation.Sentences;

    /// <summary>What the chart lists, with a question that it makes worth asking and that nobody answered.</summary>
    public IReadOnlyList<(string Title, Fact Fact)> Asked => _reconciliation.Asked;

    /// <summary>What the chart says that bears on the safety of an injection and that an answer of the form leaves out or denies; also another age.</summary>
    public ImmutableArray<string> DeniedRisks { get; }

    /// <summary>What else the chart lists and an answer of the form leaves out, such as what the toxin could be given for.</summary>
    public ImmutableArray<string> DeniedUses { get; }

    /// <summary>The indications of which the person has what they are about. The others are not worth spelling out.</summary>
    public ImmutableArray<IndicationScreening> Reported { get; }

    /// <summary>The indications that were reported and that a contraindication stands against.</summary>
    public ImmutableArray<IndicationScreening> Contraindicated => [.. Reported.Where(part => part.Candidacy == Candidacy.Contraindicated)];

    /// <summary>The rules that can only restrict.</summary>
    public ImmutableArray<RuleScreening> Safeguards { get; }

    /// <summary>The best candidacy of what was reported; where nothing was, contraindicated or undetermined; urgent with any red flag.</summary>
    public Candidacy Standing { get; }

    /// <summary>The candidacy it is counted by: that of the whole, but where the order is for nothing that is screened here, no "not a candidate".</summary>
    public Candidacy Counted => Order is { IsForAnything: false, Indications.IsEmpty: true } ? Standing : Screening.Candidacy;

    /// <summary>The product, where the order names several and the form none; else null.</summary>
    public string? ProductOfSeveral => Order is { NamesSeveral: true } && _reconciliation.SourceOf(FactCatalogue.ToxinProduct) == "ordered"
        ? FactCatalogue.ToxinProduct.CodesOf(Screening.Profile.CodesOf(FactCatalogue.ToxinProduct)).Single()
        : null;

    /// <summary>The product of the form, where the order names another; else null. Units of one product are not those of another.</summary>
    public string? ProductAgainstOrder => _reconciliation.ProductAgainstOrder;

    /// <summary>Screens.</summary>
    /// <param name="screener">Screens profiles.</param>
    /// <param name="answers">The answers to the form.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="order">What is ordered; null where nothing is.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    public static HookScreening Of(Screener screener, SymptomProfile answers, Chart chart, DraftOrders? order, DateOnly asOf)
    {
        // One product is screened at a time. Of several the one with which least is met speaks: nobody knows yet which will be given.
        IEnumerable<DraftOrders?> orders = [order];
        if (order is { NamesSeveral: true } && !answers.Has(FactCatalogue.ToxinProduct))
        {
            orders = order.OneProductEach;
        }

        return orders.Select(one => Of(screener, new Reconciliation(answers, chart, one, order?.ProductNames ?? []), order, asOf)).MinBy(Favour)!;
    }

    /// <summary>The rules that a candidacy is made of: the lead's, and the label's where that is another one.</summary>
    /// <param name="part">The indication.</param>
    public static IEnumerable<RuleScreening> Deciding(IndicationScreening part) => part.Authorities.Where((_, place) => IsDeciding(part, place));

    /// <summary>What the others say of the same indication. That headache medicines are not overused says nothing against a treatment.</summary>
    /// <param name="part">The indication.</param>
    public static IEnumerable<RuleScreening> Others(IndicationScreening part) =>
        part.Authorities.Where((rule, place) => !IsDeciding(part, place) && rule.Rule.RuleClass != nameof(MedicationOveruse));

    /// <summary>Whether a rule is this service's own where no label speaks: what it cites names whom it is about, and may be against the treatment.</summary>
    /// <param name="part">The indication.</param>
    /// <param name="rule">One of its rules.</param>
    public static bool IsOwn(IndicationScreening part, RuleScreening rule) =>
        rule.Rule.Kind == RuleKind.Screening && part.Authorities.All(other => other.Rule.Kind != RuleKind.Label);

    /// <summary>The questions behind the criteria of an indication that are to confirm.</summary>
    /// <param name="part">The indication.</param>
    public IEnumerable<Fact> ToConfirm(IndicationScreening part) => Deciding(part).SelectMany(rule => rule.Bearing).Where(one => one.Verdict == Verdict.Unknown)
        .Select(one => CriterionLine.QuestionOf(one.Leaf, Screening.Profile)).OfType<Fact>().Distinct();

    /// <summary>The caveats of an indication that an answer brought, with that answer: what they say is about this person.</summary>
    /// <param name="part">The indication.</param>
    public IEnumerable<CaveatUse> BroughtByAnswers(IndicationScreening part) => BroughtByAnswers(part.Authorities, part.Caveats);

    /// <summary>The same of the safeguards.</summary>
    public IEnumerable<CaveatUse> BroughtByAnswers() => BroughtByAnswers(Safeguards, Screening.SafeguardCaveats);

    /// <summary>How an answer is known, in a word that stands before it.</summary>
    /// <param name="fact">The fact; it is known or assumed.</param>
    public string SourceOf(Fact fact) => _reconciliation.SourceOf(fact);

    private static HookScreening Of(Screener screener, Reconciliation reconciliation, DraftOrders? order, DateOnly asOf)
    {
        var scope = order?.Scope ?? Scope.Everything;
        var alone = screener.Screen(reconciliation.Profile, asOf, scope);
        var screening = reconciliation.Found.IsEmpty ? alone : screener.Screen(reconciliation.Profile, reconciliation.Found, asOf, scope);
        return new HookScreening(screening, alone, reconciliation, order);
    }

    private static ImmutableArray<Fact> Unasked(ImmutableArray<RuleScreening> safeguards, SymptomProfile answers)
    {
        var unasked = new List<Fact>();
        foreach (var rule in safeguards)
        {
            if (rule is { Rule.Safeguard.Effect: Effect.ReferUrgently or Effect.Contraindicated or Effect.Caution, Edition: { } edition })
            {
                foreach (var fact in edition.Leaves.SelectMany(leaf => leaf.Facts))
                {
                    if (!answers.Has(fact) && !unasked.Contains(fact))
                    {
                        unasked.Add(fact);
                    }
                }
            }
        }

        return [.. unasked];
    }

    private IEnumerable<CaveatUse> BroughtByAnswers(ImmutableArray<RuleScreening> rules, ImmutableArray<Caveat> inForce) => rules
        .SelectMany(rule => rule.Edition?.Caveats ?? [])
        .Where(use => use.When.Fact is { } fact && ((Screening.Profile[fact]?.Codes ?? 0) & use.When.Codes) != 0 && inForce.Contains(use.Caveat));

    private bool IsRisk(Fact fact) =>
        fact == FactCatalogue.AgeYears || Safeguards.Any(rule => rule.Edition?.Leaves.Any(leaf => leaf.Facts.Contains(fact)) == true);

    // How much speaks for the treatment: of what was reported, then of what each authority says of it. The best candidacy alone would hide what fails beside it.
    private static (int Met, int Open, int RulesMet, int RulesOpen, int Standing) Favour(HookScreening screening)
    {
        var verdicts = screening.Reported.SelectMany(part => part.Authorities).Select(rule => rule.Verdict).ToList();
        return (
            screening.Reported.Count(part => part.Candidacy is Candidacy.Candidate or Candidacy.Deferred),
            screening.Reported.Count(part => part.Candidacy == Candidacy.Undetermined),
            verdicts.Count(verdict => verdict == Verdict.Met),
            verdicts.Count(verdict => verdict == Verdict.Unknown),
            -(int)screening.Standing);
    }

    private static bool IsDeciding(IndicationScreening part, int place) => place == 0 || part.Authorities[place].Rule is { Kind: RuleKind.Label, Stage: Stage.Initial };

    // One that binds whatever the toxin is given for: it stands, also where nothing was reported that it could be given for.
    private static bool IsContraindicated(ImmutableArray<RuleScreening> safeguards) =>
        safeguards.Any(rule => rule is { Verdict: Verdict.NotMet, Rule.Safeguard: { Effect: Effect.Contraindicated, Binds.IsEmpty: true } });
}
