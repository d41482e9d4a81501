using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Domain;

public sealed class ProfileDraftTests
{
    [Fact]
    public void A_draft_out_of_bounds_becomes_no_profile_and_the_message_keeps_the_answer_to_itself()
    {
        var draft = new ProfileDraft().Set(FactCatalogue.AgeYears, 4711);
        draft.IsValid().Should().BeFalse();
        draft.Invoking(d => d.ToProfile()).Should().Throw<InvalidOperationException>().Which.Message.Should().NotContainAny("4711", "ageYears");
    }

    [Fact]
    public void A_part_that_exceeds_the_whole_is_out_of_bounds_and_only_then()
    {
        foreach (var fact in FactCatalogue.All.OfType<NumberFact>().Where(fact => fact.AtMost is not null))
        {
            new ProfileDraft().Set(fact, 10).IsValid().Should().BeTrue("nothing is known about {0}", fact.AtMost);
            new ProfileDraft().Set(fact, 10).Set(fact.AtMost!, 10).IsValid().Should().BeTrue();
            new ProfileDraft().Set(fact, 10.1m).Set(fact.AtMost!, 10).IsValid().Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Days_with_any_medicine_are_at_least_those_with_each(int days, bool expected)
    {
        var medicines = Medicines(Medicine(4), Medicine(10), Medicine(null), Medicine(7));

        var draft = new ProfileDraft().Set(FactCatalogue.AcuteMedicines, medicines).Set(FactCatalogue.AcuteMedicineDaysPerMonth, days);

        draft.IsValid().Should().Be(expected);
        draft.LeastOf(FactCatalogue.AcuteMedicineDaysPerMonth).Should().Be(10);
        draft.LeastOf(FactCatalogue.AgeYears).Should().Be(FactCatalogue.AgeYears.Minimum);
    }

    [Fact]
    public void A_list_takes_as_many_entries_as_it_may_have_and_no_more()
    {
        var most = FactCatalogue.AcuteMedicines.MaximumEntries;

        new ProfileDraft().Set(FactCatalogue.AcuteMedicines, Medicines([.. Enumerable.Repeat(Medicine(1), most)])).IsValid().Should().BeTrue();
        new ProfileDraft().Set(FactCatalogue.AcuteMedicines, Medicines([.. Enumerable.Repeat(Medicine(1), most + 1)])).IsValid().Should().BeFalse();
        new ProfileDraft().Set(FactCatalogue.AcuteMedicines, Medicines(Medicine(32))).IsValid().Should().BeFalse("a month has no 32 days");
        new ProfileDraft().Set(FactCatalogue.AcuteMedicines, Medicines(new Entry(null, null))).IsValid().Should().BeFalse("a class has to be there");
    }

    [Fact]
    public void An_answer_more_or_less_leaves_the_others_and_the_profile_it_came_from()
    {
        var before = new ProfileDraft().Set(FactCatalogue.AgeYears, 30).Set(FactCatalogue.HeadacheDaysPerMonth, 12).ToProfile();

        var after = before.With(FactCatalogue.PlannedUnits, new Answer(Number: 155)).Without(FactCatalogue.AgeYears);

        FactCatalogue.All.Where(after.Has).Should().Equal(FactCatalogue.HeadacheDaysPerMonth, FactCatalogue.PlannedUnits);
        after[FactCatalogue.PlannedUnits]!.Value.Number.Should().Be(155);
        FactCatalogue.All.Where(before.Has).Should().Equal(FactCatalogue.HeadacheDaysPerMonth, FactCatalogue.AgeYears);
    }

    [Fact]
    public void A_fact_with_one_code_takes_exactly_one()
    {
        foreach (var fact in FactCatalogue.All.OfType<CodedFact>().Where(fact => fact is not CodeSetFact))
        {
            new ProfileDraft().Set(fact, fact.Codes[0]).IsValid().Should().BeTrue();
            new ProfileDraft().Set(fact, fact.Codes[0], fact.Codes[1]).IsValid().Should().BeFalse();
            new ProfileDraft().Set(fact, []).IsValid().Should().BeFalse();
        }
    }

    [Fact]
    public void A_profile_is_not_touched_by_later_changes_to_its_draft()
    {
        var draft = new ProfileDraft().Set(FactCatalogue.AgeYears, 30);
        var profile = draft.ToProfile();
        draft.Set(FactCatalogue.AgeYears, 31).Set(FactCatalogue.Pregnant, "true");

        profile[FactCatalogue.AgeYears]!.Value.Number.Should().Be(30);
        profile.Has(FactCatalogue.Pregnant).Should().BeFalse();
    }

    [Fact]
    public void A_second_answer_replaces_the_first() =>
        new ProfileDraft().Set(FactCatalogue.AgeYears, 30).Set(FactCatalogue.AgeYears, 31).Number(FactCatalogue.AgeYears).Should().Be(31);

    // What was answered is health data: it must not lie about in a draft that is used again.
    [Fact]
    public void A_draft_that_was_cleared_holds_no_answer_any_more()
    {
        var draft = new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.PainLocations, "neck");

        draft.Clear();

        draft.Share().ToTry().Answers.Should().AllBeEquivalentTo(default(Answer));
        draft[FactCatalogue.HeadacheDaysPerMonth].Should().BeNull();
    }

    [Fact]
    public void Facts_are_taken_out_of_a_set_and_the_others_stay()
    {
        var (days, pain) = (FactSet.Of(FactCatalogue.HeadacheDaysPerMonth), FactSet.Of(FactCatalogue.PainLocations));

        (days | pain).Without(pain).Should().Be(days);
        days.Without(pain).Should().Be(days);
    }

    [Fact]
    public void A_code_that_a_fact_does_not_have_is_refused() =>
        new ProfileDraft().Invoking(draft => draft.Set(FactCatalogue.SpasmHistory, "CHRONIC")).Should().Throw<ArgumentException>();

    private static Answer Medicines(params ImmutableArray<Entry> entries) => new(Entries: entries);

    private static Entry Medicine(decimal? days) => new(new Answer(Codes: 1), days is null ? null : new Answer(Number: days.Value));
}
