using System.Collections.Immutable;

namespace Eligibility.Api.OpenApi;

/// <summary>An example of a call, shown in the documentation and executed by a test.</summary>
/// <param name="Name">Its key in the contract.</param>
/// <param name="Summary">What it shows, in a sentence.</param>
/// <param name="Body">The body to send.</param>
/// <param name="Status">The status it is answered with.</param>
/// <param name="Candidacy">The candidacy it is answered with; null where it is refused.</param>
internal sealed record Example(string Name, string Summary, string Body, int Status, string? Candidacy);

/// <summary>The examples of a screening.</summary>
internal static class Examples
{
    /// <summary>One for each kind of answer that an integrator has to deal with.</summary>
    public static ImmutableArray<Example> All { get; } =
    [
        new("candidate", "The four answers every clinic has: a candidate for three indications, with what is still needed", """
            { "headacheDaysPerMonth": 18, "painLocations": ["neck"], "spasmHistory": "chronic", "priorPhysicalTherapy": "none" }
            """, 200, "candidate"),
        new("settled", "Everything that counts was answered: no further question could change the candidacy", """
            { "reference": "visit-4711", "headacheDaysPerMonth": 20, "headacheHoursPerDay": 6, "ageYears": 38, "painLocations": ["head"],
              "spasmHistory": "none", "conditions": [], "safetyFactors": [], "redFlags": [], "pregnant": false, "breastfeeding": false,
              "toxinProduct": "onabotulinumtoxinA", "cyclesCompleted": 0, "daysSinceLastInjection": 36500, "plannedUnits": 155, "unitsLast3Months": 0 }
            """, 200, "candidate"),
        new("undetermined", "Not enough was answered to tell: the needs say what to ask", """
            { "ageYears": 45, "headacheHoursPerDay": 6 }
            """, 200, "undetermined"),
        new("not-candidate", "Occasional migraine: the criterion that is not met is named", """
            { "headacheDaysPerMonth": 4, "painLocations": ["head"], "spasmHistory": "none", "conditions": [] }
            """, 200, "not-candidate"),
        new("refer-urgently", "A red flag comes before everything else", """
            { "headacheDaysPerMonth": 20, "painLocations": ["head"], "redFlags": ["thunderclap-onset"] }
            """, 200, "refer-urgently"),
        new("refused", "Answers that contradict one another: every fault at once, each with a pointer", """
            { "headacheDaysPerMonth": 12, "migraineDaysPerMonth": 15, "longHeadacheDaysPerMonth": 20 }
            """, 422, null),
    ];
}
