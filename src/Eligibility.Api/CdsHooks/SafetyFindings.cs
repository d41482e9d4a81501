using System.Collections.Immutable;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// What was found that stands against an injection, or has to be looked at before one: red flags, contraindications, precautions, answers that the
/// rules warn of, and what makes an order too soon or too much. Of a complaint that was reported first, then in the order of the rule book, each once.
/// </summary>
internal sealed class SafetyFindings
{
    // In a summary what calls for review stands before an order that has to wait.
    private static readonly Effect[] Heaviest = [Effect.ReferUrgently, Effect.Contraindicated, Effect.Caution, Effect.Deferred];

    private readonly HookScreening _screening;

    /// <summary>Finds them.</summary>
    /// <param name="screening">What the criteria say.</param>
    public SafetyFindings(HookScreening screening)
    {
        _screening = screening;
        Restricting = [.. screening.Safeguards.Where(rule => rule.Verdict == Verdict.NotMet)
            .OrderBy(rule => Array.IndexOf(Heaviest, rule.Rule.Safeguard!.Effect)).ThenByDescending(rule => BindsReported(rule.Rule.Safeguard!))];
        RedFlags = Of(Effect.ReferUrgently);
        Contraindications = Of(Effect.Contraindicated);
        var precautions = Of(Effect.Caution);
        ToReview = [.. precautions.Select(found => found.Name), .. Warned([.. RedFlags, .. Contraindications, .. precautions])];
        var deferred = Broken(Effect.Deferred).SelectMany(rule => rule.Bearing).Where(one => one.Verdict == Verdict.NotMet).Select(one => one.Leaf).ToList();
        IsTooSoon = deferred.Exists(IsInterval);
        IsTooMuch = deferred.Exists(leaf => !IsInterval(leaf));
        Deferrals = screening.Order is null ? [] : [.. deferred.Select(Deferral).OfType<(string, string)>()];
    }

    /// <summary>The safeguards that are not met, the heaviest first, and of those alike the ones of a complaint that was reported.</summary>
    public ImmutableArray<RuleScreening> Restricting { get; }

    /// <summary>The red flags that are there.</summary>
    public ImmutableArray<Found> RedFlags { get; }

    /// <summary>The contraindications that are there.</summary>
    public ImmutableArray<Found> Contraindications { get; }

    /// <summary>What calls for review before an injection: the precautions that are there, and the answers that the rules warn of.</summary>
    public ImmutableArray<string> ToReview { get; }

    /// <summary>What makes an order too soon or too much, as a sentence and in few words. Without an order there is nothing that could be either.</summary>
    public ImmutableArray<(string Sentence, string Short)> Deferrals { get; }

    /// <summary>Whether it is too soon after the last injection: waiting mends that.</summary>
    public bool IsTooSoon { get; }

    /// <summary>Whether it is too much, which waiting alone need not mend.</summary>
    public bool IsTooMuch { get; }

    private SymptomProfile Profile => _screening.Screening.Profile;

    /// <summary>What a criterion of a safeguard finds; nothing where it is about a number.</summary>
    /// <param name="leaf">The criterion; it is not met.</param>
    /// <param name="citation">Who says what that means.</param>
    public IEnumerable<Found> FoundBy(Leaf leaf, Citation citation) => leaf.Observe(Profile) switch
    {
        { Fact: BooleanFact fact } => [new Found(fact, fact.Codes[^1], citation)],
        { Fact: CodedFact fact, Observed: { } observed } when leaf.Limits.OfType<CodesLimit>().FirstOrDefault() is { } limit =>
            limit.Codes.Where(fact.CodesOf(observed.Codes).Contains).Select(code => new Found(fact, code, citation)),
        _ => [],
    };

    private ImmutableArray<Found> Of(Effect effect) => Restricting.IsEmpty ? [] :
    [
        .. Broken(effect)
            // A red flag and a precaution count whatever was reported; what stands against one use alone says nothing about another.
            .Where(rule => effect != Effect.Contraindicated || BindsReported(rule.Rule.Safeguard!))
            .SelectMany(rule => rule.Bearing).Where(one => one.Verdict == Verdict.NotMet)
            .SelectMany(one => FoundBy(one.Leaf, one.Text.Citation))
            .DistinctBy(found => (found.Fact, found.Code)),
    ];

    // A caveat of the heaviest sort that an answer brought: without it, what the criteria say would be read as if nothing spoke against it. Which caveats
    // these are is for the rules to say. One that hangs on the verdict of a safeguard tells of what that has found, which is named already.
    private IEnumerable<string> Warned(ImmutableArray<Found> known) => _screening.Reported.SelectMany(_screening.BroughtByAnswers)
        .Concat(_screening.BroughtByAnswers().Where(use => use.When.Verdict is null))
        .Where(use => use.Caveat.Severity == Severity.Warning)
        .SelectMany(use => use.When.Fact!.CodesOf(Profile[use.When.Fact]!.Value.Codes & use.When.Codes).Select(code => (Fact: use.When.Fact!, Code: code)))
        .Distinct().Except(known.Select(found => (found.Fact, found.Code)))
        .GroupBy(warned => warned.Fact, warned => warned.Code)
        .Select(warned => Words.Of(warned.Key, [.. warned]));

    private IEnumerable<RuleScreening> Broken(Effect effect) => Restricting.Where(rule => rule.Rule.Safeguard!.Effect == effect);

    private bool BindsReported(Safeguard safeguard) =>
        safeguard.Binds.IsEmpty || _screening.Reported.Any(part => safeguard.Binds.Contains(part.Indication.Id));

    private (string, string)? Deferral(Leaf leaf)
    {
        if (leaf.Limits.OfType<NumberLimit>().FirstOrDefault() is not { } limit)
        {
            return null;
        }

        // Units that were not answered can only add to those that were, which are too many already.
        var known = Words.Of(leaf.Facts.Sum(fact => Profile[fact]?.Number ?? 0));
        return IsInterval(leaf)
            ? ($"Too soon after the last injection: {known} days, not {Words.Of(limit.Value)} or more.", $"Too soon: {known} days, not {Words.Of(limit.Value)}.")
            : ($"Too many units{OfTheUsualProduct} over three months: {known}, not {Words.Of(limit.Value)} or fewer.", $"Too many units{OfTheUsualProduct}: {known}, not {Words.Of(limit.Value)}.");
    }

    // The cap is that of one product, and so are the units that the form asks for.
    private string OfTheUsualProduct => Profile[FactCatalogue.ToxinProduct] is { Codes: var product } && product != FactCatalogue.ToxinProduct.Assumed!.Answer.Codes
        ? $" of {Words.Of(FactCatalogue.ToxinProduct, FactCatalogue.ToxinProduct.Assumed.Answer)}"
        : "";

    private static bool IsInterval(Leaf leaf) => leaf.Facts.Contains(FactCatalogue.DaysSinceLastInjection);

    /// <summary>One code that a safeguard looks for and that is there.</summary>
    /// <param name="Fact">The fact.</param>
    /// <param name="Code">The code.</param>
    /// <param name="Citation">Who says what it means.</param>
    internal sealed record Found(CodedFact Fact, string Code, Citation Citation)
    {
        /// <summary>It in words.</summary>
        public string Name => Fact is BooleanFact fact ? Words.Of(fact) : Words.Of(Code);
    }
}
