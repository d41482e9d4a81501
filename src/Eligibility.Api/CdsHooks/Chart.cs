using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.CdsHooks;

/// <summary>What a chart says that bears on the answers. What it does not list is unknown, never "no".</summary>
/// <param name="Findings">What its codes say, each once.</param>
/// <param name="AgeYears">The age on the day of the screening; null where the chart does not say it for certain.</param>
/// <param name="IsComplete">Whether the conditions were asked for and all of them were sent.</param>
internal sealed record Chart(ImmutableArray<ChartFinding> Findings, int? AgeYears, bool IsComplete)
{
    // FHIR R4 Condition: the others say that it is over, or that it is not so, or not yet known to be so; of one that cannot be read nobody knows.
    private static readonly string[] Going = ["active", "recurrence", "relapse"];
    private static readonly string[] So = ["confirmed"];

    // What turns the meaning of a resource round cannot be read past.
    private static readonly string[] Turning = ["modifierExtension", "implicitRules"];
    private static readonly string[] Settled = ["final", "amended", "corrected"];

    /// <summary>Reads the chart.</summary>
    /// <param name="request">The request that it came with.</param>
    /// <param name="codings">Knows the codes.</param>
    /// <param name="asOf">The day of the screening.</param>
    public static Chart Read(HookRequest request, CodingTable codings, DateOnly asOf)
    {
        var conditions = request.Conditions.OfType("Condition").Where(found => Counts(found.Resource)).SelectMany(found => CodingsOf(found.Resource, "code")).Select(codings.Find);
        var observations = request.Pregnancy.OfType("Observation").Select(found => found.Resource).Where(resource => Settled.Contains(ResourceText.Of(resource, "status")))
            .Where(resource => CodingsOf(resource, "code").Any(coding => codings.FindQuestion(coding) is not null))
            .OrderByDescending(resource => EffectiveOn(resource)?.From).Take(1).Where(resource => !IsOutOfDate(resource, codings, asOf))
            .SelectMany(resource => CodingsOf(resource, "valueCodeableConcept").Select(codings.Find));
        var age = request.Patient.OfType("Patient").Select(found => ResourceText.Of(found.Resource, "birthDate")).Select(birth => AgeOn(asOf, birth)).FirstOrDefault();
        return new Chart(
            [.. conditions.Concat(observations).OfType<ChartFinding>().Distinct()], age, request.Conditions.IsWhole);
    }

    private static bool Counts(JsonElement condition) =>
        IsAbsentOr(condition, "clinicalStatus", Going) && IsAbsentOr(condition, "verificationStatus", So)
        && !condition.EnumerateObject().Any(member => member.Name.StartsWith("abatement", StringComparison.Ordinal) || Turning.Contains(member.Name));

    // An observation without a day may be of today; one of a month, of its last day.
    private static bool IsOutOfDate(JsonElement observation, CodingTable codings, DateOnly asOf) =>
        CodingsOf(observation, "code").Select(codings.FindQuestion).Select(finding => finding?.GoodForDays).FirstOrDefault(days => days is not null) is { } days
        && EffectiveOn(observation) is { } effective && effective.LastDay.DayNumber < asOf.DayNumber - days;

    private static FhirDateTime? EffectiveOn(JsonElement observation) => FhirDateTime.Parse(ResourceText.Of(observation, "effectiveDateTime"));

    private static bool IsAbsentOr(JsonElement condition, string name, string[] statuses) =>
        !condition.TryGetProperty(name, out var status) || status.ValueKind == JsonValueKind.Null
        || (CodingsOf(condition, name).ToList() is { Count: > 0 } codings && codings.TrueForAll(coding => statuses.Contains(ResourceText.Of(coding, "code"))));

    private static IEnumerable<JsonElement> CodingsOf(JsonElement resource, string name) =>
        resource.TryGetProperty(name, out var concept) ? Prefetched.Objects(concept, "coding") : [];

    // A birth date may be a year or a month only: then the age is known where its first and its last day agree.
    private static int? AgeOn(DateOnly day, string? birthDate)
    {
        if (FhirDateTime.Parse(birthDate) is not { } born || born.FirstDay > day)
        {
            return null;
        }

        var age = YearsFrom(born.LastDay, day);
        return age == YearsFrom(born.FirstDay, day) && FactCatalogue.AgeYears.Accepts(age) ? age : null;
    }

    private static int YearsFrom(DateOnly birth, DateOnly day) => day.Year - birth.Year - (day < birth.AddYears(day.Year - birth.Year) ? 1 : 0);
}
