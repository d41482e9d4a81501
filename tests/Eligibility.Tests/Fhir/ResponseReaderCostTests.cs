using System.Buffers;
using System.Globalization;
using System.Text;
using Eligibility.Api.Fhir;

namespace Eligibility.Tests.Fhir;

/// <summary>What it costs to read a response as long as a hook takes. Told by what is allocated, which is the same on every machine.</summary>
public sealed class ResponseReaderCostTests
{
    private const int Size = 1024 * 1024;
    private const string Head = """{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"urn:eligibility:Questionnaire:botulinum-intake" """;

    // A sentence for each fault, and its place in words, came to 130 bytes for each byte of unknown elements, and to 390 for each of answers without a value.
    [Theory]
    [InlineData("", ",\"a#\":1", "}", 8)]
    [InlineData(",\"item\":[{\"linkId\":\"painLocations\"", ",\"a#\":1", "}]}", 8)]
    [InlineData(",\"item\":[1", ",#", "]}", 80)]
    [InlineData(",\"item\":[{\"linkId\":\"painLocations\",\"answer\":[{}", ",{}", "]}]}", 120)]
    public void Of_the_faults_that_are_not_listed_little_is_made(string begin, string repeated, string end, int mostForAByte)
    {
        var (allocated, reading) = Cost(Long(begin, repeated, end));

        allocated.Should().BeLessThan((long)mostForAByte * Size);
        reading.Profile.Should().BeNull();
        reading.Issues[^1].Details.Text.Should().EndWith("more faults were found and are not listed.");
    }

    // A set of names and a pointer in words for each entry, and a list for each answer, came to 19 bytes for each byte of entries.
    [Fact]
    public void Of_the_entries_of_a_long_list_little_is_made()
    {
        var entry = Responses.Group("preventivesTried", Responses.Item("preventivesTried.class", Responses.Code("preventivesTried.class", "other")),
            Responses.Item("preventivesTried.weeks", Responses.Decimal(4))).ToJsonString();

        var (allocated, reading) = Cost(Long($",\"item\":[{entry}", $",{entry}", "]}"));

        allocated.Should().BeLessThan(13L * Size);
        reading.Issues.Should().ContainSingle().Which.Expression.Should().Equal("QuestionnaireResponse.item[32]");
    }

    private static string Long(string begin, string repeated, string end)
    {
        var text = new StringBuilder(Head).Append(begin);
        for (var i = 0; text.Length < Size; i++)
        {
            text.Append(repeated.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.Append(end).ToString();
    }

    private static (long Allocated, ResponseReading Reading) Cost(string response)
    {
        using var document = StrictDocument.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(response)), out _)!;
        ResponseReader.Read(document.Root);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = ResponseReader.Read(document.Root);
        return (GC.GetAllocatedBytesForCurrentThread() - before, reading);
    }
}
