using System.Text;
using System.Text.Json;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Profiles;

/// <summary>
/// Public collections of JSON that breaks readers, and of strings that break programs. They are not part of the project: where they do
/// not lie beside it, the tests that ask for them say so and are skipped.
/// </summary>
internal static class PublicCorpus
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "attack");

    /// <summary>One place of each kind at which a value can stand, an "@" there.</summary>
    public static IEnumerable<string> KindsOfPlaces { get; } =
    [
        "{\"headacheDaysPerMonth\":@}", "{\"ageYears\":@}", "{\"pregnant\":@}", "{\"spasmHistory\":@}", "{\"painLocations\":@}", "{\"painLocations\":[@]}",
        "{\"painLocations\":[\"neck\",@]}", "{\"preventivesTried\":@}", "{\"preventivesTried\":[@]}", "{\"preventivesTried\":[{\"class\":@}]}",
        "{\"preventivesTried\":[{\"class\":\"other\",\"weeks\":@}]}", "{\"reference\":@}", "{\"unknown\":@}", "{\"unknown\":[{\"member\":@}]}",
    ];

    /// <summary>Every place of every member at which a value can stand.</summary>
    public static IEnumerable<string> Places { get; } =
    [
        .. KindsOfPlaces, .. FactCatalogue.All.Select(fact => $"{{\"{fact}\":@}}"), .. FactCatalogue.All.OfType<CodeSetFact>().Select(fact => $"{{\"{fact}\":[@]}}"),
        .. FactCatalogue.All.OfType<EntryListFact>().SelectMany(list => list.Fields.Select(field => $"{{\"{list}\":[{{\"{field}\":@}}]}}")),
    ];

    /// <summary>The documents of the JSON test suite.</summary>
    /// <param name="prefix"><c>y_</c> for those that are JSON, <c>n_</c> for those that are not, <c>i_</c> for those that may be either.</param>
    public static List<(string Name, byte[] Content)> Documents(string prefix)
    {
        var folder = Path.Combine(Folder, "nst+JSONTestSuite", "test_parsing");
        Assert.SkipUnless(Directory.Exists(folder), "The JSON test suite does not lie beside the project.");
        return [.. Directory.EnumerateFiles(folder, $"{prefix}*").Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
    }

    /// <summary>A document at each of several places.</summary>
    public static IEnumerable<(string Place, byte[] Body)> Within(byte[] content, IEnumerable<string> places)
    {
        // Nothing at all is no document, but between brackets it is an empty list.
        var nothing = content.All(character => character == ' ');
        return
            from place in places
            where !nothing || !place.Contains("[@]", StringComparison.Ordinal)
            let at = place.IndexOf('@', StringComparison.Ordinal)
            select (place, (byte[])[.. Encoding.UTF8.GetBytes(place[..at]), .. content, .. Encoding.UTF8.GetBytes(place[(at + 1)..])]);
    }

    /// <summary>The strings that break programs.</summary>
    public static string[] NaughtyStrings()
    {
        var file = Path.Combine(Folder, "minimaxir+big-list-of-naughty-strings", "blns.json");
        Assert.SkipUnless(File.Exists(file), "The list of naughty strings does not lie beside the project.");
        return JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(file))!;
    }
}
