using System.Globalization;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Domain;
using Eligibility.Tests.Profiles;

namespace Eligibility.Tests.Screenings;

public sealed class ScreenerTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Screener Screener = new(RuleBook.Shipped);

    // profile, label status of chronic migraine
    public static TheoryData<string, LabelStatus> LabelStatuses => new()
    {
        { """{ "headacheDaysPerMonth": 18, "headacheHoursPerDay": 4, "ageYears": 18 }""", LabelStatus.OnLabel },
        { """{ "headacheDaysPerMonth": 18, "longHeadacheDaysPerMonth": 15, "ageYears": 18 }""", LabelStatus.OnLabel },
        { """{ "headacheDaysPerMonth": 18, "headacheHoursPerDay": 4 }""", LabelStatus.Undetermined },
        { """{ "headacheDaysPerMonth": 18 }""", LabelStatus.Undetermined },
        { """{ "headacheDaysPerMonth": 18, "headacheHoursPerDay": 4, "ageYears": 17 }""", LabelStatus.OffLabel },
        { """{ "headacheDaysPerMonth": 14 }""", LabelStatus.OffLabel },
    };

    // profile, the indications that are ruled out
    public static TheoryData<string, string[]> RuledOut => new()
    {
        { "{}", [] },
        { """{ "painLocations": [] }""", ["neck-pain", "back-pain"] },
        { """{ "painLocations": ["neck"] }""", ["back-pain"] },
        { """{ "painLocations": ["upper-back"] }""", ["neck-pain"] },
        { """{ "headacheDaysPerMonth": 0 }""", ["chronic-migraine"] },
        { """{ "headacheDaysPerMonth": 0.5 }""", [] },
        { """{ "headacheDaysPerMonth": 0, "cyclesCompleted": 1 }""", [] },
        { """{ "baselineHeadacheDaysPerMonth": 0, "cyclesCompleted": 1 }""", ["chronic-migraine"] },
        { """{ "spasmHistory": "none" }""", ["muscle-spasm"] },
        { """{ "spasmHistory": "acute" }""", [] },
        { """{ "conditions": [] }""", ["cervical-dystonia", "upper-limb-spasticity", "lower-limb-spasticity"] },
        { """{ "conditions": ["upper-limb-spasticity"] }""", ["cervical-dystonia", "lower-limb-spasticity"] },
    };

    public static TheoryData<string> CautionsOnly => [.. PrecautionFactors];

    private static IEnumerable<string> PrecautionFactors => RuleBook.Shipped.Find("safeguards/precautions")!.Editions
        .SelectMany(edition => edition.Leaves).SelectMany(leaf => leaf.Limits).OfType<CodesLimit>().SelectMany(limit => limit.Codes);

    [Theory]
    [MemberData(nameof(LabelStatuses))]
    public void The_label_status_is_the_verdict_of_the_label(string profile, LabelStatus expected) =>
        Answer(profile, "chronic-migraine").LabelStatus.Should().Be(expected);

    [Fact]
    public void What_the_label_has_no_rule_for_is_off_label_with_a_caution()
    {
        foreach (var indication in RuleBook.Shipped.Rules.Where(rule => rule.Kind == RuleKind.Screening).Select(rule => rule.Indication!).Where(indication =>
            !RuleBook.Shipped.Rules.Any(rule => rule.Kind == RuleKind.Label && rule.Indication == indication)))
        {
            var answer = Answer("""{ "painLocations": ["neck", "lower-back"], "spasmHistory": "chronic" }""", indication.Id);
            answer.Candidacy.Should().Be(Candidacy.Candidate);
            answer.LabelStatus.Should().Be(LabelStatus.OffLabel);
            answer.Caveats.Should().Contain(caveat => caveat.Code == $"off-label-{indication.Id}" && caveat.Severity == Severity.Caution);
        }
    }

    [Theory]
    [MemberData(nameof(RuledOut))]
    public void An_indication_that_is_definitely_absent_is_ruled_out_with_a_reason_and_not_spelt_out(string profile, string[] expected)
    {
        var screening = Screener.Screen(Some.Profile(profile), Today);
        // The conditions after the first seven are ruled out along with the others that are asked about in the same question.
        screening.RuledOut.Where(indication => indication.Order <= 7).Select(indication => indication.Id).Should().Equal(expected);
        screening.RuledOut.Should().NotContain(indication => indication.Absent.Length == 0);
        screening.Indications.Select(answer => answer.Indication).Concat(screening.RuledOut).Should().BeEquivalentTo(RuleBook.Shipped.Indications);
    }

    [Theory]
    [InlineData("{}", true, true)]
    [InlineData("""{ "cyclesCompleted": 0 }""", true, false)]
    [InlineData("""{ "toxinProduct": "onabotulinumtoxinA" }""", false, true)]
    [InlineData("""{ "toxinProduct": "incobotulinumtoxinA", "cyclesCompleted": 3 }""", false, false)]
    public void What_was_assumed_is_said_and_nothing_else(string profile, bool product, bool first) =>
        Screener.Screen(Some.Profile(profile), Today).Assumptions.Should().BeEquivalentTo(new[]
        {
            product ? FactCatalogue.ToxinProduct.Assumed!.Sentence : null, first ? FactCatalogue.CyclesCompleted.Assumed!.Sentence : null,
        }.OfType<string>());

    [Theory]
    [MemberData(nameof(CautionsOnly))]
    public void A_precaution_is_a_caution_and_never_a_contraindication(string factor)
    {
        var screening = Screener.Screen(Some.Profile($$"""{ "painLocations": ["neck"], "safetyFactors": ["{{factor}}"] }"""), Today);
        screening.Candidacy.Should().Be(Candidacy.Candidate);
        screening.Caveats.Should().Contain(caveat => caveat.Code.StartsWith("precaution-") && caveat.Severity == Severity.Caution);
    }

    [Theory]
    [InlineData("pregnant", "precaution-pregnancy")]
    [InlineData("breastfeeding", "precaution-breastfeeding")]
    public void Pregnancy_and_breastfeeding_are_cautions(string member, string caveat)
    {
        Caveats($$"""{ "painLocations": ["neck"], "{{member}}": true }""").Should().Contain(caveat);
        Caveats($$"""{ "painLocations": ["neck"], "{{member}}": false }""").Should().NotContain(caveat);
        Screener.Screen(Some.Profile($$"""{ "painLocations": ["neck"], "{{member}}": true }"""), Today).Candidacy.Should().Be(Candidacy.Candidate);
    }

    [Theory]
    [InlineData("\"none\"", "physical-therapy-not-tried")]
    [InlineData("\"ongoing\"", null)]
    [InlineData("\"completed\"", null)]
    [InlineData("null", "physical-therapy-unknown")]
    public void The_caveat_on_physical_therapy_follows_the_answer(string answer, string? expected) =>
        Caveats($$"""{ "painLocations": ["neck"], "spasmHistory": "chronic", "priorPhysicalTherapy": {{answer}} }""")
            .Where(code => code.StartsWith("physical-therapy-")).Should().Equal(expected is null ? [] : [expected]);

    [Fact]
    public void A_cosmetic_purpose_is_screened_for_the_medical_indications_all_the_same()
    {
        const string Neck = "\"painLocations\": [\"neck\"]";
        Caveats($$"""{ {{Neck}}, "purpose": "cosmetic" }""").Should().Contain("cosmetic-use-not-screened");
        Caveats($$"""{ {{Neck}}, "purpose": "medical" }""").Should().NotContain("cosmetic-use-not-screened");
        Screener.Screen(Some.Profile($$"""{ {{Neck}}, "purpose": "cosmetic" }"""), Today).Candidacy.Should().Be(Candidacy.Candidate);
    }

    [Fact]
    public void The_four_answers_that_every_clinic_has_are_enough_for_a_useful_answer()
    {
        var screening = Screener.Screen(Some.Profile(
            """{ "headacheDaysPerMonth": 18, "painLocations": ["neck"], "spasmHistory": "chronic", "priorPhysicalTherapy": "none" }"""), Today);
        var answers = screening.Indications.ToDictionary(answer => answer.Indication.Id);

        screening.Candidacy.Should().Be(Candidacy.Candidate);
        screening.Settled.Should().BeFalse();
        screening.RuledOut.Select(indication => indication.Id).Should().Equal("back-pain");
        screening.Needs.Select(need => need.Fact.Name).Should().Contain(["ageYears", "headacheHoursPerDay", "redFlags", "safetyFactors"]);
        answers["chronic-migraine"].Should().Match<IndicationScreening>(answer =>
            answer.Candidacy == Candidacy.Candidate && !answer.Settled && answer.LabelStatus == LabelStatus.Undetermined);
        foreach (var offLabel in new[] { "neck-pain", "muscle-spasm" })
        {
            answers[offLabel].Candidacy.Should().Be(Candidacy.Candidate);
            answers[offLabel].LabelStatus.Should().Be(LabelStatus.OffLabel);
            answers[offLabel].Caveats.Select(caveat => caveat.Code).Should().Contain([$"off-label-{offLabel}", "physical-therapy-not-tried"]);
        }
    }

    [Theory]
    [InlineData("2023-10-31", Verdict.Unknown, Verdict.Unknown)]
    [InlineData("2023-11-01", Verdict.Unknown, Verdict.Met)]
    [InlineData("2026-10-31", Verdict.Unknown, Verdict.Met)]
    [InlineData("2026-11-01", Verdict.Met, Verdict.Met)]
    public void Before_its_first_edition_a_rule_has_no_edition_in_force_and_its_verdict_is_unknown(string asOf, Verdict general, Verdict label)
    {
        var profile = Some.Profile("""{ "headacheDaysPerMonth": 18, "longHeadacheDaysPerMonth": 18, "ageYears": 40 }""");
        var answer = Screener.Screen(profile, DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Indications.Single(answer => answer.Indication.Id == "chronic-migraine");

        var both = answer.Authorities.Where(rule => rule.Rule.Kind is RuleKind.Screening or RuleKind.Label).ToList();
        both.Select(rule => rule.Verdict).Should().Equal(general, label);
        both.Select(rule => rule.Edition is null).Should().Equal(general == Verdict.Unknown, label == Verdict.Unknown);
        answer.Candidacy.Should().Be(general == Verdict.Met ? Candidacy.Candidate : Candidacy.Undetermined);
    }

    [Fact]
    public void A_day_before_every_edition_decides_nothing()
    {
        var screening = Screener.Screen(Some.Profile("""{ "painLocations": ["neck"], "redFlags": ["cancer-history"] }"""), DateOnly.MinValue);
        screening.Candidacy.Should().Be(Candidacy.Undetermined);
        screening.RuledOut.Should().BeEmpty();
        screening.Caveats.Should().BeEmpty();
        screening.Indications.SelectMany(answer => answer.Authorities).Concat(screening.Safeguards)
            .Should().OnlyContain(rule => rule.Edition == null && rule.Verdict == Verdict.Unknown && rule.Criteria.IsEmpty && rule.Needs.IsEmpty);
    }

    private static IndicationScreening Answer(string profile, string indication) =>
        Screener.Screen(Some.Profile(profile), Today).Indications.Single(answer => answer.Indication.Id == indication);

    private static IEnumerable<string> Caveats(string profile) => Screener.Screen(Some.Profile(profile), Today).Caveats.Select(caveat => caveat.Code);
}
