using System.Text.Json;
using CsCheck;
using Eligibility.Api.CdsHooks;

namespace Eligibility.Tests.CdsHooks;

public sealed class LongTextTests
{
    private static readonly string[] Parts =
        ["\n", "\"", "\\", "plain words", "≥ 15 — äß", "😀", "<b>&amp;</b>", "\u2028", "\t", "\0", "\u007f", ""];

    private static readonly Gen<string> Texts = Gen.Int[0, Parts.Length - 1].Select(part => Parts[part]).Array[0, 12].Select(string.Concat);

    [Fact]
    public void A_text_is_read_as_it_was_written_whatever_is_in_it() => Texts.Sample(
        text =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(new Card("1", "A summary.", "info", CardSource.Of("A source", null, "guideline"), text), CdsHooksJson.Plain.Options);

            using var read = JsonDocument.Parse(json);
            read.RootElement.GetProperty("detail").GetString().Should().Be(text);
        },
        iter: 3_000);

    [Fact]
    public void A_text_as_cards_have_it_has_the_bytes_that_the_plain_writer_gives_it()
    {
        const string Text = "**Chronic migraine: candidate**\n\n- 18 headache days: meets \"15 or more\" — so it is said [1]\n- a\\b 😀\n";

        var card = JsonSerializer.Serialize(new Card("1", Text, "info", CardSource.Of("A source", null, "guideline"), Text), CdsHooksJson.Plain.Options);

        using var read = JsonDocument.Parse(card);
        read.RootElement.GetProperty("detail").GetRawText().Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal)
            .Should().Be(read.RootElement.GetProperty("summary").GetRawText().Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal));
    }
}
