using System.Text;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.RuleBooks;

public sealed class CriterionCoverageTests
{
    // A criterion that cannot be unknown, or cannot be broken, is not asked to be; one without facts is always the same.
    public static IEnumerable<TheoryDataRow<string, DateOnly, string, Verdict>> Criteria =>
        from rule in RuleBook.Shipped.Rules
        from edition in rule.Editions
        from leaf in edition.Leaves
        from verdict in Enum.GetValues<Verdict>()
        where !leaf.Facts.IsEmpty && (verdict != Verdict.Unknown || leaf.CanBeOpen) && (verdict != Verdict.NotMet || leaf.CanBeBroken)
        select new TheoryDataRow<string, DateOnly, string, Verdict>(rule.Id, edition.EffectiveFrom, leaf.Id, verdict);

    [Theory]
    [MemberData(nameof(Criteria))]
    public void Every_criterion_comes_out_in_every_way_in_the_cases_beside_it(string id, DateOnly from, string criterion, Verdict verdict)
    {
        var rule = RuleBook.Shipped.Find(id)!;
        var edition = rule.Editions.Single(edition => edition.EffectiveFrom == from);
        var verdicts =
            from example in rule.Cases
            where rule.InForce(example.AsOf) == edition
            let profile = ProfileReader.Read(Encoding.UTF8.GetBytes(example.Profile.GetRawText())).Profile
            where profile is not null
            select edition.Leaves.Single(leaf => leaf.Id == criterion).Judge(profile);

        verdicts.Should().Contain(verdict);
    }

    [Fact]
    public void What_is_exempt_is_a_product_that_is_assumed_and_what_is_never_asked() =>
        RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Leaves)
            .Where(leaf => leaf.Facts.All(fact => fact.Assumed is not null)).Select(leaf => leaf.Id).Distinct()
            .Should().BeEquivalentTo("toxin-products", "covered", "trigger-point-injections");
}
