using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Cases;

namespace Eligibility.Tests.RuleBooks;

/// <summary>A limit that slips by one, or loses a code, is noticed by the cases beside its own rule.</summary>
public sealed class LimitChangeTests
{
    public static IEnumerable<TheoryDataRow<string, int, string, int>> Numbers =>
        from limit in Limits
        where limit.Limit is NumberLimit
        from step in new[] { -1, 1 }
        // Before the first cycle a rule about going on is not in play, so that judging from then on cannot be told from judging from the first.
        where !(limit.Limit is NumberLimit { Name: "cycles", Value: 1 } && step == -1)
        select new TheoryDataRow<string, int, string, int>(limit.Rule.Id, limit.Edition, limit.Limit.Name, step);

    public static IEnumerable<TheoryDataRow<string, int, string, string>> CodesOfSeveral =>
        from limit in Limits
        where limit.Limit is CodesLimit { Codes.Length: > 1 }
        from code in ((CodesLimit)limit.Limit).Codes
        select new TheoryDataRow<string, int, string, string>(limit.Rule.Id, limit.Edition, limit.Limit.Name, code);

    public static IEnumerable<TheoryDataRow<string, int, string, string>> OthersThanTheOnlyOne =>
        from limit in Limits
        where limit.Limit is CodesLimit { Codes.Length: 1 } && limit.Leaf.Facts.OfType<CodedFact>().Any()
        // One that the criterion asks about otherwise cannot be both: the book would be refused.
        from code in limit.Leaf.Facts.OfType<CodedFact>().Single().Codes.Except(limit.Leaf.Limits.OfType<CodesLimit>().SelectMany(other => other.Codes)).Take(1)
        select new TheoryDataRow<string, int, string, string>(limit.Rule.Id, limit.Edition, limit.Limit.Name, code);

    // A limit may serve several criteria; it is one number all the same.
    private static IEnumerable<(Rule Rule, int Edition, Leaf Leaf, Limit Limit)> Limits =>
        AllLimits.DistinctBy(limit => (limit.Rule.Id, limit.Edition, limit.Limit.Name));

    private static IEnumerable<(Rule Rule, int Edition, Leaf Leaf, Limit Limit)> AllLimits =>
        from rule in RuleBook.Shipped.Rules
        from edition in Enumerable.Range(0, rule.Editions.Length)
        from leaf in rule.Editions[edition].Leaves
        from limit in leaf.Limits
        select (rule, edition, leaf, limit);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_moved_by_one_is_noticed(string rule, int edition, string limit, int step)
    {
        var (_, _, leaf, shipped) = Limits.Single(known => known.Rule.Id == rule && known.Edition == edition && known.Limit.Name == limit);
        var number = ((NumberLimit)shipped).Value + step;
        var changed = Changed(rule, edition, limit, number.ToString(CultureInfo.InvariantCulture));
        if (changed.Faults() is { IsEmpty: false } faults)
        {
            // A sum of several facts can reach the sum of their bounds.
            var facts = leaf.Facts.OfType<NumberFact>().ToList();
            facts.Should().NotBeEmpty();
            number.Should().NotBeInRange(facts.Min(fact => fact.Minimum), facts.Sum(fact => fact.Maximum), "the book was refused: {0}", faults[0]);
            return;
        }

        Noticed(changed, rule).Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(CodesOfSeveral))]
    public void A_code_left_out_is_noticed(string rule, int edition, string limit, string code) =>
        Noticed(Changed(rule, edition, limit, codes => codes.Remove(code)), rule).Should().NotBeEmpty();

    [Theory]
    [MemberData(nameof(OthersThanTheOnlyOne))]
    public void The_only_code_exchanged_for_another_is_noticed(string rule, int edition, string limit, string code) =>
        Noticed(Changed(rule, edition, limit, _ => [code]), rule).Should().NotBeEmpty();

    // The first difference is enough, and quick.
    private static IEnumerable<string> Noticed(ChangedBook changed, string rule)
    {
        var book = changed.Open();
        var screener = new Screener(book);
        return book.Find(rule)!.Cases.SelectMany(example => CaseCheck.Differences(screener, example)).Take(1);
    }

    private static ChangedBook Changed(string rule, int edition, string limit, Func<ImmutableArray<string>, ImmutableArray<string>> change)
    {
        var shipped = Limits.Single(known => known.Rule.Id == rule && known.Edition == edition && known.Limit.Name == limit).Limit;
        return Changed(rule, edition, limit, JsonSerializer.Serialize(change(((CodesLimit)shipped).Codes)));
    }

    private static ChangedBook Changed(string rule, int edition, string limit, string value) =>
        new ChangedBook().WithCasesOf(rule).Replace($"{rule}.json", $"/editions/{edition}/limits/{limit}/value", value);
}
