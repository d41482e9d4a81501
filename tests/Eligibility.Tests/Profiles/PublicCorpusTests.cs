using System.Text;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>
/// Public collections of JSON that breaks readers, and of strings that break programs. They are not part of the project: where they do
/// not lie beside it, these tests say so and are skipped.
/// </summary>
public sealed class PublicCorpusTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "attack");

    // Every kind of member, and every depth at which a value can stand.
    private static readonly string[] Places =
    [
        "{\"headacheDaysPerMonth\":@}", "{\"ageYears\":@}", "{\"pregnant\":@}", "{\"spasmHistory\":@}", "{\"painLocations\":@}", "{\"painLocations\":[@]}",
        "{\"painLocations\":[\"neck\",@]}", "{\"preventivesTried\":@}", "{\"preventivesTried\":[@]}", "{\"preventivesTried\":[{\"class\":@}]}",
        "{\"preventivesTried\":[{\"class\":\"other\",\"weeks\":@}]}", "{\"reference\":@}", "{\"unknown\":@}", "{\"unknown\":[{\"member\":@}]}",
    ];

    [Theory]
    [InlineData("y_", 95)]
    [InlineData("n_", 188)]
    [InlineData("i_", 35)]
    public void Every_document_of_the_json_test_suite_is_read_or_refused_for_what_it_is(string prefix, int count)
    {
        var documents = Documents(prefix);
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
        foreach (var (name, content) in Documents(prefix))
        {
            // Nothing at all is no document, but between brackets it is an empty list.
            var nothing = content.All(character => character == ' ');
            foreach (var place in Places.Where(place => !nothing || !place.Contains("[@]", StringComparison.Ordinal)))
            {
                var at = place.IndexOf('@', StringComparison.Ordinal);
                var reading = ProfileReader.Read([.. Encoding.UTF8.GetBytes(place[..at]), .. content, .. Encoding.UTF8.GetBytes(place[(at + 1)..])]);
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
        var file = Path.Combine(Folder, "minimaxir+big-list-of-naughty-strings", "blns.json");
        Assert.SkipUnless(File.Exists(file), "The list of naughty strings does not lie beside the project.");
        foreach (var text in JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(file))!)
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

    private static List<(string Name, byte[] Content)> Documents(string prefix)
    {
        var folder = Path.Combine(Folder, "nst+JSONTestSuite", "test_parsing");
        Assert.SkipUnless(Directory.Exists(folder), "The JSON test suite does not lie beside the project.");
        return [.. Directory.EnumerateFiles(folder, $"{prefix}*").Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
    }

    // One of three: a profile, a place where it is not JSON, or faults.
    private static void AssertWhole(ProfileReading reading, string name) =>
        new[] { reading.Profile is not null, reading.Malformed is not null, !reading.Faults.IsEmpty }.Count(holds => holds).Should().Be(1, "of {0}", name);
}
