using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.RuleBooks;

/// <summary>The note of a label's rule says that another product has a label of its own for the condition: that has to have been read somewhere.</summary>
public sealed class ProductsOfLabelsTests
{
    private static readonly Dictionary<string, string[]> Read = new()
    {
        ["cervical-dystonia"] = ["abobotulinumtoxinA", "incobotulinumtoxinA", "rimabotulinumtoxinB", "daxibotulinumtoxinA"],
        ["blepharospasm"] = ["incobotulinumtoxinA"],
        ["upper-limb-spasticity"] = ["abobotulinumtoxinA", "incobotulinumtoxinA"],
        ["lower-limb-spasticity"] = ["abobotulinumtoxinA"],
    };

    public static TheoryData<string> Labels =>
        [.. RuleBook.Shipped.Rules.Where(rule => rule.Kind == RuleKind.Label).Select(rule => rule.Indication!.Id)];

    [Theory]
    [MemberData(nameof(Labels))]
    public void Only_a_product_that_was_read_to_be_approved_for_a_condition_leaves_its_label_open(string indication)
    {
        var product = RuleBook.Shipped.Rules.Single(rule => rule.Kind == RuleKind.Label && rule.Indication!.Id == indication).Editions[^1].Leaves.Single(leaf => leaf.Id == "toxin-products");

        FactCatalogue.ToxinProduct.Codes.Where(code => product.Judge(SymptomProfile.Empty.With(FactCatalogue.ToxinProduct, new Answer(Codes: FactCatalogue.ToxinProduct.MaskOf([code])))) == Verdict.Unknown)
            .Should().BeEquivalentTo(Read.GetValueOrDefault(indication, []));
    }
}
