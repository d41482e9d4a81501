using System.Collections.Immutable;
using System.Text;
using Eligibility.Domain.Facts;
using Eligibility.Fuzz;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Fuzzing;

/// <summary>What judges the inputs of the fuzzer: it is content with what the reader and batches do, and it is not content with less.</summary>
public sealed class OracleTests
{
    private const string Good = """{ "ageYears": 45, "painLocations": ["neck"], "acuteMedicines": [{ "class": "nsaid", "daysPerMonth": 4 }], "reference": "a" }""";
    private const string Refused = """{ "ageYears": 121, "spasmHistory": "as-long-as-can-be" }""";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Eligibility.Fuzz", "seeds");

    public static TheoryData<string> Seeds => [.. new DirectoryInfo(Folder).EnumerateFiles().Select(seed => seed.Name).Order(StringComparer.Ordinal)];

    // what was sent, what the reader said to something else, the promise that this breaks
    public static TheoryData<string, string, string> Misreadings => new()
    {
        { Good, Good.Replace("45", "46", StringComparison.Ordinal), "an answer is the one that was sent" },
        { Good, Good.Replace("neck", "head", StringComparison.Ordinal), "an answer is the one that was sent" },
        { Good, Good.Replace("4 }", "5 }", StringComparison.Ordinal), "an answer is the one that was sent" },
        { Good, Good.Replace("\"a\"", "\"b\"", StringComparison.Ordinal), "a reference is given back as it was" },
        { Good, """{ "reference": "a" }""", "a fact is answered where an answer was sent" },
        { """{ "ageYears": 45, "ageYears": 46 }""", """{ "ageYears": 46 }""", "no member is there twice" },
        { """{ "safetyFactor": ["dysphagia"] }""", "{}", "a profile has no other members" },
        { """{ "safetyFactors": ["dysphagia", "dysphagia"] }""", """{ "safetyFactors": ["dysphagia"] }""", "an answer is the one that was sent" },
        { """{ "preventivesTried": [null] }""", """{ "preventivesTried": [] }""", "an answer is the one that was sent" },
        { """{ "ageYears": "45" }""", """{ "ageYears": 45 }""", "an answer is the one that was sent" },
        { "[]", "{}", "a profile is an object" },
        { "{} {}", "{}", "what is no JSON is malformed" },
        { Good, "{", "what is malformed is no JSON" },
        { "{ ,", "{", "it is malformed where it stops being UTF-8 or JSON" },
        { Good, Refused.Replace("age", "weight", StringComparison.Ordinal), "a pointer points at something that was sent" },
        { """{ "painLocations": ["neck"] }""", """{ "painLocations": ["neck", "nose"] }""", "a pointer points at something that was sent" },
    };

    public static TheoryData<string, string> Misanswers => new()
    {
        { "", "a line is answered with a line" },
        { "{\"candidacy\":1}\n{\"candidacy\":1}\n", "a line is answered with a line" },
        { "{\"candidacy\":1}", "an answer ends with a line feed" },
        { "{\"candidacy\":\n", "an answer is JSON" },
        { "{\"line\":1}\n", "a profile is answered with a screening" },
        { "{\"candidacy\":1}\n", "as if it were alone" },
    };

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_promise_holds_for_every_seed(string seed)
    {
        var said = new StringWriter();

        Replay.Holds(Path.Combine(Folder, seed), said).Should().BeTrue(said.ToString());

        said.ToString().Should().MatchRegex("^batch: holds.*\nprofile: holds.*\n$", "it was run through both targets");
    }

    [Fact]
    public void The_seeds_are_read_and_refused_for_every_kind_of_reason_with_every_kind_of_fact()
    {
        var readings = Seeds.Select(seed => ProfileReader.Read(File.ReadAllBytes(Path.Combine(Folder, seed.Data)))).ToList();

        readings.SelectMany(reading => reading.Faults).Select(fault => fault.Code).Distinct().Should().BeEquivalentTo(FaultCodes.All.Remove(FaultCodes.TooMany));
        readings.Should().Contain(reading => reading.Malformed != null);
        FactCatalogue.All.Where(fact => readings.Exists(reading => reading.Profile?.Has(fact) == true)).Select(fact => fact.GetType()).Distinct()
            .Should().BeEquivalentTo(FactCatalogue.All.Select(fact => fact.GetType()).Distinct());
    }

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void A_reading_that_is_not_of_what_was_sent_is_a_finding(string sent, string read, string promise) =>
        Judging(sent, Read(read)).Should().Throw<BrokenPromiseException>().WithMessage($"*{promise}*");

