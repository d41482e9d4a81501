using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// Answers that stand for all others: for each fact, one answer for every class of answers that the criteria in question can tell
/// apart, and that agrees with what was answered already.
/// </summary>
internal sealed class Completions
{
    private readonly ImmutableArray<Leaf> _leaves;
    private readonly Dictionary<Fact, ImmutableArray<Answer>> _codes;
    private readonly Dictionary<NumberFact, ImmutableArray<(Leaf Leaf, NumberFact Fact)>> _cuts;
    private readonly Dictionary<NumberFact, (FactSet BoundBy, ImmutableArray<Answer> AtStart, ImmutableArray<Answer> OnceBegun)> _numbers;

    public Completions(IEnumerable<Leaf> leaves)
    {
        _leaves = [.. leaves.Distinct()];
        var facts = _leaves.SelectMany(leaf => leaf.Facts).Distinct().ToList();
        _codes = facts.OfType<CodedFact>().ToDictionary(fact => (Fact)fact, Distinguished);
        _cuts = facts.OfType<NumberFact>().Concat(facts.OfType<NumberFact>().Select(fact => fact.AtMost).OfType<NumberFact>()).Distinct()
            .ToDictionary(fact => fact, fact => Linked(fact).SelectMany(other => _leaves.Where(leaf => leaf.Facts.Contains(other)).Select(leaf => (leaf, other))).ToImmutableArray());
        _numbers = _cuts.Where(cut => cut.Value.All(use => use.Leaf.ComparesOnly)).ToDictionary(cut => cut.Key, cut => Unbound(cut.Key));
    }

    /// <summary>The profile completed by each distinguishable answer to a fact, in turn.</summary>
    public IEnumerable<SymptomProfile> Of(SymptomProfile profile, Fact fact) => To(fact, profile).Select(answer => profile.With(fact, answer));

    /// <summary>The distinguishable answers to a fact that agree with the other answers.</summary>
    public ImmutableArray<Answer> To(Fact fact, SymptomProfile profile) => fact switch
    {
        NumberFact number => Numbers(number, profile),
        CodedFact coded => _codes.GetValueOrDefault(coded, []),
        EntryListFact list => [.. Lists(list, profile).Where(entries => Agrees(list, entries, profile)).Select(entries => new Answer(Entries: entries))],
        _ => [],
    };

    // A list that was given with gaps is completed by filling the gaps alike; a missing one by the lists that the criteria can tell apart.
    private IEnumerable<ImmutableArray<Entry>> Lists(EntryListFact fact, SymptomProfile profile) => profile[fact] is { } given
        ? Fillings(fact).Select(filling => given.Entries.Select(entry => Fill(fact, entry, filling)).ToImmutableArray())
        : _leaves.Where(leaf => leaf.Facts.Contains(fact)).SelectMany(leaf => leaf.TellingLists(fact, profile)).Prepend([]);

    private static IEnumerable<Answer[]> Fillings(EntryListFact list) => list.Fields.Aggregate<Fact, IEnumerable<Answer[]>>(
        [[]], (fillings, field) => fillings.SelectMany(filling => Extremes(field).Select(answer => (Answer[])[.. filling, answer])));

    private static IEnumerable<Answer> Extremes(Fact field) => field switch
    {
        NumberFact number => [new Answer(Number: number.Minimum), new Answer(Number: number.Maximum)],
        CodedFact coded => coded.Codes.Select(code => new Answer(Codes: coded.MaskOf(code))),
        _ => [],
    };

    private static Entry Fill(EntryListFact list, Entry entry, Answer[] filling) =>
        new([.. list.Fields.Select((field, index) => entry[field] ?? filling[index])]);

    // Most numbers are cut at the same points for everybody at a stage, as long as no answer bounds them: those are worked out once.
    private ImmutableArray<Answer> Numbers(NumberFact fact, SymptomProfile profile) =>
        _numbers.TryGetValue(fact, out var numbers) && (numbers.BoundBy & profile.Answered).IsEmpty
            ? profile.TreatmentHasBegun ? numbers.OnceBegun : numbers.AtStart
            : Cut(fact, profile);

