namespace Eligibility.Benchmarks.Plain;

/// <summary>
/// A profile as one would write it down without thinking of faults: a flat record that System.Text.Json fills and RulesEngine's
/// expressions read. Its members are named as the facts are; null is missing.
/// </summary>
internal sealed record PlainProfile
{
    public decimal? HeadacheDaysPerMonth { get; init; }

    public IReadOnlyList<string>? PainLocations { get; init; }

    public string? SpasmHistory { get; init; }

    public string? PriorPhysicalTherapy { get; init; }

    public decimal? AgeYears { get; init; }

    public string? HeadacheType { get; init; }

    public decimal? MigraineDaysPerMonth { get; init; }

    public decimal? HeadacheHoursPerDay { get; init; }

    public decimal? LongHeadacheDaysPerMonth { get; init; }

    public decimal? HeadacheMonths { get; init; }

    public decimal? PainMonths { get; init; }

    public decimal? SpasmWeeks { get; init; }

    public IReadOnlyList<PlainPreventive>? PreventivesTried { get; init; }

    public IReadOnlyList<PlainAcuteMedicine>? AcuteMedicines { get; init; }

    public decimal? AcuteMedicineDaysPerMonth { get; init; }

    public decimal? AcuteMedicineMonths { get; init; }

    public bool? MedicationOveruseManaged { get; init; }

    public IReadOnlyList<string>? Conditions { get; init; }

    public IReadOnlyList<string>? SafetyFactors { get; init; }

    public bool? Pregnant { get; init; }

    public bool? Breastfeeding { get; init; }

    public IReadOnlyList<string>? RedFlags { get; init; }

    public string? ToxinProduct { get; init; }

    public decimal? DaysSinceLastInjection { get; init; }

    public decimal? CyclesCompleted { get; init; }

    public decimal? BaselineHeadacheDaysPerMonth { get; init; }

    public decimal? BaselineHeadacheHoursPerMonth { get; init; }

    public decimal? HeadacheHoursPerMonth { get; init; }

    public decimal? MonthsBelow15HeadacheDays { get; init; }

    public decimal? MonthsBelow10HeadacheDays { get; init; }

    public decimal? PlannedUnits { get; init; }

    public decimal? UnitsLast3Months { get; init; }

    public bool? TopicalTreatmentFailed { get; init; }

    public bool? AnticholinergicFailed { get; init; }

    public string? Purpose { get; init; }
}

/// <summary>A preventive medicine that was tried.</summary>
internal sealed record PlainPreventive(string? Class, decimal? Weeks, string? Outcome);

/// <summary>A medicine against the attack.</summary>
internal sealed record PlainAcuteMedicine(string? Class, decimal? DaysPerMonth);
