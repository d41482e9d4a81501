using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Tests.Proofs;

public sealed class ChangesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Screener Screener = new(RuleBook.Shipped);

    // Values dense enough that no turning point of any shipped rule lies between two of them unseen.
    private static readonly Dictionary<Fact, decimal[]> Grid = new()
    {
        [HeadacheDaysPerMonth] = [.. Enumerable.Range(0, 63).Select(half => half / 2m)],
        [MigraineDaysPerMonth] = [.. Enumerable.Range(0, 63).Select(half => half / 2m)],
        [HeadacheHoursPerDay] = [.. Enumerable.Range(0, 49).Select(half => half / 2m)],
        [HeadacheMonths] = [.. Enumerable.Range(0, 20).Select(half => half / 2m)],
        [AgeYears] = [.. Enumerable.Range(0, 121).Select(years => (decimal)years)],
        [DaysSinceLastInjection] = [.. Enumerable.Range(0, 120).Select(days => (decimal)days)],
        [PlannedUnits] = [.. Enumerable.Range(0, 81).Select(units => units * 25m)],
        [UnitsLast3Months] = [.. Enumerable.Range(0, 81).Select(units => units * 25m)],
    };

    public static TheoryData<string, int, int, int, int> Profiles
    {
        get
        {
            var data = new TheoryData<string, int, int, int, int>();
            foreach (var rule in new[] { "general/chronic-migraine", "fda-label/chronic-migraine", "ichd-3/chronic-migraine", "uhc-2026/chronic-migraine" })
            {
                foreach (var (days, migraine, hours, age) in new[] { (12, 6, 3, 15), (20, 6, 6, 38), (20, 12, 3, 17) })
                {
                    data.Add(rule, days, migraine, hours, age);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_smallest_sets_are_those_that_trying_everything_finds(string id, int days, int migraine, int hours, int age)
    {
        var profile = new ProfileDraft().Set(HeadacheDaysPerMonth, days).Set(MigraineDaysPerMonth, migraine).Set(HeadacheHoursPerDay, hours)
            .Set(AgeYears, age).Set(HeadacheMonths, 2).ToProfile();
        var rule = Screener.Screen(profile, Today).Indications.SelectMany(indication => indication.Authorities).Single(rule => rule.Rule.Id == id);

        var found = rule.Changes.Select(set => string.Join('+', set.Select(change => change.Fact.Name)));

        found.Should().BeEquivalentTo(BruteForce(rule.Edition!.Criterion, profile));
    }

    [Fact]
    public void Two_sums_that_are_each_too_much_have_to_change_together()
    {
        var profile = new ProfileDraft().Set(PlannedUnits, 500).Set(UnitsLast3Months, 500).ToProfile();

        var cap = Screener.Screen(profile, Today).Safeguards.Single(rule => rule.Rule.Id == "safeguards/dose-cap");

        cap.Changes.Select(set => set.Select(change => change.Fact.Name)).Should().ContainSingle()
            .Which.Should().Equal("plannedUnits", "unitsLast3Months");
    }

    [Theory]
    [InlineData(155, 300, "<= 100", 55)]
    [InlineData(401, 0, "<= 400", 1)]
    public void A_difference_says_by_how_much(int planned, int earlier, string required, int by)
    {
        var profile = new ProfileDraft().Set(PlannedUnits, planned).Set(UnitsLast3Months, earlier).ToProfile();

        var cap = Screener.Screen(profile, Today).Safeguards.Single(rule => rule.Rule.Id == "safeguards/dose-cap");

        var change = cap.Changes.SelectMany(set => set).First(change => change.Fact == PlannedUnits);
        (change.Required, change.By).Should().Be((required, by));
    }

    [Fact]
    public void What_only_time_changes_names_the_day()
    {
        var profile = new ProfileDraft().Set(DaysSinceLastInjection, 77).Set(AgeYears, 17).ToProfile();

        var screening = Screener.Screen(profile, Today);

        var interval = screening.Safeguards.Single(rule => rule.Rule.Id == "safeguards/treatment-interval").Changes.Single().Single();
        (interval.Required, interval.By, interval.Reached).Should().Be((">= 84", 7, new DateOnly(2026, 11, 30)));
        var age = screening.Indications.Single(i => i.Indication.Id == "chronic-migraine").Authorities.Single(r => r.Rule.Id == "fda-label/chronic-migraine").Changes.Single().Single();
        (age.Fact, age.Required, age.Reached).Should().Be((AgeYears, ">= 18", new DateOnly(2027, 11, 23)));
    }

    [Fact]
    public void More_than_a_limit_is_not_the_limit()
    {
        var profile = new ProfileDraft().Set(HeadacheDaysPerMonth, 20).Set(MigraineDaysPerMonth, 12).Set(HeadacheMonths, 3).ToProfile();

        var change = Screener.Screen(profile, Today).Indications.SelectMany(i => i.Authorities).Single(r => r.Rule.Id == "ichd-3/chronic-migraine").Changes.Single().Single();

        (change.Fact, change.Required).Should().Be((HeadacheMonths, "> 3"));
    }

    [Fact]
    public void The_last_day_of_the_calendar_is_no_failure()
    {
        var profile = new ProfileDraft().Set(DaysSinceLastInjection, 1).ToProfile();

        Screener.Screen(profile, DateOnly.MaxValue).Safeguards.SelectMany(rule => rule.Changes).SelectMany(set => set)
            .Should().Contain(change => change.Fact == DaysSinceLastInjection && change.Reached == null);
    }

    [Fact]
    public void Nobody_is_told_to_change_a_diagnosis_a_symptom_or_a_pregnancy()
    {
        foreach (var example in RuleBook.Shipped.Rules.SelectMany(rule => rule.Cases).Where(example => example.Expected.Faults is null))
        {
            var profile = Json.Profiles.ProfileReader.Read(System.Text.Encoding.UTF8.GetBytes(example.Profile.GetRawText())).Profile!;
            var screening = Screener.Screen(profile, example.AsOf);
            screening.Indications.SelectMany(indication => indication.Authorities).Concat(screening.Safeguards)
                .SelectMany(rule => rule.Changes).SelectMany(set => set).Select(change => change.Fact)
                .Should().NotContain(fact => fact.Changeability == Changeability.NeverSuggest);
        }
    }

    private static IEnumerable<string> BruteForce(Criterion criterion, SymptomProfile profile)
    {
        if (criterion.Judge(profile) != Verdict.NotMet)
        {
            return [];
        }

        var facts = criterion.Leaves.SelectMany(leaf => leaf.Facts).Distinct().Where(fact => profile.Has(fact) && Grid.ContainsKey(fact)).OrderBy(fact => fact.Index).ToList();
        var minimal = new List<HashSet<Fact>>();
        foreach (var set in Enumerable.Range(1, (1 << facts.Count) - 1).Select(bits => facts.Where((_, i) => (bits & (1 << i)) != 0).ToHashSet()).OrderBy(set => set.Count))
        {
            if (!minimal.Exists(set.IsSupersetOf) && Turns(criterion, profile, [.. set], 0, profile))
            {
                minimal.Add(set);
            }
        }

        return minimal.Select(set => string.Join('+', set.OrderBy(fact => fact.Index).Select(fact => fact.Name)));
    }

    private static bool Turns(Criterion criterion, SymptomProfile profile, List<Fact> set, int next, SymptomProfile given)
    {
        if (next == set.Count)
        {
            return criterion.Judge(profile) != Verdict.NotMet && IsConsistent(profile);
        }

        var fact = set[next];
        return Grid[fact].Where(value => fact.Changeability != Changeability.OnlyWithTime || fact == UnitsLast3Months || value >= given[fact]!.Value.Number)
            .Any(value => Turns(criterion, profile.With(fact, new Answer(Number: value)), set, next + 1, given));
    }

    private static bool IsConsistent(SymptomProfile profile) =>
        !(profile[MigraineDaysPerMonth] is { } migraine && profile[HeadacheDaysPerMonth] is { } days && migraine.Number > days.Number);
}
