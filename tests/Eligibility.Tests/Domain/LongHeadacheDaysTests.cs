using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Domain;

/// <summary>"15 or more days a month with headache for 4 hours or longer", for which the usual hours may stand in.</summary>
public sealed class LongHeadacheDaysTests
{
    private const string Count = "longHeadacheDaysPerMonth";
    private const string Hours = "headacheHoursPerDay";

    private static readonly LongHeadacheDays Criterion = new(Some.Limit(15, "longHeadacheDays"), Some.Limit(4, "headacheHours"));

    [Theory]
    [InlineData("{}", Verdict.Unknown, Count, false)]
    [InlineData("""{ "longHeadacheDaysPerMonth": 15 }""", Verdict.Met, Count, false)]
    [InlineData("""{ "longHeadacheDaysPerMonth": 14.9 }""", Verdict.NotMet, Count, false)]
    [InlineData("""{ "headacheHoursPerDay": 4 }""", Verdict.Met, Hours, true)]
    [InlineData("""{ "headacheHoursPerDay": 3.9 }""", Verdict.NotMet, Hours, true)]
    [InlineData("""{ "longHeadacheDaysPerMonth": 15, "headacheHoursPerDay": 1 }""", Verdict.Met, Count, false)]
    [InlineData("""{ "longHeadacheDaysPerMonth": 3, "headacheHoursPerDay": 24 }""", Verdict.NotMet, Count, false)]
    [InlineData("""{ "cyclesCompleted": 0, "longHeadacheDaysPerMonth": 15 }""", Verdict.Met, Count, false)]
    [InlineData("""{ "cyclesCompleted": 1, "longHeadacheDaysPerMonth": 3, "headacheHoursPerDay": 4 }""", Verdict.Met, Hours, true)]
    [InlineData("""{ "cyclesCompleted": 1, "longHeadacheDaysPerMonth": 31, "headacheHoursPerDay": 3 }""", Verdict.Unknown, Hours, true)]
    public void The_count_decides_before_a_first_treatment_and_else_the_usual_hours_stand_in(
        string profile, Verdict expected, string decidedBy, bool standsIn)
    {
        var observation = Criterion.Observe(Some.Profile(profile));

        Criterion.Judge(Some.Profile(profile)).Should().Be(expected);
        observation.Fact!.Name.Should().Be(decidedBy);
        observation.IsNoted.Should().Be(standsIn);
        observation.Required.Should().Be(decidedBy == Count ? ">= 15" : ">= 4");
    }

    [Fact]
    public void Before_a_first_treatment_either_answer_would_do() =>
        Criterion.OpenFacts(SymptomProfile.Empty).InOrder.Select(fact => fact.Name).Should().BeEquivalentTo(Count, Hours);

    [Fact]
    public void The_count_settles_it_and_the_usual_hours_leave_the_count_open()
    {
        Criterion.OpenFacts(Some.Profile("""{ "longHeadacheDaysPerMonth": 15 }""")).InOrder.Should().BeEmpty();
        Criterion.OpenFacts(Some.Profile("""{ "headacheHoursPerDay": 4 }""")).InOrder.Select(fact => fact.Name).Should().Equal(Count);
    }

    [Fact]
    public void Each_answer_turns_at_its_own_limit()
    {
        Criterion.TurningPoints(FactCatalogue.LongHeadacheDaysPerMonth, SymptomProfile.Empty).Should().Equal(15);
        Criterion.TurningPoints(FactCatalogue.HeadacheHoursPerDay, SymptomProfile.Empty).Should().Equal(4);
    }

    [Theory]
    [InlineData("""{ "cyclesCompleted": 1 }""")]
    [InlineData("""{ "cyclesCompleted": 1, "longHeadacheDaysPerMonth": 20 }""")]
    public void Once_treatment_has_begun_the_usual_hours_are_all_there_is(string profile)
    {
        Criterion.Judge(Some.Profile(profile)).Should().Be(Verdict.Unknown);
        Criterion.OpenFacts(Some.Profile(profile)).InOrder.Select(fact => fact.Name).Should().Equal(Hours);
    }
}