    [Fact]
    public void A_fault_that_repeats_a_value_points_nowhere_or_speaks_in_other_words_is_a_finding()
    {
        var fault = Read(Refused).Faults[0];
        ProfileFault[] wrong =
        [
            fault with { Detail = "is not as-long-as-can-be" },
            fault with { Detail = "" },
            fault with { Code = "other" },
            fault with { Suggestion = "as-long-as-can-be" },
            fault with { Allowed = ["chronic", "other-than-ours"] },
            fault with { Pointer = "spasmHistory" },
            fault with { Pointer = "#/spasmHistory/0" },
            fault with { Pointer = "#/%zz" },
        ];
        foreach (var broken in wrong)
        {
            Judging(Refused, Read(Refused) with { Faults = [broken, .. Read(Refused).Faults[1..]] }).Should().Throw<BrokenPromiseException>("of {0}", broken);
        }
    }

    [Fact]
    public void A_value_that_was_escaped_is_found_again()
    {
        var escaped = Refused.Replace("as-long", "\\u0061s-long", StringComparison.Ordinal);
        var repeating = Read(escaped) with { Faults = [Read(Refused).Faults[0] with { Detail = "is not as-long-as-can-be" }, Read(Refused).Faults[1]] };

        Judging(escaped, repeating).Should().Throw<BrokenPromiseException>().WithMessage("*said again*");
    }

    [Fact]
    public void Faults_that_are_not_counted_or_come_with_a_profile_are_a_finding()
    {
        Judging(Refused, Read(Refused) with { FaultCount = 1 }).Should().Throw<BrokenPromiseException>();
        Judging(Refused, Read(Refused) with { Profile = SymptomProfile.Empty }).Should().Throw<BrokenPromiseException>();
        Judging(Refused, Read(Refused) with { Faults = ImmutableArray<ProfileFault>.Empty, FaultCount = 0 }).Should().Throw<BrokenPromiseException>();
    }

    [Theory]
    [MemberData(nameof(Misanswers))]
    public void Answers_that_do_not_fit_their_lines_are_a_finding(string answers, string promise)
    {
        var judging = () => BatchOracle.Judge("{}"u8.ToArray(), Encoding.UTF8.GetBytes(answers));
        judging.Should().Throw<BrokenPromiseException>().WithMessage($"*{promise}*");
    }

    [Fact]
    public void A_refused_line_is_answered_with_its_own_number()
    {
        var alone = Encoding.UTF8.GetString(WholeBatch.Answer("["u8.ToArray(), isTooLarge: false, 1));
        var judging = () => BatchOracle.Judge("[\n["u8.ToArray(), Encoding.UTF8.GetBytes(alone + alone));
        judging.Should().Throw<BrokenPromiseException>().WithMessage("*the number of the line*");
    }

    [Fact]
    public void The_dictionary_has_every_name_and_every_code_a_line_each()
    {
        var output = new StringWriter();
        FuzzDictionary.Write(output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().OnlyHaveUniqueItems().And.OnlyContain(line => line.Length > 2 && line.StartsWith('"') && line.EndsWith('"'));
        lines.Should().Contain(FactCatalogue.All.Select(fact => $"\"\\x22{fact.Name}\\x22:\"")).And.Contain("\"\\x22cancer-history\\x22\"");
    }

    private static Action Judging(string sent, ProfileReading reading) => () => ReadingOracle.Judge(Encoding.UTF8.GetBytes(sent), reading);

    private static ProfileReading Read(string json) => ProfileReader.Read(Encoding.UTF8.GetBytes(json));
}
