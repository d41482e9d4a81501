using System.Text;
using CsCheck;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Profiles;

namespace Eligibility.Tests.Screenings;

/// <summary>Judging in bits says what judging each criterion by itself says, and allocates nothing.</summary>
public sealed class JudgingTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly RulesInForce Rules = new(RuleBook.Shipped, Today);
    private static readonly Screener Screener = new(RuleBook.Shipped);

    [Fact]
    public void Bits_say_of_every_criterion_and_rule_what_the_tree_says() => RandomProfiles.Any.Sample(
        profile =>
        {
            var (words, verdicts) = Judge(profile);
            foreach (var rule in Rules.All.Where(rule => rule.Edition is not null))
            {
                rule.Leaves.Select((_, leaf) => words[rule.Place].Of(leaf)).Should().Equal(rule.Leaves.Select(leaf => leaf.Judge(profile)), "{0} is judged so", rule.Rule.Id);
                verdicts[rule.Place].Should().Be(rule.Judge(profile));
                rule.OpenFacts(words[rule.Place], profile).Should().Be(rule.OpenFacts(profile), "{0} asks for so much", rule.Rule.Id);
            }
        },
        iter: 300, print: ProfileText.Of);

    [Fact]
    public void The_ladder_of_an_indication_comes_out_the_same_alone_and_among_all_rules() => RandomProfiles.Any.Sample(
        profile =>
        {
            var (_, verdicts) = Judge(profile);
            Rules.Indications.Select(rules => rules.Ladder.Decide(verdicts)).Should().Equal(Rules.Indications.Select(rules => rules.Ladder.Decide(profile)));
        },
        iter: 200, print: ProfileText.Of);

    [Fact]
    public void Whether_a_candidacy_is_settled_is_the_same_at_a_glance_and_by_a_search_for_all_that_could_move_it() => RandomProfiles.Any.Sample(
        profile =>
        {
            var screening = Screener.Screen(profile, Today);
            screening.Rules.Indications.Select(screening.IsSettled).Should().Equal(Rules.Indications.Select(rules => rules.Ladder.Needs(profile).IsEmpty));
            screening.Settled.Should().Be(screening.AtMostMoreAnswers == 0);
        },
        iter: 100, print: ProfileText.Of);

    [Fact]
    public void What_is_worth_asking_is_the_same_whether_it_was_kept_or_is_found_anew() => RandomProfiles.Any.Array[2, 6].Sample(
        profiles =>
        {
            const ulong All = ulong.MaxValue;
            foreach (var profile in profiles)
            {
                Rules.Inquiry.InOrder(profile, All);
            }

            foreach (var profile in profiles)
            {
                var anew = new Inquiry(Rules);
                Rules.Inquiry.InOrder(profile, All).Should().Equal(anew.InOrder(profile, All));
                Rules.Indications.Select(rules => Rules.Inquiry.Needs(rules, profile)).Should().Equal(Rules.Indications.Select(rules => rules.Ladder.Needs(profile)));
            }
        },
        iter: 15, print: profiles => string.Join('\n', profiles.Select(ProfileText.Of)));

    [Fact]
    public void Numbers_that_are_reckoned_with_are_told_apart_where_the_order_hangs_on_them()
    {
        foreach (var units in (int[])[0, 155, 195, 400, 401, 2000])
        {
            foreach (var profile in new[] { $$"""{"plannedUnits":{{units}}}""", $$"""{"unitsLast3Months":{{units}}}""" }.Select(Domain.Some.Profile))
            {
                Rules.Inquiry.InOrder(profile, ulong.MaxValue).Should().Equal(new Inquiry(Rules).InOrder(profile, ulong.MaxValue));
                Rules.Indications.Select(rules => Rules.Inquiry.Needs(rules, profile)).Should().Equal(Rules.Indications.Select(rules => rules.Ladder.Needs(profile)));
            }
        }
    }

    [Fact]
    public void Judging_every_rule_of_a_full_profile_allocates_nothing()
    {
        var (words, verdicts) = (new Word[Rules.Words], new Verdict[Rules.All.Length]);
        RandomProfiles.Any.Sample(
            profile =>
            {
                Rules.Judge(profile, words, verdicts);
                var before = GC.GetAllocatedBytesForCurrentThread();
                Rules.Judge(profile, words, verdicts);
                (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
            },
            iter: 100, threads: 1, print: ProfileText.Of);
    }

    [Theory]
    [InlineData("""{"headacheDaysPerMonth":18,"painLocations":["neck"],"spasmHistory":"chronic","priorPhysicalTherapy":"none"}""")]
    [InlineData("""{"headacheDaysPerMonth":14.5,"migraineDaysPerMonth":8,"ageYears":44,"pregnant":false,"redFlags":[],"conditions":["strabismus"],"purpose":"medical","cyclesCompleted":2}""")]
    public void Reading_a_good_profile_without_lists_allocates_nothing(string json)
    {
        var (bytes, draft) = (Encoding.UTF8.GetBytes(json), new ProfileDraft());
        for (var i = 0; i < 100; i++)
        {
            ProfileReader.Read(bytes, draft);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        ProfileReader.Read(bytes, draft);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void A_draft_that_is_used_again_forgets_what_was_read_before()
    {
        var draft = new ProfileDraft();
        ProfileReader.Read("""{"headacheDaysPerMonth":18,"pregnant":true}"""u8, draft);

        var second = ProfileReader.Read("""{"ageYears":44}"""u8, draft).Profile!;

        FactCatalogue.All.Where(second.Has).Should().Equal(FactCatalogue.AgeYears);
        draft.Clear();
        draft[FactCatalogue.AgeYears].Should().BeNull();
    }

    private static (Word[] Words, Verdict[] Verdicts) Judge(SymptomProfile profile)
    {
        var (words, verdicts) = (new Word[Rules.Words], new Verdict[Rules.All.Length]);
        Rules.Judge(profile, words, verdicts);
        return (words, verdicts);
    }
}
