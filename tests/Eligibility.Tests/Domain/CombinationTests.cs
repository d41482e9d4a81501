using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Criteria.Criterion;

namespace Eligibility.Tests.Domain;

public sealed class CombinationTests
{
    private const Verdict No = Verdict.NotMet;
    private const Verdict Open = Verdict.Unknown;
    private const Verdict Yes = Verdict.Met;

    // Three questions with a yes or a no, so that a verdict of each part is an answer, or none.
    private static readonly ImmutableArray<BooleanFact> Parts =
        [FactCatalogue.Pregnant, FactCatalogue.Breastfeeding, FactCatalogue.MedicationOveruseManaged];

    public static TheoryData<Verdict, Verdict, Verdict, Verdict> Tables => new()
    {
        // left, right, all of, any of
        { No, No, No, No },
        { No, Open, No, Open },
        { No, Yes, No, Yes },
        { Open, No, No, Open },
        { Open, Open, Open, Open },
        { Open, Yes, Open, Yes },
        { Yes, No, No, Yes },
        { Yes, Open, Open, Yes },
        { Yes, Yes, Yes, Yes },
    };

    public static IEnumerable<TheoryDataRow<Verdict[]>> UpToThree =>
        from count in Enumerable.Range(1, 3)
        from verdicts in Combinations(count)
        select new TheoryDataRow<Verdict[]>([.. verdicts]);

    [Theory]
    [MemberData(nameof(Tables))]
    public void Two_parts_follow_the_truth_tables(Verdict left, Verdict right, Verdict allOf, Verdict anyOf)
    {
        AllOf(Criteria(2)).Judge(Answered([left, right])).Should().Be(allOf);
        AnyOf(Criteria(2)).Judge(Answered([left, right])).Should().Be(anyOf);
    }

    [Fact]
    public void A_verdict_hangs_on_every_part_of_all_and_on_those_of_any_that_come_out_as_the_whole_does()
    {
        var parts = Criteria(3).Cast<Leaf>().ToList();

        Bearing(AllOf(parts), Yes, No, Open).Should().Equal(0, 1, 2);
        Bearing(AnyOf(parts), Yes, No, Open).Should().Equal(0);
        Bearing(AnyOf(parts), No, No, Open).Should().Equal(2);
        Bearing(AnyOf(parts), No, No, No).Should().Equal(0, 1, 2);
        Bearing(AllOf(parts[0], AnyOf(parts[1], parts[2])), No, Yes, No).Should().Equal(0, 1);

        IEnumerable<int> Bearing(Criterion criterion, params Verdict[] verdicts) => criterion.Bearing(leaf => verdicts[parts.IndexOf(leaf)]).Select(leaf => parts.IndexOf(leaf));
    }

    [Theory]
    [MemberData(nameof(UpToThree))]
    public void All_of_is_the_least_and_any_of_the_greatest(Verdict[] verdicts)
    {
        AllOf(Criteria(verdicts.Length)).Judge(Answered(verdicts)).Should().Be(verdicts.Min());
        AnyOf(Criteria(verdicts.Length)).Judge(Answered(verdicts)).Should().Be(verdicts.Max());
    }

    [Theory]
    [MemberData(nameof(UpToThree))]
    public void Nested_parts_count_as_one(Verdict[] verdicts)
    {
        var anyOfAll = AnyOf(AllOf(Criteria(verdicts.Length)), Parts[0].IsFalse);
        anyOfAll.Judge(Answered(verdicts)).Should().Be(verdicts.Min() > verdicts[0] ? verdicts.Min() : verdicts[0]);
        var allOfAny = AllOf(AnyOf(Criteria(verdicts.Length)), Parts[0].IsFalse);
        allOfAny.Judge(Answered(verdicts)).Should().Be(verdicts.Max() < verdicts[0] ? verdicts.Max() : verdicts[0]);
    }

