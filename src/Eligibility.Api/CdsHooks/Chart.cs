using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.CdsHooks;

/// <summary>What a chart says that bears on the answers. What it does not list is unknown, never "no".</summary>
/// <param name="Findings">What its codes say, each once.</param>
/// <param name="AgeYears">The age on the day of the screening; null where the chart does not say it for certain.</param>
/// <param name="IsComplete">Whether the conditions were asked for, all of them were sent, and nothing that was sent of conditions and pregnancy was passed over for not being understood.</param>
internal sealed record Chart(ImmutableArray<ChartFinding> Findings, int? AgeYears, bool IsComplete)
{
    // FHIR R4 IssueType: what says that something was kept back, or was not looked for, however lightly it is told.
    private static readonly string[] KeptBack = ["incomplete", "suppressed", "too-costly", "timeout", "throttled", "transient", "security", "login", "expired", "forbidden"];

    /// <summary>Reads the chart.</summary>
    /// <param name="request">The request that it came with.</param>
    /// <param name="codings">Knows the codes.</param>
    /// <param name="asOf">The day of the screening.</param>
    public static Chart Read(HookRequest request, CodingTable codings, DateOnly asOf)
    {
        var conditions = request.Conditions.OfType("Condition").Select(found => ConditionReading.Of(found.Resource, codings, asOf)).ToList();
        var pregnancy = PregnancyReading.Of(request.Pregnancy.OfType("Observation").Select(found => found.Resource), codings, asOf);
        var age = request.Patient.OfType("Patient").Select(found => ResourceText.Of(found.Resource, "birthDate")).Select(birth => AgeOn(asOf, birth)).FirstOrDefault();
        return new Chart(
            [.. conditions.SelectMany(condition => condition.Findings).Concat(pregnancy.Findings).Distinct()],
            age,
            request.Conditions.IsWhole && IsUnderstood(request.Conditions.Resource, "Condition") && conditions.TrueForAll(condition => condition.IsUnderstood)
            && IsUnderstood(request.Pregnancy.Resource, "Observation") && pregnancy.IsUnderstood);
    }

    // Whether there is nothing in the answer to a query but what was asked for: what is something else could be it, written otherwise.
    private static bool IsUnderstood(JsonElement value, string type) => SentMember.IsEmpty(value) || (ResourceText.Of(value, "resourceType") is { } whole
        && (whole == type || (whole == "Bundle" && IsList(value, "link") && IsList(value, "entry") && IsNumber(value, "total")
            && (!value.TryGetProperty("entry", out var entries) || entries.ValueKind != JsonValueKind.Array || entries.EnumerateArray().All(entry => IsEntry(entry, type))))));

    private static bool IsEntry(JsonElement entry, string type) => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("resource", out var resource)
        && ResourceText.Of(resource, "resourceType") is { } found && (found == type || (found == "OperationOutcome" && IsRemark(resource)));

    private static bool IsRemark(JsonElement outcome) => outcome.TryGetProperty("issue", out var issues) && issues.ValueKind == JsonValueKind.Array && issues.GetArrayLength() > 0
        && issues.EnumerateArray().All(issue => ResourceText.Of(issue, "severity") is "warning" or "information" && ResourceText.Of(issue, "code") is { } code && !KeptBack.Contains(code));

    private static bool IsList(JsonElement element, string name) => !element.TryGetProperty(name, out var list) || list.ValueKind is JsonValueKind.Array or JsonValueKind.Null;

    private static bool IsNumber(JsonElement element, string name) => !element.TryGetProperty(name, out var number) || number.ValueKind is JsonValueKind.Number or JsonValueKind.Null;

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
