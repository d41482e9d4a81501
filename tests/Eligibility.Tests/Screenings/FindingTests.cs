using CsCheck;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Tests.Screenings;

/// <summary>Codes that are known to apply while nothing is known of the rest of their set.</summary>
public sealed class FindingTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly Screener Screener = new(RuleBook.Shipped);
    private static readonly CodeSetFact[] Sets = [.. FactCatalogue.All.OfType<CodeSetFact>()];

    private static readonly Gen<(SymptomProfile Profile, Finding Finding, ulong More)> Found =
        from profile in RandomProfiles.Any
        from place in Gen.Int[0, Sets.Length - 1]
        let fact = Sets[place]
        from code in Gen.Int[0, fact.Codes.Length - 1]
        from more in Gen.ULong[0, fact.MaskOf(fact.Codes)]
        select (profile.Without(fact), new Finding(fact, 1UL << code), more);

    [Fact]
    public void What_a_finding_decides_stays_whatever_else_the_set_turns_out_to_hold() => Found.Sample(drawn =>
    {
        var (profile, finding, more) = drawn;
        var found = Verdicts(Screener.Screen(profile, [finding], Day));
        var whole = Verdicts(Screener.Screen(profile.With(finding.Fact, new Answer(Codes: finding.Codes | more)), Day));

        return found.Zip(whole).All(pair => pair.First == Verdict.Unknown || pair.First == pair.Second);
    });

    [Fact]
    public void A_finding_takes_back_nothing_that_the_answers_decide() => Found.Sample(drawn =>
    {
        var (profile, finding, _) = drawn;
        var alone = Verdicts(Screener.Screen(profile, Day));
        var found = Verdicts(Screener.Screen(profile, [finding], Day));

        return alone.Zip(found).All(pair => pair.First == Verdict.Unknown || pair.First == pair.Second);
    });

    [Fact]
    public void A_finding_brings_no_caveat_that_the_rest_of_the_set_could_take_away() => Found.Sample(drawn =>
    {
        var (profile, finding, more) = drawn;
        var alone = Screener.Screen(profile, Day).Caveats;
        var brought = Screener.Screen(profile, [finding], Day).Caveats.Except(alone);
        var whole = Screener.Screen(profile.With(finding.Fact, new Answer(Codes: finding.Codes | more)), Day).Caveats;

        return !brought.Except(whole).Any();
    });

    [Fact]
    public void What_is_not_found_is_not_ruled_out()
    {
        var finding = new Finding(FactCatalogue.Conditions, FactCatalogue.Conditions.MaskOf("cervical-dystonia"));
        var age = new ProfileDraft().Set(FactCatalogue.AgeYears, 47).ToProfile();

        var screening = Screener.Screen(age, [finding], Day);

        screening.Indications.Single(part => part.Indication.Id == "cervical-dystonia").Candidacy.Should().Be(Candidacy.Candidate);
        screening.Indications.Single(part => part.Indication.Id == "blepharospasm").Candidacy.Should().Be(Candidacy.Undetermined);
        screening.RuledOut.Should().BeEmpty();
    }

    [Fact]
    public void A_contraindication_or_a_red_flag_that_is_found_counts()
    {
        Finding[] found =
        [
            new(FactCatalogue.SafetyFactors, FactCatalogue.SafetyFactors.MaskOf("toxin-hypersensitivity")),
            new(FactCatalogue.RedFlags, FactCatalogue.RedFlags.MaskOf("papilloedema")),
        ];
        var often = new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18).ToProfile();

        Screener.Screen(often, [found[0]], Day).Candidacy.Should().Be(Candidacy.Contraindicated);
        Screener.Screen(often, [.. found], Day).Candidacy.Should().Be(Candidacy.ReferUrgently);
    }

    [Fact]
    public void An_answer_is_not_overruled_by_a_finding()
    {
        var answered = new ProfileDraft().Set(FactCatalogue.Conditions, "blepharospasm").Set(FactCatalogue.AgeYears, 47).ToProfile();

        var screening = Screener.Screen(answered, [new Finding(FactCatalogue.Conditions, FactCatalogue.Conditions.MaskOf("cervical-dystonia"))], Day);

        screening.RuledOut.Select(indication => indication.Id).Should().Contain("cervical-dystonia");
    }

    // Of what is shown and what is not: a rule out of play has a verdict too.
    private static IEnumerable<Verdict> Verdicts(Screening screening) => screening.Rules.All.Select(screening.VerdictOf);
}
