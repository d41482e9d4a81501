using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Cases;

namespace Eligibility.Tests.RuleBooks;

/// <summary>A check that overlooked a difference would make every case worthless.</summary>
public sealed class CaseCheckTests
{
    private const string Neck = """{ "painLocations": ["neck"] }""";
    private const string Refused = """{ "ageYears": 121, "painLocations": ["nek"] }""";

    private static readonly Screener Screener = new(RuleBook.Shipped);

    // profile, expectation, what is reported; nothing where they agree
    public static TheoryData<string, string, string?> Expectations => new()
    {
        { Neck, """{}""", null },
        { Neck, """{ "overall": "candidate" }""", null },
        { Neck, """{ "overall": "undetermined" }""", "overall candidacy: expected undetermined, but is candidate." },
        { Neck, """{ "candidacy": { "neck-pain": "candidate" } }""", null },
        { Neck, """{ "candidacy": { "neck-pain": "deferred" } }""", "candidacy of neck-pain: expected deferred, but is candidate." },
        { Neck, """{ "candidacy": { "back-pain": "candidate" } }""", "candidacy of back-pain: expected candidate, but is none." },
        { Neck, """{ "candidacy": { "no-such-pain": "candidate" } }""", "candidacy of no-such-pain: expected candidate, but is none." },
        { Neck, """{ "labelStatus": { "neck-pain": "off-label" } }""", null },
        { Neck, """{ "labelStatus": { "neck-pain": "on-label" } }""", "label status of neck-pain: expected on-label, but is off-label." },
        { Neck, """{ "verdicts": { "general/neck-pain": "met" } }""", null },
        { Neck, """{ "verdicts": { "general/neck-pain": "not-met" } }""", "verdict of general/neck-pain: expected not-met, but is met." },
        { Neck, """{ "verdicts": { "safeguards/dose-cap": "met" } }""", "verdict of safeguards/dose-cap: expected met, but is unknown." },
        { Neck, """{ "caveats": ["off-label-neck-pain"] }""", null },
        { Neck, """{ "caveats": ["sore-neck"] }""", "caveat sore-neck: expected, but absent." },
        { Neck, """{ "withoutCaveats": ["sore-neck"] }""", null },
        { Neck, """{ "withoutCaveats": ["off-label-neck-pain"] }""", "caveat off-label-neck-pain: not expected, but there." },
        { Neck, """{ "evidence": { "neck-pain": { "effective": false } } }""", null },
        { Neck, """{ "evidence": { "neck-pain": { "grade": "A", "effective": true } } }""", "evidence for neck-pain: expected grade A, effective, but is absent." },
        { Neck, """{ "ruledOut": ["back-pain"] }""", null },
        { Neck, """{ "ruledOut": ["neck-pain"] }""", "neck-pain: expected to be ruled out, but is not." },
        { Neck, """{ "faults": [] }""", null },
        { Neck, """{ "faults": ["#/ageYears"] }""", "faults: expected #/ageYears, but is none." },
        { Refused, """{ "faults": ["#/painLocations/0", "#/ageYears"] }""", null },
        { Refused, """{ "faults": ["#/ageYears"] }""", "faults: expected #/ageYears, but is #/ageYears, #/painLocations/0." },
        { Refused, """{ "overall": "candidate" }""", "faults: expected none, but is #/ageYears, #/painLocations/0." },
    };

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_difference_is_reported_in_a_sentence(string profile, string expectation, string? expected) =>
        CaseCheck.Differences(Screener, Case(profile, expectation)).Should().Equal(expected is null ? [] : [expected]);

    [Fact]
    public void Every_difference_is_reported() =>
        CaseCheck.Differences(Screener, Case(Neck, """{ "overall": "deferred", "caveats": ["sore-neck"], "ruledOut": ["neck-pain"] }"""))
            .Should().HaveCount(3);

    // A closed list of what can be expected, so that an expectation cannot be added without being checked.
    [Fact]
    public void Every_kind_of_expectation_is_covered_here() =>
        typeof(CaseExpectation).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Should().OnlyContain(member => Expectations.Any(row =>
                row.Data.Item3 != null && row.Data.Item2.Contains($"\"{member}\"", StringComparison.Ordinal)));

    private static Case Case(string profile, string expectation) => new(
        "example", "An example.", new DateOnly(2026, 11, 23), JsonElement.Parse(profile),
        JsonSerializer.Deserialize<CaseExpectation>(expectation, JsonSerializerOptions.Web)!);
}
