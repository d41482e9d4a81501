using System.Text;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

/// <summary>
/// What the framework's own reading of JSON lets through, by default and with its strictest options. Each of these would change a
/// person's answer without a word, or break the service.
/// </summary>
public sealed class FrameworkHolesTests
{
    // By default.

    [Fact]
    public void A_missing_number_is_not_nought() => Read("{}").Profile![FactCatalogue.AgeYears].Should().BeNull();

    [Fact]
    public void A_missing_list_is_not_an_empty_one()
    {
        Read("{}").Profile!.Has(FactCatalogue.RedFlags).Should().BeFalse();
        Read("""{ "redFlags": [] }""").Profile!.Has(FactCatalogue.RedFlags).Should().BeTrue();
    }

    [Theory]
    [InlineData("""{ "safetyFactor": ["toxin-hypersensitivity"] }""", "#/safetyFactor unknown-member")]
    [InlineData("""{ "ageYears": 45, "ageYears": 12 }""", "#/ageYears duplicate-member")]
    [InlineData("""{ "ageYears": "45" }""", "#/ageYears wrong-type")]
    [InlineData("""{ "spasmHistory": 99 }""", "#/spasmHistory wrong-type")]
    [InlineData("""{ "AGEYEARS": 45 }""", "#/AGEYEARS unknown-member")]
    [InlineData("""{ "ageYears": 121 }""", "#/ageYears out-of-range")]
    [InlineData("""{ "ageYears": 45.5 }""", "#/ageYears not-whole")]
    public void The_defaults_are_not_ours(string profile, string fault) => Faults(profile).Should().Equal(fault);

    // With the strictest options.

    [Theory]
    [InlineData("""{ "spasmHistory": "none, chronic" }""", "#/spasmHistory unknown-code")]
    [InlineData("""{ "spasmHistory": "acute, chronic" }""", "#/spasmHistory unknown-code")]
    [InlineData("""{ "spasmHistory": " chronic " }""", "#/spasmHistory unknown-code")]
    [InlineData("""{ "spasmHistory": "CHRONIC" }""", "#/spasmHistory unknown-code")]
    [InlineData("""{ "spasmHistory": "chronic," }""", "#/spasmHistory unknown-code")]
    [InlineData("""{ "headacheType": "TensionType" }""", "#/headacheType unknown-code")]
    [InlineData("""{ "painLocations": [null] }""", "#/painLocations/0 null-in-list")]
    [InlineData("""{ "painLocations": ["neck\u0000"] }""", "#/painLocations/0 unknown-code")]
    [InlineData("""{ "headacheDaysPerMonth": 1e999 }""", "#/headacheDaysPerMonth too-precise")]
    public void The_strictest_options_are_not_strict_enough(string profile, string fault) => Faults(profile).Should().Equal(fault);

    [Fact]
    public void Reading_does_not_stop_at_the_first_fault_and_every_one_is_pointed_to() =>
        Faults("""{ "ageYears": "45", "smoker": true, "painLocations": ["nek", null], "acuteMedicines": [{ "class": "triptan", "daysPerMonth": 32 }] }""")
            .Should().Equal("#/ageYears wrong-type", "#/smoker unknown-member", "#/painLocations/0 unknown-code", "#/painLocations/1 null-in-list",
                "#/acuteMedicines/0/daysPerMonth out-of-range");

    // Text that JsonDocument parses, and on which it throws once it is asked for.
    [Theory]
    [InlineData("""{ "\ud800": 1 }""", "# unknown-member")]
    [InlineData("""{ "spasmHistory": "\ud800" }""", "#/spasmHistory invalid-text")]
    [InlineData("""{ "painLocations": ["\udc00\ud800"] }""", "#/painLocations/0 invalid-text")]
    [InlineData("""{ "reference": "\ud800" }""", "#/reference invalid-reference")]
    [InlineData("""{ "acuteMedicines": [{ "class": "\ud800" }] }""", "#/acuteMedicines/0/class invalid-text")]
    public void Half_of_a_surrogate_pair_is_a_fault_and_no_exception(string profile, string fault) => Faults(profile).Should().Equal(fault);

    [Fact]
    public void Bytes_that_are_not_utf8_are_malformed_and_no_exception() =>
        ProfileReader.Read([.. "{ \"spasmHistory\": \""u8, 0xE9, .. "\" }"u8]).Malformed.Should().NotBeNull();

    // A message of an exception that quotes what was sent ends up in a log.
    [Fact]
    public void A_refusal_is_a_value_and_no_exception_and_its_words_are_ours()
    {
        var fault = Read("""{ "smoker": true }""").Faults.Single();
        fault.Detail.Should().Be("is not a member of a profile");
        FluentActions.Invoking(() => Read("{ smoker")).Should().NotThrow().Which.Malformed!.Detail.Should().NotContain("smoker");
    }

    private static ProfileReading Read(string json) => ProfileReader.Read(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<string> Faults(string json) => Read(json).Faults.Select(fault => $"{fault.Pointer} {fault.Code}");
}
