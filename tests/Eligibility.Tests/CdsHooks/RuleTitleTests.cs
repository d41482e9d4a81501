using Eligibility.Api.CdsHooks;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Rules;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What a rule is about and whose it is, as a card has it from the rule's title.</summary>
public sealed class RuleTitleTests
{
    private static IEnumerable<Rule> Rules => RuleBook.Shipped.Rules.Where(rule => rule.Indication is not null);

    [Fact]
    public void Every_rule_that_ships_says_whose_it_is_and_one_authority_has_one_name()
    {
        foreach (var authority in Rules.GroupBy(rule => rule.Authority, RuleTitle.Of))
        {
            authority.Select(title => title.Name).Distinct().Should().ContainSingle("{0} is one authority", authority.Key);
        }
    }

    [Fact]
    public void What_a_rule_is_about_is_said_where_it_is_not_the_beginning_of_a_treatment_alone()
    {
        foreach (var rule in Rules)
        {
            var title = RuleTitle.Of(rule);

            (title.About.Length > 0).Should().Be(rule.Stage == Stage.Continuation || rule.RuleClass == nameof(MedicationOveruse), "{0}", rule.Id);
            title.Name.Should().NotBeEmpty().And.NotContain(": ");
        }
    }

    [Theory]
    [InlineData("Chronic migraine: whose", "", "whose", "whose")]
    [InlineData("Chronic migraine: whose: part 2", "", "whose: part 2", "whose: part 2")]
    [InlineData("Going on with it: whose", "Going on with it", "whose", "Going on with it: whose")]
    [InlineData("Guideline 2018: going on with it: part 2", "", "Guideline 2018: going on with it: part 2", "Guideline 2018: going on with it: part 2")]
    [InlineData("What somebody asks", "", "What somebody asks", "What somebody asks")]
    public void A_title_of_another_form_stays_whole(string title, string about, string name, string whole)
    {
        var rule = Rules.First(rule => rule.Indication!.Id == "chronic-migraine") with { Title = title };

        RuleTitle.Of(rule).Should().Be(new RuleTitle(about, name));
        RuleTitle.Of(rule).Whole.Should().Be(whole);
    }
}
