using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Tests.Domain;

public sealed class TreatmentQuantityTests
{
    private static readonly Reduction Percent = new(BaselineHeadacheDaysPerMonth, HeadacheDaysPerMonth, inPercent: true);
    private static readonly Reduction Days = new(BaselineHeadacheDaysPerMonth, HeadacheDaysPerMonth, inPercent: false);

    [Theory]
    [InlineData("{}", 0, 100, -31, 31)]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 20, "headacheDaysPerMonth": 5 }""", 75, 75, 15, 15)]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 20, "headacheDaysPerMonth": 30 }""", -50, -50, -10, -10)]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 0, "headacheDaysPerMonth": 5 }""", 0, 0, -5, -5)]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 20 }""", -55, 100, -11, 20)]
    public void A_reduction_is_what_there_was_less_what_there_is(string profile, int leastPercent, int mostPercent, int least, int most)
    {
        Percent.Range(Some.Profile(profile)).Should().Be((leastPercent, mostPercent));
        Days.Range(Some.Profile(profile)).Should().Be((least, most));
    }

    [Theory]
    [InlineData("{}", "headacheDaysPerMonth")]
    [InlineData("""{ "headacheDaysPerMonth": 5 }""", "baselineHeadacheDaysPerMonth")]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 5 }""", "headacheDaysPerMonth")]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 5, "headacheDaysPerMonth": 5 }""", "headacheDaysPerMonth")]
    public void A_reduction_rests_on_the_present_count_unless_only_the_baseline_is_missing(string profile, string expected) =>
        Percent.DecidedBy(Some.Profile(profile)).Name.Should().Be(expected);

    [Theory]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 20 }""", 25, 15, -5)]
    [InlineData("""{ "baselineHeadacheDaysPerMonth": 20 }""", 100, 0, -80)]
    [InlineData("{}", 25, null, null)]
    public void A_reduction_turns_at_a_present_count(string profile, int value, int? percent, int? days)
    {
        Percent.TurningPoints(value, HeadacheDaysPerMonth, Some.Profile(profile)).Should().Equal(Points(percent));
        Days.TurningPoints(value, HeadacheDaysPerMonth, Some.Profile(profile)).Should().Equal(Points(days));
    }

    [Theory]
    [InlineData("""{ "headacheDaysPerMonth": 12 }""", 25, 16, 37)]
    [InlineData("""{ "headacheDaysPerMonth": 12 }""", 100, 112, 112)]
    [InlineData("{}", 25, null, null)]
    public void A_reduction_turns_at_a_baseline(string profile, int value, int? percent, int? days)
    {
        Percent.TurningPoints(value, BaselineHeadacheDaysPerMonth, Some.Profile(profile)).Should().Equal(Points(percent));
        Days.TurningPoints(value, BaselineHeadacheDaysPerMonth, Some.Profile(profile)).Should().Equal(Points(days));
    }

    [Theory]
    [InlineData(1, "cyclesCompleted", false, false, false)]
    [InlineData(2, "headacheDaysPerMonth", true, true, false)]
    [InlineData(3, "headacheDaysPerMonth", true, true, true)]
    public void A_response_counts_after_some_cycles_and_is_given_up_after_some_more(int cycles, string decidedBy, bool depends, bool hasLeast, bool hasMost)
    {
        var response = new AfterCycles(Percent, judgedFrom: 2, givenUpFrom: 3);
        var profile = Some.Profile($$"""{ "cyclesCompleted": {{cycles}} }""");
        var (least, most) = response.Range(profile);

        least.Should().Be(hasLeast ? 0 : decimal.MinValue);
        most.Should().Be(hasMost ? 100 : decimal.MaxValue);
        response.DecidedBy(profile).Name.Should().Be(decidedBy);
        response.DependsOn(HeadacheDaysPerMonth, profile).Should().Be(depends);
        response.DependsOn(CyclesCompleted, profile).Should().BeFalse();
    }

    [Fact]
    public void Units_turn_at_what_the_others_leave()
    {
        var units = new UnitsWithin3Months();

        units.TurningPoints(400, PlannedUnits, Some.Profile("""{ "unitsLast3Months": 100, "plannedUnits": 7 }""")).Should().Equal(300);
        units.TurningPoints(400, UnitsLast3Months, Some.Profile("""{ "unitsLast3Months": 100, "plannedUnits": 7 }""")).Should().Equal(393);
        units.TurningPoints(400, PlannedUnits, SymptomProfile.Empty).Should().Equal(400);
    }

    [Theory]
    [InlineData("{}", "plannedUnits")]
    [InlineData("""{ "plannedUnits": 155 }""", "unitsLast3Months")]
    [InlineData("""{ "unitsLast3Months": 155 }""", "plannedUnits")]
    [InlineData("""{ "plannedUnits": 155, "unitsLast3Months": 155 }""", "plannedUnits")]
    public void Units_rest_on_the_plan_unless_only_the_earlier_ones_are_missing(string profile, string expected) =>
        new UnitsWithin3Months().DecidedBy(Some.Profile(profile)).Name.Should().Be(expected);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Headache_days_turn_at_the_count_that_counts(int cycles, bool present)
    {
        var profile = Some.Profile($$"""{ "cyclesCompleted": {{cycles}} }""");

        new HeadacheDays().TurningPoints(15, HeadacheDaysPerMonth, profile).Should().Equal(Points(present ? 15 : null));
        new HeadacheDays().TurningPoints(15, BaselineHeadacheDaysPerMonth, profile).Should().Equal(Points(present ? null : 15));
        new HeadacheDays().DependsOn(HeadacheDaysPerMonth, profile).Should().Be(present);
        new HeadacheDays().DependsOn(BaselineHeadacheDaysPerMonth, profile).Should().Be(!present);
    }

    [Fact]
    public void A_limit_that_an_edition_leaves_out_leaves_out_the_criterion()
    {
        var hours = Quantity.Of(HeadacheHoursPerDay);

        new[] { hours.AtLeast(null), hours.AtMost(null), hours.MoreThan(null), hours.LessThan(null) }.Should().OnlyContain(leaf => leaf == null);
        new[] { AgeYears.AtLeast(null), AgeYears.AtMost(null), AgeYears.MoreThan(null), AgeYears.LessThan(null) }.Should().OnlyContain(leaf => leaf == null);
        PainLocations.IncludesAny(null).Should().BeNull();
    }

    [Theory]
    [InlineData(17, Verdict.NotMet, Verdict.NotMet, Verdict.Met, Verdict.Met)]
    [InlineData(18, Verdict.Met, Verdict.NotMet, Verdict.Met, Verdict.NotMet)]
    [InlineData(19, Verdict.Met, Verdict.Met, Verdict.NotMet, Verdict.NotMet)]
    public void Words_compare_as_they_say(int age, Verdict atLeast, Verdict moreThan, Verdict atMost, Verdict lessThan)
    {
        var (limit, profile) = (Some.Limit(18), Some.Profile($$"""{ "ageYears": {{age}} }"""));

        AgeYears.AtLeast(limit).Judge(profile).Should().Be(atLeast);
        AgeYears.MoreThan(limit).Judge(profile).Should().Be(moreThan);
        AgeYears.AtMost(limit).Judge(profile).Should().Be(atMost);
        AgeYears.LessThan(limit).Judge(profile).Should().Be(lessThan);
    }

    private static decimal[] Points(int? point) => point is null ? [] : [point.Value];
}
