using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Domain;

public sealed class ProductComparedTests
{
    private static readonly CodesLimit Compared = new("toxinProducts", ["onabotulinumtoxinA"], Some.Citation);
    private static readonly CodesLimit Excluded = new("excludedProducts", ["abobotulinumtoxinA"], Some.Citation);

    [Theory]
    [InlineData("{}", Verdict.Met, false)]
    [InlineData("""{ "toxinProduct": "onabotulinumtoxinA" }""", Verdict.Met, false)]
    [InlineData("""{ "toxinProduct": "incobotulinumtoxinA" }""", Verdict.Unknown, true)]
    [InlineData("""{ "toxinProduct": "rimabotulinumtoxinB" }""", Verdict.Unknown, true)]
    [InlineData("""{ "toxinProduct": "abobotulinumtoxinA" }""", Verdict.NotMet, false)]
    public void A_product_that_is_not_compared_leaves_it_open_and_says_so(string profile, Verdict expected, bool isNoted)
    {
        var product = new ProductCompared(Compared, Excluded);

        product.Judge(Some.Profile(profile)).Should().Be(expected);
        product.Observe(Some.Profile(profile)).IsNoted.Should().Be(isNoted);
        product.Observe(Some.Profile(profile)).Required.Should().Be("any of: onabotulinumtoxinA");
        product.OpenFacts(Some.Profile(profile)).IsEmpty.Should().BeTrue("no other answer would settle it");
    }

    [Fact]
    public void It_can_be_broken_only_by_a_product_that_is_known_to_be_excluded()
    {
        new ProductCompared(Compared, Excluded).CanBeBroken.Should().BeTrue();
        new ProductCompared(Compared, excluded: null).CanBeBroken.Should().BeFalse();
        new ProductCompared(Compared, excluded: null).Judge(Some.Profile("""{ "toxinProduct": "abobotulinumtoxinA" }""")).Should().Be(Verdict.Unknown);
    }

    [Fact]
    public void A_product_is_either_compared_or_excluded()
    {
        var making = () => new ProductCompared(Compared, new CodesLimit("excludedProducts", ["onabotulinumtoxinA"], Some.Citation));

        making.Should().Throw<ArgumentException>().WithMessage("A product is in both toxinProducts and excludedProducts.*");
    }
}
