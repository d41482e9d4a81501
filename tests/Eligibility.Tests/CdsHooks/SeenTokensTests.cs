using System.Globalization;
using Eligibility.Api.Access;

namespace Eligibility.Tests.CdsHooks;

/// <summary>A token is good once.</summary>
public sealed class SeenTokensTests
{
    private const string Issuer = ClientsFile.Issuer;

    [Fact]
    public void What_was_used_is_remembered_until_it_can_no_longer_be_used()
    {
        var clock = new HandClock();
        var seen = new SeenTokens(clock);
        var until = clock.Now.AddMinutes(5).UtcDateTime;

        seen.Take(Issuer, "one", until).Should().BeTrue();
        seen.Take(Issuer, "one", until).Should().BeFalse();
        seen.Take("https://other.example", "one", until).Should().BeTrue();
        clock.Now = clock.Now.AddMinutes(6);
        seen.Take(Issuer, "one", until).Should().BeTrue();
    }

    [Fact]
    public void A_token_that_could_not_be_remembered_is_refused()
    {
        var clock = new HandClock();
        var seen = new SeenTokens(clock);
        var until = clock.Now.AddMinutes(5).UtcDateTime;
        for (var i = 0; i < SeenTokens.MostTokens; i++)
        {
            seen.Take(Issuer, i.ToString(CultureInfo.InvariantCulture), until);
        }

        seen.Take(Issuer, "one more", until).Should().BeFalse();
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
