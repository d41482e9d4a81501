using System.Globalization;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Domain;

public sealed class QuantityTests
{
    private const decimal AHair = 0.0000000000000000000000001m;

    public static IEnumerable<TheoryDataRow<string>> NumberFacts =>
        FactCatalogue.All.OfType<NumberFact>().Where(fact => fact.Assumed is null).Select(fact => new TheoryDataRow<string>(fact.Name));

    // planned, last three months, verdict on "400 or fewer together"
    public static TheoryData<double?, double?, Verdict> Units => new()
    {
        { 155, 245, Verdict.Met },
        { 155, 245.5, Verdict.NotMet },
        { 400, 0, Verdict.Met },
        { 0, 401, Verdict.NotMet },
        { 401, null, Verdict.NotMet },
        { null, 401, Verdict.NotMet },
        { 400, null, Verdict.Unknown },
        { null, 400, Verdict.Unknown },
        { 0, null, Verdict.Unknown },
        { null, null, Verdict.Unknown },
    };

    // cycles completed, headache days now, before the first treatment, verdict on "15 or more"
    public static TheoryData<int?, double?, double?, Verdict> HeadacheDays => new()
    {
        { null, 15, null, Verdict.Met },
        { null, 14.5, 31, Verdict.NotMet },
        { null, null, 31, Verdict.Unknown },
        { 0, 15, 3, Verdict.Met },
        { 0, 3, 15, Verdict.NotMet },
        { 1, 3, 15, Verdict.Met },
        { 1, 15, 14.5, Verdict.NotMet },
        { 1, 31, null, Verdict.Unknown },
        { 400, null, 15, Verdict.Met },
    };

    [Theory]
    [InlineData(Comparison.AtLeast, Verdict.NotMet, Verdict.Met, Verdict.Met, ">=")]
    [InlineData(Comparison.MoreThan, Verdict.NotMet, Verdict.NotMet, Verdict.Met, ">")]
    [InlineData(Comparison.AtMost, Verdict.Met, Verdict.Met, Verdict.NotMet, "<=")]
    [InlineData(Comparison.LessThan, Verdict.Met, Verdict.NotMet, Verdict.NotMet, "<")]
    internal void A_comparison_turns_exactly_at_its_limit(Comparison comparison, Verdict below, Verdict at, Verdict above, string sign)
    {
        var fact = FactCatalogue.HeadacheHoursPerDay;
        var criterion = new NumberComparison("hours", Quantity.Of(fact), comparison, 4);
        Verdict Judge(decimal hours) => criterion.Judge(new ProfileDraft().Set(fact, hours).ToProfile());

        Judge(4 - AHair).Should().Be(below);
        Judge(4).Should().Be(at);
        Judge(4 + AHair).Should().Be(above);
        Judge(fact.Minimum).Should().Be(below);
        Judge(fact.Maximum).Should().Be(above);
        criterion.Observe(SymptomProfile.Empty).Required.Should().Be($"{sign} 4");
    }

    [Theory]
    [MemberData(nameof(NumberFacts))]
    public void A_missing_number_is_unknown_and_lies_anywhere_within_its_bounds(string name)
    {
        var fact = (NumberFact)FactCatalogue.Find(name)!;
        Quantity.Of(fact).Range(SymptomProfile.Empty).Should().Be((fact.Minimum, fact.Maximum));
        fact.AtLeast(Some.Limit(1)).Judge(SymptomProfile.Empty).Should().Be(Verdict.Unknown);
        fact.AtLeast(Some.Limit(1)).Observe(SymptomProfile.Empty).Observed.Should().BeNull();
        fact.AtLeast(Some.Limit(1)).OpenFacts(SymptomProfile.Empty).InOrder.Should().Equal(fact);
    }

    [Theory]
    [MemberData(nameof(NumberFacts))]
    public void A_limit_at_the_end_of_the_bounds_needs_no_answer(string name)
    {
        var fact = (NumberFact)FactCatalogue.Find(name)!;
        fact.AtLeast(Some.Limit(fact.Minimum)).Judge(SymptomProfile.Empty).Should().Be(Verdict.Met);
        fact.AtLeast(Some.Limit(fact.Maximum)).Judge(SymptomProfile.Empty).Should().Be(Verdict.Unknown);
        fact.AtLeast(Some.Limit(fact.Maximum + 1)).Judge(SymptomProfile.Empty).Should().Be(Verdict.NotMet);
        fact.AtLeast(Some.Limit(fact.Minimum)).OpenFacts(SymptomProfile.Empty).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_sum_with_a_part_missing_is_judged_by_what_the_part_could_be(double? planned, double? lastThreeMonths, Verdict expected)
    {
        var profile = Profile((FactCatalogue.PlannedUnits, planned), (FactCatalogue.UnitsLast3Months, lastThreeMonths));
        new UnitsWithin3Months().AtMost(Some.Limit(400)).Judge(profile).Should().Be(expected);
    }

    [Fact]
    public void A_sum_that_no_missing_part_can_raise_above_the_limit_is_met()
    {
        var profile = Profile((FactCatalogue.PlannedUnits, 155));
        new UnitsWithin3Months().Range(profile).Should().Be((155m, 155m + FactCatalogue.UnitsLast3Months.Maximum));
        new UnitsWithin3Months().AtMost(Some.Limit(155 + FactCatalogue.UnitsLast3Months.Maximum)).Judge(profile).Should().Be(Verdict.Met);
    }

    [Fact]
    public void A_sum_is_observed_only_once_it_is_known()
    {
        var criterion = new UnitsWithin3Months().AtMost(Some.Limit(400));
        criterion.Observe(Profile((FactCatalogue.PlannedUnits, 155))).Observed.Should().BeNull();
        criterion.Observe(Profile((FactCatalogue.PlannedUnits, 155), (FactCatalogue.UnitsLast3Months, 200))).Observed!.Value.Number.Should().Be(355);
    }

    [Theory]
    [MemberData(nameof(HeadacheDays))]
    public void Once_a_cycle_was_completed_the_baseline_is_what_counts(int? cycles, double? now, double? baseline, Verdict expected)
    {
        var profile = Profile((FactCatalogue.CyclesCompleted, cycles), (FactCatalogue.HeadacheDaysPerMonth, now),
            (FactCatalogue.BaselineHeadacheDaysPerMonth, baseline));
        var criterion = new HeadacheDays().AtLeast(Some.Limit(15));
        var counts = cycles >= 1 ? FactCatalogue.BaselineHeadacheDaysPerMonth : FactCatalogue.HeadacheDaysPerMonth;

        criterion.Judge(profile).Should().Be(expected);
        criterion.Observe(profile).Fact.Should().Be(counts);
        criterion.OpenFacts(profile).InOrder.Should().Equal(expected == Verdict.Unknown ? [counts] : []);
    }

    [Theory]
    [InlineData("0", Verdict.NotMet)]
    [InlineData("0.0001", Verdict.Met)]
    [InlineData("31", Verdict.Met)]
    public void Anything_above_nothing_is_present(string days, Verdict expected) =>
        new HeadacheDays().IsPresent.Judge(Some.Profile($$"""{ "headacheDaysPerMonth": {{days}} }""")).Should().Be(expected);

    private static SymptomProfile Profile(params IEnumerable<(NumberFact Fact, double? Number)> answers)
    {
        var draft = new ProfileDraft();
        foreach (var (fact, number) in answers)
        {
            if (number is not null)
            {
                draft.Set(fact, decimal.Parse(number.Value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
            }
        }

        return draft.ToProfile();
    }
}
