using System.Text.Json;
using Eligibility.Api.Fhir;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.CdsHooks;

/// <summary>What the Patient says of the age.</summary>
/// <param name="Years">The age on the day of the screening; null where it is not said for certain.</param>
/// <param name="IsUnderstood">Whether it could be read, be it that nothing is said, or only a year or a month that leaves the age open.</param>
internal readonly record struct AgeReading(int? Years, bool IsUnderstood)
{
    // FHIR R4: the one extension of a birth date that adds to it and takes nothing away.
    private const string BirthTime = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";

    private static readonly AgeReading Doubtful = new(null, IsUnderstood: false);
    private static readonly AgeReading Unsaid = new(null, IsUnderstood: true);

    /// <summary>Reads it.</summary>
    /// <param name="patients">The resources. Of several, none says the age where they differ.</param>
    /// <param name="asOf">The day of the screening.</param>
    public static AgeReading Of(IReadOnlyList<FoundResource> patients, DateOnly asOf)
    {
        if (patients.Any(patient => !IsReadable(patient.Resource)))
        {
            return Doubtful;
        }

        var dates = patients.Select(patient => ResourceText.Of(patient.Resource, "birthDate")).Where(date => !string.IsNullOrEmpty(date)).Distinct().ToList();
        return dates switch
        {
            [] => Unsaid,
            [{ } date] => AgeOn(asOf, date),
            _ => Doubtful,
        };
    }

    private static bool IsReadable(JsonElement patient) => !SentMember.HasTurning(patient)
        && (!patient.TryGetProperty("birthDate", out var date) || SentMember.IsEmpty(date) || date.ValueKind == JsonValueKind.String)
        && (!patient.TryGetProperty("_birthDate", out var beside) || SentMember.IsEmpty(beside) || AddsAlone(beside));

    // Any other, such as that the date is masked, may say that the date is not the one.
    private static bool AddsAlone(JsonElement beside) => beside.ValueKind == JsonValueKind.Object
        && beside.EnumerateObject().All(member => member.Name is "id" or "extension") && SentMember.Objects(beside, "extension").All(extension => ResourceText.Of(extension, "url") == BirthTime);

    // A birth date may be a year or a month only: then the age is known where its first and its last day agree.
    private static AgeReading AgeOn(DateOnly day, string birthDate)
    {
        if (FhirDateTime.Parse(birthDate) is not { } born || born.FirstDay > day)
        {
            return Doubtful;
        }

        var age = YearsFrom(born.LastDay, day);
        return age != YearsFrom(born.FirstDay, day) ? Unsaid : FactCatalogue.AgeYears.Accepts(age) ? new AgeReading(age, IsUnderstood: true) : Doubtful;
    }

    private static int YearsFrom(DateOnly birth, DateOnly day) => day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0);
}
