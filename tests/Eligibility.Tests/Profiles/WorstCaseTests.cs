using System.Text;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>
/// No profile makes the service slow for others. What is counted is memory, which is the same on every machine: a body of the greatest
/// size that is read may cost a few hundred times itself, never a square of itself.
/// </summary>
public sealed class WorstCaseTests
{
    private const int GreatestBody = 64 * 1024;
    private const long Budget = 32 * 1024 * 1024;

    private static readonly string Long = new('q', 64);

    public static IEnumerable<TheoryDataRow<string, string, string>> Bodies { get; } =
    [
        new("{\"preventivesTried\":[", "{\"class\":\"other\"}", "]}"),
        new("{\"preventivesTried\":[", "{\"class\":\"other\",\"weeks\":999}", "]}"),
        new("{\"preventivesTried\":[{", "\"classs\":1", "}]}"),
        new("{\"preventivesTried\":[", "{}", "]}"),
        new("{\"redFlags\":[", "null", "]}"),
        new("{\"redFlags\":[", "\"cancer-history\"", "]}"),
        new("{\"redFlags\":[", "\"\\ud800\"", "]}"),
        new("{\"redFlags\":[", "\"abcdefghij\"", "]}"),
        new("{", "\"ageYears\":1", "}"),
        new("{", "\"\\ud800\":1", "}"),
        new("{", "\"abcdef\":1", "}"),
        new("{", $"\"{Long}\":1", "}"),
        new("[", "[[[[[[[[[[]]]]]]]]]]", "]"),
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_full_of_faults_is_refused_at_little_cost(string before, string repeated, string after)
    {
        var count = (GreatestBody - before.Length - after.Length) / (repeated.Length + 1);
        var body = Encoding.UTF8.GetBytes($"{before}{string.Join(',', Enumerable.Repeat(repeated, count))}{after}");

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var reading = ProfileReader.Read(body);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        reading.Profile.Should().BeNull();
        reading.Malformed.Should().BeNull();
        allocated.Should().BeLessThan(Budget);
    }
}
