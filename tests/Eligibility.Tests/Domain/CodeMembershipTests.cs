using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Domain;

public sealed class CodeMembershipTests
{
    private static readonly CodesLimit Back = new("locations", ["lower-back", "upper-back"], Some.Citation);

    [Theory]
    [InlineData("{}", Verdict.Unknown, Verdict.Unknown)]
    [InlineData("""{ "painLocations": [] }""", Verdict.NotMet, Verdict.Met)]
    [InlineData("""{ "painLocations": ["neck", "arm"] }""", Verdict.NotMet, Verdict.Met)]
    [InlineData("""{ "painLocations": ["upper-back"] }""", Verdict.Met, Verdict.NotMet)]
    [InlineData("""{ "painLocations": ["neck", "lower-back"] }""", Verdict.Met, Verdict.NotMet)]
    public void One_of_the_codes_is_enough_and_none_of_them_is_an_answer(string profile, Verdict any, Verdict none)
    {
        FactCatalogue.PainLocations.IncludesAny(Back).Judge(Some.Profile(profile)).Should().Be(any);
        FactCatalogue.PainLocations.IncludesNone(Back).Judge(Some.Profile(profile)).Should().Be(none);
    }

    [Fact]
    public void What_is_required_names_the_codes_in_the_order_of_the_fact()
    {
        FactCatalogue.PainLocations.IncludesAny(Back).Observe(SymptomProfile.Empty).Required.Should().Be("any of: upper-back, lower-back");
        FactCatalogue.PainLocations.IncludesNone(Back).Observe(SymptomProfile.Empty).Required.Should().Be("none of: upper-back, lower-back");
    }

    [Theory]
    [InlineData("none", Verdict.NotMet)]
    [InlineData("acute", Verdict.Met)]
    [InlineData("chronic", Verdict.Met)]
    public void Any_answer_but_none_is_present(string history, Verdict expected) =>
        FactCatalogue.SpasmHistory.IsAnyButNone.Judge(Some.Profile($$"""{ "spasmHistory": "{{history}}" }""")).Should().Be(expected);

    [Theory]
    [InlineData("{}", Verdict.Met)]
    [InlineData("""{ "toxinProduct": null }""", Verdict.Met)]
    [InlineData("""{ "toxinProduct": "onabotulinumtoxinA" }""", Verdict.Met)]
    [InlineData("""{ "toxinProduct": "abobotulinumtoxinA" }""", Verdict.NotMet)]
    public void The_usual_product_is_assumed_until_another_one_is_named(string profile, Verdict expected)
    {
        var product = new CodesLimit("toxinProducts", ["onabotulinumtoxinA"], Some.Citation);
        FactCatalogue.ToxinProduct.IncludesAny(product).Judge(Some.Profile(profile)).Should().Be(expected);
    }

    [Fact]
    public void What_is_assumed_was_not_answered()
    {
        foreach (var fact in FactCatalogue.All)
        {
            SymptomProfile.Empty.Has(fact).Should().BeFalse();
            SymptomProfile.Empty[fact].Should().Be(fact.Assumed?.Answer);
        }

        SymptomProfile.Empty[FactCatalogue.CyclesCompleted]!.Value.Number.Should().Be(0);
    }

    [Fact]
    public void A_limit_with_a_code_of_another_fact_is_refused() =>
        FluentActions.Invoking(() => FactCatalogue.PainLocations.IncludesAny(new CodesLimit("locations", ["chronic"], Some.Citation)))
            .Should().Throw<ArgumentException>().WithMessage("*'chronic' is not a code of painLocations*");

    [Theory]
    [InlineData("{}", Verdict.Unknown, Verdict.Unknown)]
    [InlineData("""{ "medicationOveruseManaged": true }""", Verdict.Met, Verdict.NotMet)]
    [InlineData("""{ "medicationOveruseManaged": false }""", Verdict.NotMet, Verdict.Met)]
    public void A_yes_is_true_and_a_no_is_false(string profile, Verdict yes, Verdict no)
    {
        FactCatalogue.MedicationOveruseManaged.IsTrue.Judge(Some.Profile(profile)).Should().Be(yes);
        FactCatalogue.MedicationOveruseManaged.IsFalse.Judge(Some.Profile(profile)).Should().Be(no);
        FactCatalogue.MedicationOveruseManaged.IsTrue.Id.Should().Be("medication-overuse-managed");
    }

    [Fact]
    public void A_code_that_is_named_twice_counts_once() =>
        FactCatalogue.SpasmHistory.MaskOf("acute", "acute").Should().Be(FactCatalogue.SpasmHistory.MaskOf("acute"));

    [Fact]
    public void Codes_turn_into_bits_and_back()
    {
        foreach (var fact in FactCatalogue.All.OfType<CodedFact>())
        {
            foreach (var code in fact.Codes)
            {
                fact.CodesOf(fact.MaskOf(code)).Should().Equal(code);
                fact.BitOf(System.Text.Encoding.UTF8.GetBytes(code)).Should().Be(fact.MaskOf(code));
            }

            fact.CodesOf(fact.MaskOf(fact.Codes)).Should().Equal(fact.Codes);
            fact.BitOf("zz"u8).Should().Be(0);
        }
    }
}
