using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Domain;

namespace Eligibility.Tests.Screenings;

/// <summary>The candidacy of an indication is the first line of the ladder that fits.</summary>
public sealed class LadderTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Screener Screener = new(RuleBook.Shipped);

    // In the order of the ladder: what makes a line fit, and where it leads. They concern different facts, so that any of them can meet.
    private static readonly (string Answer, Candidacy Candidacy)[] Lines =
    [
        ("\"redFlags\": [\"thunderclap-onset\"]", Candidacy.ReferUrgently),
        ("\"safetyFactors\": [\"injection-site-infection\"]", Candidacy.Contraindicated),
        ("\"ageYears\": 17", Candidacy.NotCandidate),
        ("\"headacheDaysPerMonth\": null", Candidacy.Undetermined),
        ("\"daysSinceLastInjection\": 83", Candidacy.Deferred),
    ];

    public static IEnumerable<TheoryDataRow<string, Candidacy>> Meetings =>
        from bits in Enumerable.Range(0, 1 << Lines.Length)
        let fitting = Lines.Where((_, index) => (bits & (1 << index)) != 0).ToList()
        let days = fitting.Exists(line => line.Candidacy == Candidacy.Undetermined) ? [] : new[] { "\"headacheDaysPerMonth\": 18" }
        select new TheoryDataRow<string, Candidacy>(
            $"{{ {string.Join(", ", fitting.Select(line => line.Answer).Concat(days))} }}",
            fitting.Select(line => line.Candidacy).Append(Candidacy.Candidate).First());

    // indication, profile, candidacy
    public static TheoryData<string, string, Candidacy> Rungs => new()
    {
        { "chronic-migraine", """{ "headacheDaysPerMonth": 15, "redFlags": ["cancer-history"] }""", Candidacy.ReferUrgently },
        { "back-pain", """{ "painLocations": ["upper-back"], "redFlags": ["cancer-history"] }""", Candidacy.ReferUrgently },
        { "back-pain", """{ "painLocations": ["lower-back"], "redFlags": ["saddle-anaesthesia"] }""", Candidacy.ReferUrgently },
        { "back-pain", """{ "painLocations": ["lower-back"], "redFlags": ["thunderclap-onset"] }""", Candidacy.Candidate },
        { "chronic-migraine", """{ "headacheDaysPerMonth": 15, "redFlags": ["saddle-anaesthesia"] }""", Candidacy.Candidate },
        { "neck-pain", """{ "painLocations": ["neck"], "redFlags": ["cancer-history"] }""", Candidacy.Candidate },
        { "neck-pain", """{ "painLocations": ["neck"], "safetyFactors": ["toxin-hypersensitivity"] }""", Candidacy.Contraindicated },
        { "cervical-dystonia", """{ "conditions": ["cervical-dystonia"], "safetyFactors": ["injection-site-infection"] }""", Candidacy.Contraindicated },
        { "neck-pain", """{ "painLocations": ["neck"], "safetyFactors": ["urinary-tract-infection", "urinary-retention"] }""", Candidacy.Candidate },
        { "chronic-migraine", """{ "headacheDaysPerMonth": 14.5 }""", Candidacy.NotCandidate },
        { "chronic-migraine", """{ "headacheDaysPerMonth": 18, "ageYears": 17 }""", Candidacy.NotCandidate },
        { "chronic-migraine", """{ "headacheDaysPerMonth": 18, "headacheHoursPerDay": 3.9 }""", Candidacy.NotCandidate },
        { "chronic-migraine", """{ "headacheDaysPerMonth": 18, "longHeadacheDaysPerMonth": 14 }""", Candidacy.NotCandidate },
        { "chronic-migraine", """{ "headacheDaysPerMonth": 18, "toxinProduct": "abobotulinumtoxinA" }""", Candidacy.NotCandidate },
        { "chronic-migraine", """{ "ageYears": 17 }""", Candidacy.NotCandidate },
        { "muscle-spasm", """{ "spasmHistory": "acute" }""", Candidacy.NotCandidate },
        { "cervical-dystonia", """{ "conditions": ["cervical-dystonia"], "ageYears": 17 }""", Candidacy.NotCandidate },
        { "upper-limb-spasticity", """{ "conditions": ["upper-limb-spasticity"], "ageYears": 1 }""", Candidacy.NotCandidate },
        { "chronic-migraine", "{}", Candidacy.Undetermined },
        { "neck-pain", "{}", Candidacy.Undetermined },
        { "cervical-dystonia", """{ "conditions": ["cervical-dystonia"] }""", Candidacy.Undetermined },
        { "neck-pain", """{ "painLocations": ["neck"], "daysSinceLastInjection": 83 }""", Candidacy.Deferred },
        { "neck-pain", """{ "painLocations": ["neck"], "daysSinceLastInjection": 84 }""", Candidacy.Candidate },
        { "neck-pain", """{ "painLocations": ["neck"], "plannedUnits": 200, "unitsLast3Months": 201 }""", Candidacy.Deferred },
        { "neck-pain", """{ "painLocations": ["neck"], "plannedUnits": 200, "unitsLast3Months": 200 }""", Candidacy.Candidate },
        { "neck-pain", """{ "painLocations": ["neck"], "plannedUnits": 401 }""", Candidacy.Deferred },
        { "neck-pain", """{ "painLocations": ["neck"], "plannedUnits": 400 }""", Candidacy.Candidate },
        { "chronic-migraine", """{ "headacheDaysPerMonth": 15 }""", Candidacy.Candidate },
        { "muscle-spasm", """{ "spasmHistory": "chronic" }""", Candidacy.Candidate },
        { "lower-limb-spasticity", """{ "conditions": ["lower-limb-spasticity"], "ageYears": 2 }""", Candidacy.Candidate },
    };

    // profile, candidacy of the whole answer
    public static TheoryData<string, Candidacy> Wholes => new()
    {
        { "{}", Candidacy.Undetermined },
        { """{ "painLocations": ["neck"], "headacheDaysPerMonth": 3 }""", Candidacy.Candidate },
        { """{ "painLocations": ["neck"], "redFlags": ["thunderclap-onset"] }""", Candidacy.ReferUrgently },
        { """{ "painLocations": [], "spasmHistory": "none", "conditions": [], "headacheDaysPerMonth": 0 }""", Candidacy.NotCandidate },
        { """{ "painLocations": [], "spasmHistory": "none", "conditions": [], "headacheDaysPerMonth": 0, "redFlags": ["major-trauma"] }""", Candidacy.ReferUrgently },
        { """{ "painLocations": [], "spasmHistory": "acute", "conditions": [], "headacheDaysPerMonth": 0 }""", Candidacy.NotCandidate },
        { """{ "painLocations": ["neck"], "spasmHistory": "none", "conditions": [], "headacheDaysPerMonth": 0, "daysSinceLastInjection": 1 }""", Candidacy.Deferred },
        { """{ "painLocations": ["neck"], "conditions": [], "headacheDaysPerMonth": 0, "daysSinceLastInjection": 1 }""", Candidacy.Deferred },
        { """{ "painLocations": ["neck"], "safetyFactors": ["toxin-hypersensitivity"] }""", Candidacy.Contraindicated },
    };

    [Theory]
    [MemberData(nameof(Meetings))]
    public void Where_several_lines_fit_the_first_one_decides(string profile, Candidacy expected) =>
        Of("chronic-migraine", profile).Should().Be(expected);

    [Theory]
    [MemberData(nameof(Rungs))]
    public void Each_line_leads_to_its_candidacy(string indication, string profile, Candidacy expected) => Of(indication, profile).Should().Be(expected);

    [Theory]
    [MemberData(nameof(Wholes))]
    public void The_whole_is_the_best_of_the_indications_but_any_red_flag_makes_it_urgent(string profile, Candidacy expected) =>
        Screener.Screen(Some.Profile(profile), Today).Candidacy.Should().Be(expected);

    [Fact]
    public void Every_candidacy_is_reached() =>
        Rungs.Select(row => row.Data.Item3).Distinct().Should().BeEquivalentTo(Enum.GetValues<Candidacy>());

    private static Candidacy Of(string indication, string profile) =>
        Screener.Screen(Some.Profile(profile), Today).Indications.Single(answer => answer.Indication.Id == indication).Candidacy;
}
