using Eligibility.Domain.Criteria;

namespace Eligibility.Tests.Domain;

public sealed class VerdictTests
{
    [Fact]
    public void Not_met_is_below_unknown_and_unknown_is_below_met() =>
        Enum.GetValues<Verdict>().Should().Equal(Verdict.NotMet, Verdict.Unknown, Verdict.Met);
}
