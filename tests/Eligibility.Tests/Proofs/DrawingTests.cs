using System.Xml.Linq;
using Eligibility.Domain.Drawings;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.Proofs;

public sealed class DrawingTests
{
    public static TheoryData<string> Rules => [.. RuleBook.Shipped.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_can_be_drawn_with_every_criterion_and_its_year(string id)
    {
        var rule = RuleBook.Shipped.Find(id)!;
        var edition = rule.Editions[^1];

        var svg = XDocument.Parse(SvgDrawing.Of(rule, edition));
        var dot = DotDrawing.Of(rule, edition);

        var words = string.Join(' ', svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value));
        foreach (var leaf in edition.Leaves)
        {
            var text = edition.TextOf(leaf);
            words.Should().Contain(text.Text).And.Contain($"({text.Citation.Year})");
            dot.Should().Contain(text.Text.Replace("\"", "\\\"", StringComparison.Ordinal));
        }

        svg.Descendants().Should().NotContain(element => element.Name.LocalName == "script");
        dot.Count(letter => letter == '{').Should().Be(dot.Count(letter => letter == '}'));
    }
}
