using System.Text;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Tests.Proofs;

public sealed class QuestionsTests
{
    private static readonly Screener Screener = new(RuleBook.Shipped);

    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Fact[] Intake = [HeadacheDaysPerMonth, PainLocations, SpasmHistory, PriorPhysicalTherapy, ToxinProduct, CyclesCompleted];

    // What a person who was not asked in the example would answer: nothing stands against the treatment.
    private static readonly SymptomProfile Unremarkable = new ProfileDraft().Set(HeadacheDaysPerMonth, 20).Set(PainLocations, "head").Set(SpasmHistory, "none")
        .Set(AgeYears, 40).Set(HeadacheHoursPerDay, 6).Set(LongHeadacheDaysPerMonth, 0).Set(Conditions).Set(SafetyFactors).Set(RedFlags)
        .Set(DaysSinceLastInjection, 36500).Set(PlannedUnits, 155).Set(UnitsLast3Months, 0).Set(BaselineHeadacheDaysPerMonth, 20)
        .Set(PriorPhysicalTherapy, "none").Set(TopicalTreatmentFailed, "false").Set(AnticholinergicFailed, "false").ToProfile();

    [Fact]
    public void Asking_in_the_order_of_the_needs_is_never_worse_than_the_order_of_the_form()
    {
        var (greedy, fixedOrder) = (0, 0);
        foreach (var person in People())
        {
            var byNeeds = Ask(person, needs => needs[0].Fact);
            var byForm = Ask(person, needs => needs.MinBy(need => need.Fact.Index)!.Fact);
            greedy += byNeeds;
            fixedOrder += byForm;
        }

        greedy.Should().BeLessThanOrEqualTo(fixedOrder);
    }

    [Fact]
    public void There_are_never_more_questions_than_were_announced()
    {
        foreach (var person in People())
        {
            var start = Start(person);
            Ask(person, needs => needs[^1].Fact).Should().BeLessThanOrEqualTo(Screener.Screen(start, Today).AtMostMoreAnswers);
        }
    }

    // Every case would take minutes; every twenty-fourth is some of each authority.
    private static IEnumerable<SymptomProfile> People() => RuleBook.Shipped.Rules.SelectMany(rule => rule.Cases)
        .Where(example => example.Expected.Faults is null).Where((_, index) => index % 24 == 0)
        .Select(example => ProfileReader.Read(Encoding.UTF8.GetBytes(example.Profile.GetRawText())).Profile!);

    private static SymptomProfile Start(SymptomProfile person) =>
        Intake.Where(person.Has).Aggregate(SymptomProfile.Empty, (profile, fact) => profile.With(fact, person[fact]!.Value));

    // How many questions it takes until nothing is left to ask. The person's own answers come first; migraine days and the like are bound by them.
    private static int Ask(SymptomProfile person, Func<IReadOnlyList<Need>, Fact> choose)
    {
        var profile = Start(person);
        for (var asked = 0; ; asked++)
        {
            var needs = Screener.Screen(profile, Today).Needs;
            if (needs.IsEmpty)
            {
                return asked;
            }

            var fact = choose(needs);
            profile = profile.With(fact, (person.Has(fact) ? person : Unremarkable)[fact]!.Value);
        }
    }
}
