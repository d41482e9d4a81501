using System.Collections.Immutable;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>What the safeguards found, in words: the red flags, contraindications and precautions that are there, and what makes an injection too soon or too much.</summary>
internal static class SafetyFindings
{
    private const string AnotherHeadache = "headache-type-not-migraine";

    /// <summary>The codes and facts that were found, each once, with their sources: those of a reported complaint first, then in the order of the rule book.</summary>
    /// <param name="screening">What the criteria say.</param>
    /// <param name="effect">What the safeguards do that looked for them.</param>
    public static ImmutableArray<(string Name, Citation Citation)> Of(HookScreening screening, Effect effect) =>
    [
        .. Broken(screening, effect).OrderByDescending(rule => BindsReported(rule.Rule.Safeguard!, screening))
            // A red flag and a precaution count whatever was reported; what stands against one use alone says nothing about another.
            .Where(rule => effect != Effect.Contraindicated || BindsReported(rule.Rule.Safeguard!, screening))
            .SelectMany(HookScreening.Lines).Where(line => line.Verdict == Verdict.NotMet)
            .SelectMany(line => NamesOf(line.Leaf, screening.Screening.Profile).Select(name => (Name: name, line.Edition.TextOf(line.Leaf).Citation)))
            .DistinctBy(found => found.Name),
    ];

    /// <summary>The type of the headache, where criteria for migraine are met by one that was reported as another.</summary>
    /// <param name="screening">What the criteria say.</param>
    public static ImmutableArray<string> OtherHeadache(HookScreening screening) =>
        screening.Reported.Any(part => part.Caveats.Any(caveat => caveat.Code == AnotherHeadache))
            ? [$"headache of another type ({Words.Of(FactCatalogue.HeadacheType, screening.Screening.Profile[FactCatalogue.HeadacheType]!.Value)})"]
            : [];

    /// <summary>What makes an order too soon or too much, in sentences. Without an order there is nothing that could be either.</summary>
    /// <param name="screening">What the criteria say.</param>
    public static ImmutableArray<string> Deferrals(HookScreening screening) => screening.Order is null ? [] :
    [
        .. Broken(screening, Effect.Deferred).SelectMany(HookScreening.Lines).Where(line => line.Verdict == Verdict.NotMet)
            .Select(line => Deferral(line.Leaf, screening.Screening.Profile)).OfType<string>(),
    ];

    /// <summary>Whether it is too soon: waiting mends that, too many units it does not.</summary>
    /// <param name="screening">What the criteria say.</param>
    public static bool IsTooSoon(HookScreening screening) =>
        Broken(screening, Effect.Deferred).SelectMany(HookScreening.Lines).Any(line => line.Verdict == Verdict.NotMet && IsInterval(line.Leaf));

    private static IEnumerable<RuleScreening> Broken(HookScreening screening, Effect effect) =>
        screening.Safeguards.Where(rule => rule.Verdict == Verdict.NotMet && rule.Rule.Safeguard!.Effect == effect);

    private static bool BindsReported(Safeguard safeguard, HookScreening screening) =>
        safeguard.Binds.IsEmpty || screening.Reported.Any(part => safeguard.Binds.Contains(part.Indication.Id));

    private static IEnumerable<string> NamesOf(Leaf leaf, SymptomProfile profile) => leaf.Observe(profile) switch
    {
        { Fact: BooleanFact fact } => [Words.Of(fact)],
        { Fact: CodedFact fact, Observed: { } observed } when leaf.Limits.OfType<CodesLimit>().FirstOrDefault() is { } limit =>
            limit.Codes.Where(fact.CodesOf(observed.Codes).Contains).Select(Words.Of),
        _ => [],
    };

    private static string? Deferral(Leaf leaf, SymptomProfile profile)
    {
        if (leaf.Limits.OfType<NumberLimit>().FirstOrDefault() is not { } limit)
        {
            return null;
        }

        // Units that were not answered can only add to those that were, which are too many already.
        var known = leaf.Facts.Sum(fact => profile[fact]?.Number ?? 0);
        return IsInterval(leaf)
            ? $"Too soon after the last injection: {Words.Of(known)} days, not {Words.Of(limit.Value)} or more."
            : $"Too many units over three months: {Words.Of(known)}, not {Words.Of(limit.Value)} or fewer.";
    }

    private static bool IsInterval(Leaf leaf) => leaf.Facts.Contains(FactCatalogue.DaysSinceLastInjection);
}
