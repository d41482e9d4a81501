using System.Buffers;
using System.Text;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

public sealed class ProfileProblemTests
{
    private const string Small = """{ "reference": "visit-1", "ageYears": 30 }""";

    [Theory]
    [InlineData(1, "1 fault was found. Nothing of the profile was screened.")]
    [InlineData(2, "2 faults were found. Nothing of the profile was screened.")]
    [InlineData(256, "256 faults were found. Nothing of the profile was screened.")]
    [InlineData(257, "257 faults were found, of which the first 256 are listed. Nothing of the profile was screened.")]
    public void A_refusal_counts_the_faults_and_says_how_many_are_listed(int faults, string detail)
    {
        var reading = Read($$"""{ "painLocations": [{{string.Join(',', Enumerable.Repeat("1", faults))}}] }""");

        reading.Faults.Should().HaveCount(Math.Min(faults, 256));
        ProfileProblem.Of(reading).Detail.Should().Be(detail);
    }

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData("{", "The text is not JSON, or nests more than 16 deep.")]
    public void What_is_no_json_is_told_from_nothing(string text, string detail)
    {
        ProfileProblem.Of(Read(text)).Detail.Should().Be(detail);
        ProfileProblem.Of(Read(text)).Status.Should().Be(400);
    }

    [Theory]
    [InlineData(Small)]
    [InlineData("""{ "ageYears": 30 """)]
    [InlineData("""{ "ageYears": 300 }""")]
    public void A_profile_in_pieces_is_read_as_one_in_a_piece(string text)
    {
        for (var cut = 1; cut < text.Length; cut++)
        {
            ProfileReader.Read(InPieces(text, cut)).Should().BeEquivalentTo(Read(text), options => options.Excluding(reading => reading.Profile));
        }

        ProfileReader.Read(InPieces(Small, 5)).Profile.Should().NotBeNull();
    }

    // The pool gives back to a thread what it returned last.
    [Fact]
    public void Nothing_of_a_profile_in_pieces_is_left_in_the_memory_it_was_joined_in()
    {
        _ = ProfileReader.Read(InPieces(Small, 5));

        var rented = ArrayPool<byte>.Shared.Rent(Small.Length);
        rented.Should().OnlyContain(value => value == 0);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static ProfileReading Read(string text) => ProfileReader.Read(Encoding.UTF8.GetBytes(text));

    private static ReadOnlySequence<byte> InPieces(string text, int cut)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var first = new Piece(bytes.AsMemory(0, cut), 0);
        var last = first.Then(bytes.AsMemory(cut));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long from)
        {
            Memory = memory;
            RunningIndex = from;
        }

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
