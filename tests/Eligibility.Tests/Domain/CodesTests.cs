using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Tests.Domain;

public sealed class CodesTests
{
    // The closed lists of the contract. A code that changes here breaks every client.
    [Fact]
    public void The_closed_lists_are_those_of_the_contract()
    {
        Codes.All<Candidacy>().Should().Equal("candidate", "deferred", "undetermined", "not-candidate", "contraindicated", "refer-urgently");
        Codes.All<Verdict>().Should().Equal("not-met", "unknown", "met");
        Codes.All<LabelStatus>().Should().Equal("on-label", "undetermined", "off-label");
        Codes.All<Severity>().Should().Equal("info", "caution", "warning");
        Codes.All<RuleKind>().Should().Equal("screening", "label", "diagnosis", "guideline", "payer", "safeguard");
        Codes.All<Stage>().Should().Equal("initial", "continuation");
        Codes.All<Effect>().Should().Equal("refer-urgently", "contraindicated", "deferred", "caution");
        Codes.All<Confidence>().Should().Equal("primary", "secondary");
    }

    [Theory]
    [InlineData("met", Verdict.Met)]
    [InlineData("not-met", Verdict.NotMet)]
    [InlineData("Met", null)]
    [InlineData("NotMet", null)]
    [InlineData(" met", null)]
    [InlineData("2", null)]
    [InlineData("met, unknown", null)]
    [InlineData("", null)]
    public void A_code_is_found_in_exactly_its_spelling(string code, Verdict? expected) => Codes.Find<Verdict>(code).Should().Be(expected);
}
