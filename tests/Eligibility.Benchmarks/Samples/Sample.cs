using System.Text;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;

namespace Eligibility.Benchmarks.Samples;

/// <summary>The profiles that everything is measured with.</summary>
internal static class Sample
{
    /// <summary>The four answers that every clinic has.</summary>
    public const string FourAnswers =
        """{"headacheDaysPerMonth":18,"painLocations":["neck"],"spasmHistory":"chronic","priorPhysicalTherapy":"none"}""";

    private const string EveryAnswer = """
        {"headacheDaysPerMonth":18,"painLocations":["head","neck"],"spasmHistory":"chronic","priorPhysicalTherapy":"completed",
        "ageYears":41,"headacheType":"migraine","migraineDaysPerMonth":10,"headacheHoursPerDay":6,"longHeadacheDaysPerMonth":16,
        "headacheMonths":14,"painMonths":20,"spasmWeeks":30,
        "preventivesTried":[{"class":"beta-blocker","weeks":12,"outcome":"ineffective"},{"class":"anticonvulsant","weeks":9,"outcome":"not-tolerated"},
        {"class":"antidepressant","weeks":10,"outcome":"ineffective"}],
        "acuteMedicines":[{"class":"triptan","daysPerMonth":6},{"class":"nsaid","daysPerMonth":4}],"acuteMedicineDaysPerMonth":8,
        "acuteMedicineMonths":12,"medicationOveruseManaged":true,"conditions":["cervical-dystonia"],"safetyFactors":["anticoagulant"],
        "pregnant":false,"breastfeeding":false,"redFlags":[],"toxinProduct":"onabotulinumtoxinA","daysSinceLastInjection":36500,
        "cyclesCompleted":0,"baselineHeadacheDaysPerMonth":18,"baselineHeadacheHoursPerMonth":108,"headacheHoursPerMonth":108,
        "monthsBelow15HeadacheDays":0,"monthsBelow10HeadacheDays":0,"plannedUnits":155,"unitsLast3Months":0,
        "topicalTreatmentFailed":false,"anticholinergicFailed":false,"purpose":"medical"}
        """;

    /// <summary>The day whose editions apply.</summary>
    public static DateOnly Day { get; } = new(2026, 11, 23);

    /// <summary>A profile in which every fact is answered, as it would be posted.</summary>
    public static string Full { get; } = EveryAnswer.ReplaceLineEndings("");

    /// <summary>Reads a profile that is known to be valid.</summary>
    /// <param name="text">The profile as JSON.</param>
    /// <returns>The profile.</returns>
    public static SymptomProfile Read(string text) => ProfileReader.Read(Encoding.UTF8.GetBytes(text)).Profile
        ?? throw new ArgumentException("The sample is not a valid profile.", nameof(text));
}
