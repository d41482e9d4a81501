using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// The smallest sets of answers whose change would turn a rule that is not met: no part of such a set would do. Facts that are never
/// suggested are left as they are, and so is time that would have to run backwards.
/// </summary>
internal sealed class Changes(RuleInForce rule)
{
    private static readonly FactSet Suggestible = FactSet.Of([.. FactCatalogue.All.Where(fact => fact.Changeability != Changeability.NeverSuggest)]);

    /// <summary>The sets, smallest first.</summary>
    public ImmutableArray<ImmutableArray<Change>> Of(SymptomProfile profile, DateOnly asOf)
    {
        var candidates = Candidates(profile);
        return candidates.IsEmpty || !TouchesWhatStandsAgainstIt(rule.Edition!.Criterion, profile, candidates) ? [] : Search(profile, candidates.InOrder, asOf);
    }

    // The answers to what is not met, of those that may be changed.
    private FactSet Candidates(SymptomProfile profile)
    {
        var facts = FactSet.None;
        foreach (var leaf in rule.Leaves)
        {
            facts |= leaf.Judge(profile) == Verdict.NotMet ? leaf.Reads : FactSet.None;
        }

        return facts & profile.Answered & Suggestible;
    }

    private ImmutableArray<ImmutableArray<Change>> Search(SymptomProfile profile, ImmutableArray<Fact> facts, DateOnly asOf)
    {
        var found = new List<(ImmutableArray<Fact> Facts, SymptomProfile Turned)>();
        foreach (var set in Subsets(facts).Where(set => TouchesWhatStandsAgainstIt(rule.Edition!.Criterion, profile, FactSet.Of(set))).OrderBy(set => set.Length))
        {
            if (!found.Exists(smaller => smaller.Facts.All(set.Contains))
                && Turn(profile, set.Aggregate(profile, (rest, fact) => rest.Without(fact)), set) is { } turned)
            {
                found.Add((set, turned));
            }
        }

        return [.. found.Select(set => set.Facts.Select(fact => Describe(fact, profile, set.Turned, asOf)).ToImmutableArray())];
    }

    private static IEnumerable<ImmutableArray<Fact>> Subsets(ImmutableArray<Fact> facts) => Enumerable.Range(1, (1 << facts.Length) - 1)
        .Select(bits => facts.Where((_, index) => (bits & (1 << index)) != 0).ToImmutableArray());

    // Every part of an "all of" that is not met has to be touched, and one part of an "any of"; other sets need not be tried.
    private static bool TouchesWhatStandsAgainstIt(Criterion criterion, SymptomProfile profile, FactSet set)
    {
        if (criterion is Leaf leaf)
        {
            return !(leaf.Reads & set).IsEmpty || leaf.Judge(profile) != Verdict.NotMet;
        }

        var combination = (Combination)criterion;
        foreach (var part in combination.Parts)
        {
            if (TouchesWhatStandsAgainstIt(part, profile, set) != combination.All)
            {
                return !combination.All || criterion.Judge(profile) != Verdict.NotMet;
            }
        }

        return combination.All || criterion.Judge(profile) != Verdict.NotMet;
    }

    // The first completion that turns the rule, trying the answers nearest to the given ones first; null where none does.
    private SymptomProfile? Turn(SymptomProfile given, SymptomProfile partial, ImmutableArray<Fact> left)
    {
        if (rule.Judge(partial) == Verdict.NotMet)
        {
            return null;
        }

        if (left.IsEmpty)
        {
            return partial;
        }

        var fact = left[0];
        return rule.Completions.Of(partial, fact).Where(changed => IsPossible(fact, given, changed))
            .OrderBy(changed => Math.Abs(changed[fact]!.Value.Number - given[fact]!.Value.Number))
            .Select(changed => Turn(given, changed, left[1..])).FirstOrDefault(turned => turned is not null);
    }

    private static bool IsPossible(Fact fact, SymptomProfile before, SymptomProfile after) =>
        fact is not NumberFact || fact.Changeability != Changeability.OnlyWithTime || !RunsForward(fact)
        || after[fact]!.Value.Number >= before[fact]!.Value.Number;

    // Units of the last three months are the one such fact that waiting lowers.
    private static bool RunsForward(Fact fact) => fact != FactCatalogue.UnitsLast3Months;

    private Change Describe(Fact fact, SymptomProfile profile, SymptomProfile turned, DateOnly asOf)
    {
        var leaf = rule.Leaves.First(leaf => leaf.Facts.Contains(fact) && leaf.Judge(profile) == Verdict.NotMet);
        if (fact is not NumberFact number)
        {
            var seen = leaf.Observe(profile);
            return new Change(fact, seen.Required, leaf is NumberComparison compared && seen.Observed is { } count ? Math.Abs(compared.Value - count.Number) : null, null);
        }

        var given = profile[fact]!.Value.Number;
        var up = turned[fact]!.Value.Number > given;
        // The turning point itself does not do where the comparison is strict.
        var point = leaf.TurningPoints(number, turned).DefaultIfEmpty(turned[fact]!.Value.Number).MinBy(point => Math.Abs(point - turned[fact]!.Value.Number));
        var strict = leaf.Judge(turned.With(fact, new Answer(Number: point))) == Verdict.NotMet;
        var required = FormattableString.Invariant($"{(up ? ">" : "<")}{(strict ? "" : "=")} {point}");
        return new Change(fact, required, Math.Abs(point - given), up && fact.Changeability == Changeability.OnlyWithTime ? Reached(number, point - given, asOf) : null);
    }

    private static DateOnly? Reached(NumberFact fact, decimal wait, DateOnly asOf)
    {
        var whole = (int)decimal.Ceiling(wait);
        try
        {
            return fact.Unit switch
            {
                "days" => asOf.AddDays(whole),
                "weeks" => asOf.AddDays((int)decimal.Ceiling(wait * 7)),
                "months" => asOf.AddMonths(whole),
                "years" => asOf.AddYears(whole),
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            // Beyond the last day of the calendar.
            return null;
        }
    }
}
