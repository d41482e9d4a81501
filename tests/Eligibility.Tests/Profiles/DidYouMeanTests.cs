using System.Text;
using System.Text.Json;
using CsCheck;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

public sealed class DidYouMeanTests
{
    // a member, what was probably meant
    public static IEnumerable<TheoryDataRow<string, string?>> Members { get; } =
    [
        new("headacheDayPerMonth", "headacheDaysPerMonth"),
        new("headache_days_per_month", "headacheDaysPerMonth"),
        new("HeadacheDaysPerMonth", "headacheDaysPerMonth"),
        new("headacheDays", "headacheDaysPerMonth"),
        new("headache", "headacheDaysPerMonth"),
        new("headach", null),
        new("painLocation", "painLocations"),
        new("priorPhysicalTheraphy", "priorPhysicalTherapy"),
        new("age", null),
        new("agesYear", "ageYears"),
        new("pregnent", "pregnant"),
        new("redflag", "redFlags"),
        new("contraindications", null),
        new("monthsBelow15HeadacheDay", "monthsBelow15HeadacheDays"),
        new("name", null),
        new("", null),
        new("referense", "reference"),
    ];

    // a place of pain or a product, what was probably meant
    public static TheoryData<string, string, string?> CodesMeant => new()
    {
        { "painLocations", "lowerback", "lower-back" },
        { "painLocations", "lower back", "lower-back" },
        { "painLocations", "LOWER_BACK", "lower-back" },
        { "painLocations", "Neck", "neck" },
        { "painLocations", "nek", "neck" },
        { "painLocations", "sholder", "shoulder" },
        { "painLocations", "knee", null },
        { "painLocations", "enkc", null },
        { "toxinProducts", "onabotulinumtoxina", "onabotulinumtoxinA" },
        { "toxinProducts", "botox", null },
        { "redFlags", "thunderclap", "thunderclap-onset" },
        { "redFlags", "thunderclap onset", "thunderclap-onset" },
        { "safetyFactors", "dysfagia", "dysphagia" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_misspelt_member_is_understood_as_it_was_meant(string sent, string? expected) =>
        Fault($"{{\"{sent}\":1}}").Suggestion.Should().Be(expected);

    [Theory]
    [MemberData(nameof(CodesMeant))]
    public void A_misspelt_code_is_understood_as_it_was_meant(string member, string sent, string? expected) => Fault(
        member == "toxinProducts" ? $"{{\"toxinProduct\":\"{sent}\"}}" : $"{{\"{member}\":[\"{sent}\"]}}").Suggestion.Should().Be(expected);

    [Fact]
    public void A_misspelt_member_of_an_entry_is_understood_as_it_was_meant() =>
        Fault("""{ "acuteMedicines": [{ "class": "other", "daysPerMonths": 3 }] }""").Suggestion.Should().Be("daysPerMonth");

    // Every code but those that another one is as near to.
    [Fact]
    public void A_code_with_two_neighbours_swapped_is_understood()
    {
        foreach (var fact in FactCatalogue.All.OfType<CodedFact>().Where(fact => fact is not BooleanFact))
        {
            foreach (var code in fact.Codes)
            {
                var swapped = $"{code[..1]}{code[2]}{code[1]}{code[3..]}";
                DidYouMean.Nearest(swapped, fact.Codes).Should().Be(code, "{0} was sent for {1}", swapped, fact);
            }
        }
    }

    [Fact]
    public void A_suggestion_is_always_one_of_ours_and_the_detail_is_always_the_same() => Gen.String.Sample(
        sent =>
        {
            var text = JsonSerializer.Serialize(sent);
            var (member, code) = (Fault($"{{{text}:1}}"), Fault($"{{\"painLocations\":[{text}]}}"));
            (member.Suggestion is null || FactCatalogue.Find(member.Suggestion) is not null).Should().BeTrue();
            (code.Suggestion is null || FactCatalogue.PainLocations.Codes.Contains(code.Suggestion)).Should().BeTrue();
            code.Detail.Should().Be(Fault("""{ "painLocations": [""] }""").Detail);
        },
        iter: 500);

    private static ProfileFault Fault(string json) => ProfileReader.Read(Encoding.UTF8.GetBytes(json)).Faults.Should().ContainSingle().Which;
}
