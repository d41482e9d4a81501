using Eligibility.Domain.Criteria;
using Eligibility.Domain.Proofs;
using Eligibility.Domain.RuleBooks;
using Eligibility.Tests.RuleBooks;

namespace Eligibility.Tests.Proofs;

public sealed class RuleProofTests
{
    public static TheoryData<string, int> Editions =>
        [.. RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions.Select((_, index) => (rule.Id, index)))];

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_criterion_can_come_out_either_way_and_decides_something(string rule, int edition) =>
        RuleProof.Findings(RuleBook.Shipped.Find(rule)!.Editions[edition]).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Editions))]
    public void Combining_the_leaves_is_judging_the_profile(string rule, int edition)
    {
        var criterion = RuleBook.Shipped.Find(rule)!.Editions[edition].Criterion;
        foreach (var (verdicts, example) in new DistinguishableProfiles(criterion.Leaves).All.Take(1_500))
        {
            criterion.Judge(example).Should().Be(criterion.Combine(leaf => verdicts[leaf]));
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void An_answer_more_never_flips_a_verdict_of_any_kind_of_profile(string rule, int edition)
    {
        var criterion = RuleBook.Shipped.Find(rule)!.Editions[edition].Criterion;
        var completions = new Eligibility.Domain.Screenings.Completions(criterion.Leaves);
        foreach (var (_, example) in new DistinguishableProfiles(criterion.Leaves).All.Take(300))
        {
            var verdict = criterion.Judge(example);
            if (verdict == Verdict.Unknown)
            {
                continue;
            }

            var more = criterion.Leaves.SelectMany(leaf => leaf.Facts).Distinct()
                .Where(fact => !example.Has(fact) && fact.Assumed is null && !(fact.StandIn is { } standIn && example.Has(standIn)))
                .SelectMany(fact => completions.Of(example, fact));
            more.Select(criterion.Judge).Should().AllBeEquivalentTo(verdict);
        }
    }

    [Fact]
    public void A_criterion_that_decides_nothing_is_found()
    {
        var leaves = RuleBook.Shipped.Find("fda-label/chronic-migraine")!.Editions[^1].Leaves;
        var (first, second) = (leaves[0], leaves[1]);

        // "Any of it, or all of it and something else" is the first part, whatever the rest is.
        var criterion = Criterion.AnyOf(first, Criterion.AllOf(first, second));
        var edition = new Edition(new DateOnly(2026, 1, 1), null, new Definition(criterion, null), [], []);

        RuleProof.Findings(edition).Should().Contain(finding => finding.Contains(second.Id) && finding.Contains("decides nothing"));
    }

    [Fact]
    public void A_changed_number_changes_exactly_the_profiles_between_the_two()
    {
        var before = RuleBook.Shipped.Find("general/chronic-migraine")!.Editions[^1];
        var after = new ChangedBook().Replace("general/chronic-migraine.json", "/editions/0/limits/headacheDays/value", "16").Open().Find("general/chronic-migraine")!.Editions[^1];

        var change = RuleProof.Differences(before, after).Should().ContainSingle().Subject;

        (change.Before, change.After).Should().Be((Verdict.Met, Verdict.NotMet));
        var days = change.Example[Eligibility.Domain.Facts.FactCatalogue.HeadacheDaysPerMonth] ?? change.Example[Eligibility.Domain.Facts.FactCatalogue.BaselineHeadacheDaysPerMonth];
        days!.Value.Number.Should().BeInRange(15, 15.999m);
    }
}
