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

        seen.Take(Issuer, "one", until).Should().Be(TokenUse.First);
        seen.Take(Issuer, "one", until).Should().Be(TokenUse.Again);
        seen.Take("https://other.example", "one", until).Should().Be(TokenUse.First);
        clock.Now = clock.Now.AddMinutes(6);
        seen.Take(Issuer, "one", until).Should().Be(TokenUse.First);
    }

    [Fact]
    public void An_issuer_that_fills_its_room_shuts_out_nobody_but_itself_and_only_until_its_tokens_expire()
    {
        var clock = new HandClock();
        var seen = new SeenTokens(clock);
        var until = clock.Now.AddMinutes(5).UtcDateTime;
        for (var i = 0; i < SeenTokens.MostOfAnIssuer; i++)
        {
            seen.Take(Issuer, i.ToString(CultureInfo.InvariantCulture), until);
        }

        seen.Take(Issuer, "one more", until).Should().Be(TokenUse.NoRoom, "what cannot be remembered could be used again");
        seen.Take(Issuer, "0", until).Should().Be(TokenUse.Again);
        seen.Take("https://other.example", "one more", until).Should().Be(TokenUse.First);
        clock.Now = clock.Now.AddMinutes(6);
        seen.Take(Issuer, "one more", until.AddMinutes(6)).Should().Be(TokenUse.First);
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
