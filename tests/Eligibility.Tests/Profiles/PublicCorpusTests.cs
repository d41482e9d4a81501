using System.Text;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>What public collections hold against readers, read without HTTP: every document at every place of every member.</summary>
public sealed class PublicCorpusTests
{
    [Theory]
    [InlineData("y_", 95)]
    [InlineData("n_", 188)]
    [InlineData("i_", 35)]
    public void Every_document_of_the_json_test_suite_is_read_or_refused_for_what_it_is(string prefix, int count)
    {
        var documents = PublicCorpus.Documents(prefix);
        documents.Should().HaveCount(count);
        foreach (var (name, content) in documents)
        {
            var reading = ProfileReader.Read(content);
            AssertWhole(reading, name);
            if (prefix != "i_")
            {
                (reading.Malformed is not null).Should().Be(prefix == "n_", "of {0}", name);
            }
        }
    }

    [Theory]
    [InlineData("y_")]
    [InlineData("n_")]
    [InlineData("i_")]
    public void Every_document_of_the_json_test_suite_may_stand_anywhere_in_a_profile(string prefix)
    {
        foreach (var (name, content) in PublicCorpus.Documents(prefix))
        {
            foreach (var (place, body) in PublicCorpus.Within(content, PublicCorpus.Places))
            {
                var reading = ProfileReader.Read(body);
                AssertWhole(reading, $"{name} in {place}");
                if (prefix != "i_")
                {
                    (reading.Malformed is not null).Should().Be(prefix == "n_", "of {0} in {1}", name, place);
                }
            }
        }
    }

    [Fact]
    public void Naughty_strings_are_neither_names_nor_codes_nor_repeated()
    {
        foreach (var text in PublicCorpus.NaughtyStrings())
        {
            var quoted = JsonSerializer.Serialize(text);
            var reading = ProfileReader.Read(Encoding.UTF8.GetBytes(
                $"{{{quoted}:1,\"ageYears\":{quoted},\"spasmHistory\":{quoted},\"painLocations\":[{quoted}],\"acuteMedicines\":[{{\"class\":\"other\",{quoted}:1}}]}}"));
            reading.Faults.Skip(1).Select(fault => (fault.Pointer, fault.Code, fault.Detail)).SkipLast(1).Should().Equal(Plain.Skip(1).SkipLast(1));
            reading.Faults[0].Code.Should().Be(FaultCodes.UnknownMember);
            reading.Faults[^1].Code.Should().Be(FaultCodes.UnknownMember);
        }
    }

    private static IEnumerable<(string Pointer, string Code, string Detail)> Plain => ProfileReader.Read(Encoding.UTF8.GetBytes(
        """{"x":1,"ageYears":"x","spasmHistory":"x","painLocations":["x"],"acuteMedicines":[{"class":"other","x":1}]}""")).Faults
        .Select(fault => (fault.Pointer, fault.Code, fault.Detail));

    // One of three: a profile, a place where it is not JSON, or faults.
    private static void AssertWhole(ProfileReading reading, string name) =>
        new[] { reading.Profile is not null, reading.Malformed is not null, !reading.Faults.IsEmpty }.Count(holds => holds).Should().Be(1, "of {0}", name);
}
