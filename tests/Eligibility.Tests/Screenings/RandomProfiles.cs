using System.Collections.Immutable;
using CsCheck;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.Screenings;

/// <summary>Valid profiles of every kind, made from the facts; numbers crowd around the limits of the rules, where something may go wrong.</summary>
internal static class RandomProfiles
{
    private static readonly ImmutableArray<Leaf> Leaves =
        [.. RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Leaves)];

    /// <summary>A profile in which some facts are answered and some are not.</summary>
    public static Gen<SymptomProfile> Any { get; } = FactCatalogue.All.Aggregate(
        Gen.Const(ImmutableArray<Answer?>.Empty),
        (answers, fact) => Gen.Select(answers, Maybe(fact), (before, answer) => before.Add(answer))).Select(Consistent);

    /// <summary>A profile, and the same with more answers. What a missing answer is assumed to be stays as it is.</summary>
    public static Gen<(SymptomProfile Less, SymptomProfile More)> Growing { get; } =
        Gen.Select(Any, Gen.ULong, (more, keep) => (Without(more, keep), more));

    /// <summary>The numbers at which something may turn: the bounds, and the limits of the rules with their neighbours.</summary>
    public static ImmutableArray<decimal> Turns(NumberFact fact)
    {
        var limits = Leaves.Where(leaf => leaf.Facts.Contains(fact)).SelectMany(leaf => leaf.Limits).OfType<NumberLimit>().Select(limit => limit.Value);
        decimal[] steps = [-1, -0.5m, 0, 0.5m, 1];
        return [.. limits.SelectMany(limit => steps.Select(step => limit + step)).Append(fact.Minimum).Append(fact.Maximum)
            .Where(fact.Accepts).Distinct().Order()];
    }

    private static Gen<Answer?> Maybe(Fact fact) => Gen.Frequency((2, Gen.Const((Answer?)null)), (3, Given(fact).Select(answer => (Answer?)answer)));

    private static Gen<Answer> Given(Fact fact) => fact switch
    {
        NumberFact number => Gen.Frequency((3, Gen.OneOf<decimal>([.. Turns(number)])), (1, Within(number))).Select(value => new Answer(Number: value)),
        CodeSetFact set => Gen.Frequency((3, Gen.Const(0UL)), (2, One(set)), (1, Gen.ULong[0, set.MaskOf(set.Codes)])).Select(codes => new Answer(Codes: codes)),
        CodedFact coded => One(coded).Select(code => new Answer(Codes: code)),
        EntryListFact list => Entry(list).Array[0, 3].Select(entries => new Answer(Entries: [.. entries])),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static Gen<ulong> One(CodedFact fact) => Gen.Int[0, fact.Codes.Length - 1].Select(index => 1UL << index);

    private static Gen<decimal> Within(NumberFact fact) => fact.WholeNumbers
        ? Gen.Int[(int)fact.Minimum, (int)fact.Maximum].Select(value => (decimal)value)
        : Gen.Int[(int)fact.Minimum * 10, (int)fact.Maximum * 10].Select(value => value / 10m);

    private static Gen<Entry> Entry(EntryListFact list) => list.Fields.Skip(1)
        .Aggregate(Given(list.Fields[0]).Select(answer => ImmutableArray.Create((Answer?)answer)),
            (answers, field) => Gen.Select(answers, Maybe(field), (before, answer) => before.Add(answer)))
        .Select(answers => new Entry([.. answers]));

    // A part that was drawn greater than its whole is brought down to it.
    private static SymptomProfile Consistent(ImmutableArray<Answer?> answers)
    {
        var draft = new ProfileDraft();
        foreach (var (fact, answer) in FactCatalogue.All.Zip(answers))
        {
            if (answer is not null)
            {
                draft.Set(fact, answer.Value);
            }
        }

        foreach (var fact in FactCatalogue.All.OfType<NumberFact>())
        {
            if (fact.AtMost is { } whole && draft.Number(fact) > draft.Number(whole))
            {
                draft.Set(fact, draft.Number(whole)!.Value);
            }

            if (draft.Number(fact) < draft.LeastOf(fact))
            {
                draft.Set(fact, draft.LeastOf(fact));
            }
        }

        return draft.ToProfile();
    }

    // A better answer than the one that stands in for it may decide anew. So when it goes, the one that stands in goes too.
    private static SymptomProfile Without(SymptomProfile profile, ulong keep)
    {
        var draft = new ProfileDraft();
        foreach (var (fact, index) in FactCatalogue.All.Select((fact, index) => (fact, index)).Where(item => profile.Has(item.fact)))
        {
            var better = FactCatalogue.All.Select((other, place) => (other, place)).FirstOrDefault(item => item.other.StandIn == fact);
            var kept = (keep & (1UL << index)) != 0 && (better.other is null || !profile.Has(better.other) || (keep & (1UL << better.place)) != 0);
            if (kept || fact.Assumed is not null)
            {
                draft.Set(fact, profile[fact]!.Value);
            }
        }

        return draft.ToProfile();
    }
}