    private (FactSet BoundBy, ImmutableArray<Answer> AtStart, ImmutableArray<Answer> OnceBegun) Unbound(NumberFact fact) => (
        FactSet.Of([.. Linked(fact).Where(other => other != fact), .. fact.AtLeastEachOf is { } list ? [list] : ImmutableArray<Fact>.Empty]),
        Cut(fact, SymptomProfile.Empty),
        Cut(fact, SymptomProfile.Empty.With(FactCatalogue.CyclesCompleted, new Answer(Number: 1))));

    private ImmutableArray<Answer> Cut(NumberFact fact, SymptomProfile profile)
    {
        var (least, most) = Bounds(fact, profile);
        decimal[] points = [least, most, .. _cuts.GetValueOrDefault(fact, []).SelectMany(cut => cut.Leaf.TurningPoints(cut.Fact, profile))];
        var cuts = points.Where(point => point >= least && point <= most).Distinct().Order().ToList();
        var between = cuts.Zip(cuts.Skip(1), (low, high) => fact.WholeNumbers ? decimal.Floor((low + high) / 2) : (low + high) / 2);
        return [.. cuts.Concat(between).Where(fact.Accepts).Distinct().Select(number => new Answer(Number: number))];
    }

    // Facts that bound each other are cut at the same points, so that classes of one can be compared with classes of the other.
    internal static IEnumerable<NumberFact> Linked(NumberFact fact) => FactCatalogue.All.OfType<NumberFact>().Where(other =>
        other == fact || other.AtMost == fact || fact.AtMost == other || (other.AtMost is not null && other.AtMost == fact.AtMost));

    private static (decimal Least, decimal Most) Bounds(NumberFact fact, SymptomProfile profile)
    {
        var (least, most) = (fact.Minimum, fact.Maximum);
        foreach (var other in Linked(fact))
        {
            if (profile.Has(other) && other != fact)
            {
                var number = profile[other]!.Value.Number;
                least = other.AtMost == fact ? Math.Max(least, number) : least;
                most = fact.AtMost == other ? Math.Min(most, number) : most;
            }
        }

        if (fact is { AtLeastEachOf: { } list, EachOf: { } field } && profile[list] is { } given)
        {
            least = given.Entries.Select(entry => entry[field]?.Number ?? least).Append(least).Max();
        }

        return (least, most);
    }

    private static bool Agrees(EntryListFact list, ImmutableArray<Entry> entries, SymptomProfile profile) => FactCatalogue.All.OfType<NumberFact>()
        .Where(total => total.AtLeastEachOf == list && profile.Has(total))
        .All(total => entries.All(entry => !(entry[total.EachOf!]?.Number > profile[total]!.Value.Number)));

    // Codes that every criterion treats alike stand for each other; of a set, every combination of those that are left is an answer.
    private ImmutableArray<Answer> Distinguished(CodedFact fact)
    {
        ulong[] masks = [.. _leaves.Where(leaf => leaf.Facts.Contains(fact)).SelectMany(leaf => leaf.Distinguishes(fact)).Distinct()];
        var codes = Enumerable.Range(0, fact.Codes.Length).Select(index => 1UL << index)
            .GroupBy(code => string.Concat(masks.Select(mask => (mask & code) != 0 ? '1' : '0')))
            .Select(alike => alike.First());
        return [.. (fact is CodeSetFact ? Subsets(codes) : codes).Select(answer => new Answer(Codes: answer))];
    }

    private static IEnumerable<ulong> Subsets(IEnumerable<ulong> codes) =>
        codes.Aggregate<ulong, IEnumerable<ulong>>([0UL], (sets, code) => sets.SelectMany(set => new[] { set, set | code }));
}
