using CsCheck;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Domain;
using Eligibility.Tests.Profiles;

namespace Eligibility.Tests.Screenings;

/// <summary>"Settled" and "needs" are exact: what is settled cannot change, and what is needed can change something.</summary>
public sealed class SettledTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Screener Screener = new(RuleBook.Shipped);

    [Fact]
    public void What_is_settled_stays_as_it_is_whatever_is_answered_next() =>
        Gen.Select(RandomProfiles.Any, Continuations.Others(5)).Sample(
            (profile, others) =>
            {
                var before = Screener.Screen(profile, Today);
                foreach (var after in others.Select(other => Screener.Screen(Continuations.Continue(profile, other), Today)))
                {
                    // An indication that is ruled out meanwhile is no longer spelt out.
                    var settled = before.Indications.Where(indication => indication.Settled).ToDictionary(was => was.Indication, was => was.Candidacy);
                    after.Indications.Where(now => settled.TryGetValue(now.Indication, out var was) && now.Candidacy != was)
                        .Select(now => now.Indication.Id).Should().BeEmpty("they were settled");

                    // Contraindications are left to the test below.
                    (!before.Settled || after.Candidacy == before.Candidacy)
                        .Should().BeTrue("the answer was settled");
                }
            },
            iter: 150, print: sample => $"{ProfileText.Of(sample.Item1)} and then {string.Join(" or ", sample.Item2.Select(ProfileText.Of))}");

    [Fact]
    public void A_settled_contraindication_stays_one_when_the_last_indication_is_ruled_out()
    {
        const string Others = """ "redFlags": [], "safetyFactors": ["toxin-hypersensitivity"], "painLocations": [], "spasmHistory": "none", "conditions": [] """;
        var before = Screener.Screen(Some.Profile($$"""{ {{Others}} }"""), Today);
        var after = Screener.Screen(Some.Profile($$"""{ {{Others}}, "headacheDaysPerMonth": 0 }"""), Today);

        before.Candidacy.Should().Be(Candidacy.Contraindicated);
        (!before.Settled || after.Candidacy == before.Candidacy).Should().BeTrue("the answer was settled");
    }

    [Fact]
    public void Every_need_can_change_a_candidacy() => RandomProfiles.Any.Sample(
        profile => Screener.Screen(profile, Today).Needs.Select(need => need.Fact)
            .Where(fact => !Continuations.Matters(profile, fact)).Select(fact => fact.Name).Should().BeEmpty(),
        iter: 200, print: ProfileText.Of);

    [Fact]
    public void What_is_not_needed_changes_no_candidacy() =>
        Gen.Select(RandomProfiles.Any, Continuations.Others(5)).Sample(
            (profile, others) =>
            {
                var needed = Screener.Screen(profile, Today).Needs.Select(need => need.Fact).ToList();
                foreach (var continued in others.Select(other => Continuations.Continue(profile, other)).Append(profile))
                {
                    Continuations.Open(continued).Except(needed).Where(fact => Continuations.MattersNow(profile, continued, fact))
                        .Select(fact => fact.Name).Should().BeEmpty("{0} are needed", string.Join(", ", needed));
                }
            },
            iter: 100, print: sample => $"{ProfileText.Of(sample.Item1)} and then {string.Join(" or ", sample.Item2.Select(ProfileText.Of))}");

    [Fact]
    public void There_are_needs_exactly_where_something_is_not_settled() => RandomProfiles.Any.Sample(
        profile =>
        {
            var screening = Screener.Screen(profile, Today);
            screening.Settled.Should().Be(screening.Needs.IsEmpty);
            // What stands against every treatment is worth knowing also of an indication that is ruled out.
            var safety = screening.Needs.Any(need => need.Fact == FactCatalogue.RedFlags || need.Fact == FactCatalogue.SafetyFactors);
            (safety || screening.Indications.Any(indication => !indication.Settled)).Should().Be(!screening.Settled);
        },
        iter: 100, print: ProfileText.Of);

    [Fact]
    public void A_need_is_an_unanswered_fact_that_helps_to_decide_a_rule_and_comes_once() => RandomProfiles.Any.Sample(
        profile =>
        {
            var needs = Screener.Screen(profile, Today).Needs;
            needs.Select(need => need.Fact).Should().OnlyHaveUniqueItems();
            needs.Where(need => profile.Has(need.Fact) || need.Settles.IsEmpty).Should().BeEmpty();
        },
        iter: 100, print: ProfileText.Of);
}
