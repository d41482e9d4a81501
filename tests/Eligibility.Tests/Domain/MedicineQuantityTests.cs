using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Tests.Domain;

public sealed class MedicineQuantityTests
{
    private const string Nsaid10 = """{ "class": "nsaid", "daysPerMonth": 10 }""";
    private const string Aspirin5 = """{ "class": "aspirin", "daysPerMonth": 5 }""";
    private const string Triptan3 = """{ "class": "triptan", "daysPerMonth": 3 }""";

    private static readonly string[] SimpleOnes = ["paracetamol", "aspirin", "nsaid"];
    private static readonly AcuteMedicineDays Simple = new(SimpleOnes, SimpleOnes, several: false);
    private static readonly AcuteMedicineDays Several = new(["triptan", "ergotamine", .. SimpleOnes], SimpleOnes, several: true);

    private static PreventiveTrial Trial => new(
        Some.Limit(8), Outcomes("ineffective"), Outcomes("not-tolerated"), new CodesLimit("classes", ["anticonvulsant", "beta-blocker"], Some.Citation));

    [Theory]
    [InlineData("{}", 0, 31)]
    [InlineData("""{ "acuteMedicineDaysPerMonth": 10 }""", 0, 10)]
    [InlineData("""{ "acuteMedicines": [] }""", 0, 0)]
    [InlineData($$"""{ "acuteMedicines": [{{Triptan3}}] }""", 0, 0)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}] }""", 10, 10)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Aspirin5}}] }""", 10, 15)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, { "class": "aspirin", "daysPerMonth": 29 }] }""", 29, 31)]
    [InlineData("""{ "acuteMedicines": [{ "class": "nsaid" }] }""", 0, 31)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Aspirin5}}], "acuteMedicineDaysPerMonth": 12 }""", 12, 12)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Aspirin5}}], "acuteMedicineDaysPerMonth": 20 }""", 15, 15)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Aspirin5}}, {{Triptan3}}], "acuteMedicineDaysPerMonth": 12 }""", 10, 12)]
    public void Days_with_any_of_some_classes_lie_between_the_largest_and_the_sum(string profile, int least, int most) =>
        Simple.Range(Some.Profile(profile)).Should().Be((least, most));

    [Theory]
    [InlineData("{}", 0, 31)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Aspirin5}}] }""", 0, 0)]
    [InlineData($$"""{ "acuteMedicines": [{{Triptan3}}, {{Triptan3}}] }""", 0, 0)]
    [InlineData($$"""{ "acuteMedicines": [{{Triptan3}}, {{Aspirin5}}] }""", 5, 8)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Triptan3}}, {{Aspirin5}}] }""", 10, 18)]
    public void Several_classes_are_two_different_ones_and_the_simple_analgesics_are_one(string profile, int least, int most) =>
        Several.Range(Some.Profile(profile)).Should().Be((least, most));

    [Theory]
    [InlineData("{}", "acuteMedicines", true, true)]
    [InlineData("""{ "acuteMedicineDaysPerMonth": 10 }""", "acuteMedicines", true, false)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}] }""", "acuteMedicines", false, true)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Aspirin5}}] }""", "acuteMedicineDaysPerMonth", false, true)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, {{Aspirin5}}, {{Triptan3}}], "acuteMedicineDaysPerMonth": 12 }""", "acuteMedicines", false, false)]
    [InlineData($$"""{ "acuteMedicines": [{{Nsaid10}}, { "class": "aspirin" }], "acuteMedicineDaysPerMonth": 12 }""", "acuteMedicines", true, false)]
    public void What_can_still_narrow_the_days_down_is_asked_for(string profile, string decidedBy, bool byTheList, bool byTheTotal)
    {
        Simple.DecidedBy(Some.Profile(profile)).Name.Should().Be(decidedBy);
        Simple.DependsOn(AcuteMedicines, Some.Profile(profile)).Should().Be(byTheList);
        Simple.DependsOn(AcuteMedicineDaysPerMonth, Some.Profile(profile)).Should().Be(byTheTotal);
    }

    [Fact]
    public void Telling_lists_bring_the_days_to_the_limit_and_have_no_more_days_than_a_month()
    {
        Days(Simple, 10, AcuteMedicines).Should().Equal("10", "10");
        Days(Several, 10, AcuteMedicines).Should().Equal("10+10", "5+5");
        Days(Several, 40, AcuteMedicines).Should().Equal("20+20");
        Days(Simple, 10, PreventivesTried).Should().BeEmpty("it is another list");
        Simple.TurningPoints(10, AcuteMedicineDaysPerMonth, SymptomProfile.Empty).Should().Equal(10);

        static IEnumerable<string> Days(AcuteMedicineDays days, decimal value, EntryListFact list) => days.TellingLists(value, list, SymptomProfile.Empty)
            .Select(entries => string.Join('+', entries.Select(entry => $"{entry[AcuteMedicines.Fields[1]]!.Value.Number:0}")));
    }

    [Theory]
    [InlineData("""{ "class": "other", "weeks": 52, "outcome": "ineffective" }""", Verdict.NotMet)]
    [InlineData("""{ "class": "beta-blocker", "weeks": 52 }""", Verdict.Unknown)]
    [InlineData("""{ "class": "beta-blocker", "outcome": "not-tolerated" }""", Verdict.Met)]
    [InlineData("""{ "class": "beta-blocker", "weeks": 52, "outcome": "effective" }""", Verdict.NotMet)]
    [InlineData("""{ "class": "beta-blocker", "outcome": "ineffective" }""", Verdict.Unknown)]
    [InlineData("""{ "class": "beta-blocker", "weeks": 8, "outcome": "ineffective" }""", Verdict.Met)]
    [InlineData("""{ "class": "anticonvulsant", "weeks": 7.9, "outcome": "ineffective" }""", Verdict.NotMet)]
    public void A_preventive_counts_by_its_class_its_outcome_and_its_weeks(string entry, Verdict expected) =>
        Trial.Judge(Tried(entry)[PreventivesTried]!.Value.Entries[0]).Should().Be(expected);

    [Fact]
    public void What_an_edition_does_not_ask_of_a_preventive_does_not_matter()
    {
        var anyClass = Trial with { Weeks = null, OutcomesAtOnce = null, Classes = null };
        var trial = new PreventiveTrial(anyClass.Weeks, anyClass.Outcomes, anyClass.OutcomesAtOnce, anyClass.Classes);

        trial.Judge(Tried("""{ "class": "other", "outcome": "ineffective" }""")[PreventivesTried]!.Value.Entries[0]).Should().Be(Verdict.Met);
        trial.Limits.Should().Equal(anyClass.Outcomes);
        Trial.Limits.Should().HaveCount(4);
    }

    [Theory]
    [InlineData("", 0, 0, 0, 0, false)]
    [InlineData("""{ "class": "beta-blocker", "outcome": "not-tolerated" }""", 1, 1, 1, 1, false)]
    [InlineData("""{ "class": "beta-blocker", "outcome": "not-tolerated" }, { "class": "beta-blocker" }""", 1, 2, 1, 1, true)]
    [InlineData("""{ "class": "beta-blocker", "outcome": "not-tolerated" }, { "class": "beta-blocker", "outcome": "not-tolerated" }""", 2, 2, 1, 1, false)]
    [InlineData("""{ "class": "anticonvulsant", "outcome": "not-tolerated" }, { "class": "beta-blocker" }, { "class": "other" }""", 1, 2, 1, 2, true)]
    public void Preventives_are_counted_one_by_one_or_by_class(string entries, int least, int most, int leastClasses, int mostClasses, bool isOpen)
    {
        var profile = Tried(entries);

        new PreventivesCount(Trial, byClass: false).Range(profile).Should().Be((least, most));
        new PreventivesCount(Trial, byClass: true).Range(profile).Should().Be((leastClasses, mostClasses));
        new PreventivesCount(Trial, byClass: false).DependsOn(PreventivesTried, profile).Should().Be(isOpen);
    }

    [Fact]
    public void Preventives_that_were_not_asked_about_may_be_as_many_as_a_profile_holds()
    {
        var count = new PreventivesCount(Trial, byClass: false);

        count.Range(SymptomProfile.Empty).Should().Be((0, PreventivesTried.MaximumEntries));
        count.DependsOn(PreventivesTried, SymptomProfile.Empty).Should().BeTrue();
        count.TurningPoints(2, HeadacheDaysPerMonth, SymptomProfile.Empty).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 3, 2)]
    [InlineData(6, 6, 5)]
    public void Telling_lists_of_preventives_are_just_enough_and_one_too_few(int limit, int enough, int tooFew)
    {
        var lists = new PreventivesCount(Trial, byClass: false).TellingLists(limit, PreventivesTried, SymptomProfile.Empty).ToList();

        lists.Select(list => list.Length).Should().Equal(enough, tooFew);
        lists.SelectMany(list => list).Should().OnlyContain(entry => Trial.Judge(entry) == Verdict.Met);
        var anyClass = new PreventiveTrial(null, Outcomes("ineffective"), null, null);
        new PreventivesCount(anyClass, byClass: false).TellingLists(limit, PreventivesTried, SymptomProfile.Empty).Select(list => list.Length)
            .Should().Equal(enough, tooFew);
    }

    [Theory]
    [InlineData("triptan", 9, Verdict.NotMet)]
    [InlineData("triptan", 10, Verdict.Met)]
    [InlineData("nsaid", 14, Verdict.NotMet)]
    [InlineData("nsaid", 15, Verdict.Met)]
    [InlineData("other", 31, Verdict.NotMet)]
    public void Each_class_is_overused_from_its_own_number_of_days_on(string name, int days, Verdict expected)
    {
        var overuse = new MedicationOveruseDays(Some.Limit(10, "each"), Some.Limit(15, "simple"), Some.Limit(10, "several"));
        var profile = Some.Profile($$"""{ "acuteMedicines": [{ "class": "{{name}}", "daysPerMonth": {{days}} }] }""");

        overuse.IsReached.Judge(profile).Should().Be(expected);
        overuse.IsNotReached.Judge(profile).Should().Be(expected == Verdict.Met ? Verdict.NotMet : Verdict.Met);
    }

    [Fact]
    public void Several_classes_are_overused_together_where_none_of_them_is()
    {
        var overuse = new MedicationOveruseDays(Some.Limit(10, "each"), Some.Limit(15, "simple"), Some.Limit(10, "several"));

        overuse.IsReached.Leaves.Where(leaf => leaf.Judge(Taken("triptan", "opioid")) == Verdict.Met).Select(leaf => leaf.Id)
            .Should().Equal("several-classes-days");
        overuse.IsReached.Leaves.Should().OnlyContain(leaf => leaf.Judge(Taken("nsaid", "aspirin")) != Verdict.Met, "they are one class");
    }

    private static CodesLimit Outcomes(string code) => new("outcomes", [code], Some.Citation);

    private static SymptomProfile Taken(string one, string other) => Some.Profile($$"""
        { "acuteMedicines": [{ "class": "{{one}}", "daysPerMonth": 6 }, { "class": "{{other}}", "daysPerMonth": 6 }], "acuteMedicineDaysPerMonth": 12 }
        """);

    private static SymptomProfile Tried(string entries) => Some.Profile($$"""{ "preventivesTried": [{{entries}}] }""");
}
