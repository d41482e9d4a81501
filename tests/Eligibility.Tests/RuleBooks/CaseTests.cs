using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Cases;

namespace Eligibility.Tests.RuleBooks;

public sealed class CaseTests
{
    private static readonly Screener Screener = new(RuleBook.Shipped);

    public static TheoryData<string> Ids => [.. Cases.Select(example => example.Id)];

    private static IEnumerable<Case> Cases => RuleBook.Shipped.Rules.SelectMany(rule => rule.Cases);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_answer_is_the_one_that_the_case_expects(string id)
    {
        var example = Cases.Single(example => example.Id == id);
        CaseCheck.Differences(Screener, example).Should().BeEmpty("{0}", example.Title);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_case_expects_something(string id) =>
        Cases.Single(example => example.Id == id).Expected.Should().NotBe(new CaseExpectation(), "a case that expects nothing cannot fail");

    // An expectation about something that does not exist could never be disappointed.
    [Fact]
    public void A_case_denies_only_caveats_that_exist()
    {
        var uses = RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Caveats);
        var codes = uses.Select(use => use.Caveat.Code).ToHashSet();
        Cases.SelectMany(example => example.Expected.WithoutCaveats ?? []).Should().OnlyContain(code => codes.Contains(code));
    }
}
