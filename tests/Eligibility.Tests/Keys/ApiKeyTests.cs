using Eligibility.Keys;

namespace Eligibility.Tests.Keys;

public sealed class ApiKeyTests
{
    [Fact]
    public void A_key_has_a_prefix_an_id_256_bits_of_secret_and_a_checksum_and_reads_back()
    {
        var key = ApiKey.New();

        key.Text.Should().MatchRegex("^elg_[0-9a-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$");
        Math.Log2(62).Should().BeGreaterThan(256.0 / 43, "43 digits of 62 hold 256 bits");
        ApiKey.Parse(key.Text)!.Id.Should().Be(key.Id);
    }

    [Fact]
    public void No_two_keys_are_the_same() =>
        Enumerable.Range(0, 1000).Select(_ => ApiKey.New()).SelectMany(key => new[] { key.Id, key.Text }).Should().OnlyHaveUniqueItems();

    [Fact]
    public void A_key_with_any_one_character_mistyped_is_not_a_key()
    {
        var text = ApiKey.New().Text;

        for (var i = 0; i < text.Length; i++)
        {
            var mistyped = text[..i] + (text[i] == 'a' ? 'b' : 'a') + text[(i + 1)..];
            ApiKey.Parse(mistyped).Should().BeNull("position {0} was mistyped", i);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("elg_")]
    [InlineData("elg____")]
    [InlineData("elg_abcdefghijkl_short_000000")]
    [InlineData("ELG_abcdefghijkl_0000000000000000000000000000000000000000000_000000")]
    [InlineData("elg_abcdefghijkl_000000000000000000000000000000000000000000é_000000")]
    public void Anything_else_is_not_a_key(string text) => ApiKey.Parse(text).Should().BeNull();

    [Fact]
    public void A_key_that_is_printed_by_accident_shows_its_id_alone()
    {
        var key = ApiKey.New();

        $"{key}".Should().Be($"elg_{key.Id}");
    }
}
