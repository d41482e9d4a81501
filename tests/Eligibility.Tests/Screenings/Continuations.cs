using System.Collections.Immutable;
using CsCheck;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Tests.Screenings;

/// <summary>
/// What the answers that are still missing could do to the candidacies, found by trying them. It knows which facts the rules read and
/// near which numbers something turns; it knows nothing of how open questions are worked out, so that it can hold them to account.
/// </summary>
internal static class Continuations
{
    private const int MostAnswersBefore = 3;

    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly ImmutableArray<IndicationRules> Indications =
        new RulesInForce(RuleBook.Shipped, Today).Indications;

    private static readonly ImmutableArray<Fact> Read =
        [.. RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Facts).Distinct()];

    /// <summary>The facts that may still be answered. What is assumed is context and held fixed.</summary>
    public static IEnumerable<Fact> Open(SymptomProfile profile) =>
        Read.Where(fact => !profile.Has(fact) && fact.Assumed is null);

    /// <summary>Whether some answer to a fact changes a candidacy, at once or after some answers to others.</summary>
    public static bool Matters(SymptomProfile profile, Fact fact) => Enumerable.Range(0, MostAnswersBefore + 1)
        .SelectMany(count => After(profile, [.. Others(profile, fact)], count)).Any(before => MattersNow(profile, before, fact));

    /// <summary>Whether some answer to a fact changes a candidacy at once, of the indications that were not ruled out at the outset.</summary>
    public static bool MattersNow(SymptomProfile outset, SymptomProfile before, Fact fact)
    {
        var outcome = Outcome(outset, before);
        return Answers(before, fact).Any(after => Outcome(outset, after) != outcome);
    }

    /// <summary>The profile with further answers taken from another one where they fit.</summary>
    public static SymptomProfile Continue(SymptomProfile profile, SymptomProfile other) =>
        Open(profile).Where(other.Has).Aggregate(profile, (continued, fact) =>
            Fitting(continued, fact, other[fact]!.Value) is { } answer ? continued.With(fact, answer)
            : continued);

    public static Gen<SymptomProfile[]> Others(int count) => RandomProfiles.Any.Array[count];

    private static IEnumerable<Fact> Others(SymptomProfile profile, Fact fact) =>
        Open(profile).Where(other => other != fact && other.StandIn != fact);

    private static string Outcome(SymptomProfile outset, SymptomProfile profile) => string.Join(' ',
        Indications.Select(indication => $"{indication.Ladder.Decide(profile)}")
            .Append($"{AnyRedFlag(profile)}"));

    private static bool AnyRedFlag(SymptomProfile profile) => RuleBook.Shipped.Rules
        .Any(rule => rule.Safeguard?.Effect == Effect.ReferUrgently && rule.InForce(Today)!.Criterion.Judge(profile) == Verdict.NotMet);

    // The profile after each way of answering so many of the facts, in their order, so that no set of answers comes twice.
    private static IEnumerable<SymptomProfile> After(SymptomProfile profile, ImmutableArray<Fact> facts, int count) => count == 0
        ? [profile]
        : facts.SelectMany((fact, index) => Answers(profile, fact).SelectMany(answered => After(answered, facts[(index + 1)..], count - 1)));

    private static IEnumerable<SymptomProfile> Answers(SymptomProfile profile, Fact fact) => Values(fact)
        .Where(answer => Fitting(profile, fact, answer) == answer).Select(answer => profile.With(fact, answer));

    private static IEnumerable<Answer> Values(Fact fact) => fact switch
    {
        NumberFact number => RandomProfiles.Turns(number).Select(value => new Answer(Number: value)),
        CodedFact coded => coded.Codes.Select(code => new Answer(Codes: coded.MaskOf(code))).Concat(coded is CodeSetFact ? [new Answer()] : []),
        _ => [],
    };

    // Brought within the answers that bound it; null where nothing is left.
    private static Answer? Fitting(SymptomProfile profile, Fact fact, Answer answer)
    {
        if (fact is not NumberFact number)
        {
            return answer;
        }

        var parts = FactCatalogue.All.OfType<NumberFact>().Where(part => part.AtMost == fact && profile.Has(part)).Select(part => profile[part]!.Value.Number);
        var least = parts.Append(number.Minimum).Max();
        var most = number.AtMost is { } whole && profile.Has(whole) ? profile[whole]!.Value.Number : number.Maximum;
        return least <= most ? new Answer(Number: Math.Clamp(answer.Number, least, most)) : null;
    }
}