    [Theory]
    [MemberData(nameof(UpToThree))]
    public void What_is_decided_stays_decided_whatever_is_answered_next(Verdict[] verdicts)
    {
        foreach (var combine in new Func<IEnumerable<Criterion>, Criterion>[] { parts => AllOf(parts), parts => AnyOf(parts) })
        {
            var criterion = combine(Criteria(verdicts.Length));
            var before = criterion.Judge(Answered(verdicts));
            var later = Completions(verdicts).Select(completion => criterion.Judge(Answered(completion))).ToList();
            later.Should().OnlyContain(verdict => before == Open || verdict == before);
            later.Should().Contain(before, "leaving it at that is a completion too");
        }
    }

    [Theory]
    [MemberData(nameof(UpToThree))]
    public void A_decided_combination_asks_for_nothing_and_an_open_one_for_its_open_parts(Verdict[] verdicts)
    {
        IEnumerable<Fact> missing = Parts.Take(verdicts.Length).Where((_, index) => verdicts[index] == Open);
        foreach (var criterion in new[] { AllOf(Criteria(verdicts.Length)), AnyOf(Criteria(verdicts.Length)) })
        {
            var profile = Answered(verdicts);
            criterion.OpenFacts(profile).InOrder.Should().BeEquivalentTo(criterion.Judge(profile) == Open ? missing : []);
        }
    }

    [Fact]
    public void Parts_that_an_edition_does_not_ask_for_are_left_out()
    {
        AllOf(null, Parts[0].IsFalse, null).Should().BeAssignableTo<Leaf>("one part needs no combination");
        AnyOf(Parts[0].IsFalse, null, Parts[1].IsFalse).Leaves.Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(UpToThree))]
    public void Verdicts_that_are_given_combine_as_those_that_are_judged(Verdict[] verdicts)
    {
        foreach (var criterion in new[] { AllOf(Criteria(verdicts.Length)), AnyOf(Criteria(verdicts.Length)) })
        {
            criterion.Combine(leaf => leaf.Judge(Answered(verdicts))).Should().Be(criterion.Judge(Answered(verdicts)));
        }
    }

    [Fact]
    public void What_reads_no_answer_can_never_be_met()
    {
        var (never, part) = (new NotCovered(), Parts[0].IsFalse);

        part.CanBeMet.Should().BeTrue();
        never.CanBeMet.Should().BeFalse();
        AllOf(part, never).CanBeMet.Should().BeFalse();
        AnyOf(part, never).CanBeMet.Should().BeTrue();
        AllOf(part, part).CanBeMet.Should().BeTrue();
        AnyOf(never, never).CanBeMet.Should().BeFalse();
    }

    [Fact]
    public void A_combination_of_nothing_is_refused()
    {
        FluentActions.Invoking(() => AllOf(null, null)).Should().Throw<ArgumentException>().WithMessage("*has to ask for something*");
        FluentActions.Invoking(() => AnyOf()).Should().Throw<ArgumentException>().WithMessage("*has to ask for something*");
    }

    private static IEnumerable<Criterion> Criteria(int count) => Parts.Take(count).Select(fact => fact.IsFalse);

    private static IEnumerable<ImmutableArray<Verdict>> Combinations(int count) => count == 0
        ? [[]]
        : Combinations(count - 1).SelectMany(_ => Enum.GetValues<Verdict>(), (first, last) => first.Add(last));

    private static IEnumerable<ImmutableArray<Verdict>> Completions(Verdict[] verdicts) =>
        Combinations(verdicts.Length).Where(completion => completion.Zip(verdicts).All(pair => pair.Second is Open || pair.First == pair.Second));

    private static SymptomProfile Answered(IReadOnlyList<Verdict> verdicts)
    {
        var draft = new ProfileDraft();
        for (var i = 0; i < verdicts.Count; i++)
        {
            if (verdicts[i] != Open)
            {
                draft.Set(Parts[i], verdicts[i] == Yes ? "false" : "true");
            }
        }

        return draft.ToProfile();
    }
}
