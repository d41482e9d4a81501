using CsCheck;
using Eligibility.Api.CdsHooks;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Sentences that share the little room of a summary.</summary>
public sealed class SummarySentenceTests
{
    [Fact]
    public void Names_that_have_no_room_are_counted()
    {
        SummarySentence.Naming("Found: ", ["a", "b", "c"], "findings").Wordings.Should().Equal("Found: a, b and c.", "Found: a, b and 1 more.", "Found: a and 2 more.", "Found: 3 findings.");
        SummarySentence.Naming("", ["a"], "findings").Wordings.Should().Equal("A.");
        SummarySentence.Naming("Found: ", [], "findings").Wordings.Should().Equal("");
    }

    [Fact]
    public void What_stands_first_gets_the_room_and_what_stands_last_keeps_its_least()
    {
        var (names, last) = (SummarySentence.Naming("Found: ", [.. Enumerable.Range(1, 9).Select(number => $"finding number {number}")], "findings"), SummarySentence.Of(new string('x', 60), "It stands so."));

        SummarySentence.Fit([names, last]).Should().Be("Found: finding number 1, finding number 2, finding number 3, finding number 4, finding number 5, finding number 6 and 3 more. It stands so.");
        SummarySentence.Fit([SummarySentence.Of(new string('y', 90)), names, last]).Should().Be($"{new string('y', 90)} Found: 9 findings. It stands so.");
    }

    [Fact]
    public void A_sentence_that_may_be_left_out_is_so_before_those_in_front_of_it_lose_their_names()
    {
        var (names, last) = (SummarySentence.Naming("Found: ", ["a", "b"], "findings"), SummarySentence.Of(new string('x', 60)));

        SummarySentence.Fit([SummarySentence.Of(new string('y', 90)), names, last.OrNothing]).Should().Be($"{new string('y', 90)} Found: a and b.");
        SummarySentence.Fit([names, last.OrNothing]).Should().Be($"Found: a and b. {new string('x', 60)}");
    }

    [Fact]
    public void Nothing_is_too_long_and_the_first_sentence_is_there() =>
        Gen.Int[1, 90].Array[1, 5].Array[1, 5].Sample(lengths =>
        {
            var sentences = lengths.Select((sentence, place) => SummarySentence.Of([.. sentence.OrderDescending().Select(length => new string((char)('a' + place), length))])).ToList();

            var text = SummarySentence.Fit(sentences);

            return Words.Fits(text) && text.StartsWith(sentences[0].Wordings[^1], StringComparison.Ordinal);
        });
}
