using System.Collections.Immutable;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.CdsHooks;

/// <summary>What a chart says that bears on the answers. What it does not list is unknown, never "no".</summary>
/// <param name="Findings">What its codes say, each once.</param>
/// <param name="AgeYears">The age on the day of the screening; null where the chart does not say it for certain.</param>
/// <param name="Gaps">What of it was not asked for, was not all sent, or was passed over for not being understood.</param>
internal sealed record Chart(ImmutableArray<ChartFinding> Findings, int? AgeYears, ImmutableArray<ChartGap> Gaps)
{
    /// <summary>Reads the chart.</summary>
    /// <param name="request">The request that it came with.</param>
    /// <param name="codings">Knows the codes.</param>
    /// <param name="asOf">The day of the screening.</param>
    public static Chart Read(HookRequest request, CodingTable codings, DateOnly asOf)
    {
        var findings = new HashSet<ChartFinding>();
        var isEachUnderstood = true;
        foreach (var condition in request.Conditions.Found)
        {
            var reading = ConditionReading.Of(condition.Resource, codings, asOf);
            findings.UnionWith(reading.Findings);
            isEachUnderstood &= reading.IsUnderstood;
        }

        var pregnancy = PregnancyReading.Of(request.Pregnancy.Found, codings, asOf);
        findings.UnionWith(pregnancy.Findings);
        var age = AgeReading.Of(request.Patient.Found, asOf);
        return new Chart(
            [.. findings],
            age.Years,
            [.. GapsOf(request, isEachUnderstood, pregnancy.IsUnderstood, age.IsUnderstood)]);
    }

    private static IEnumerable<ChartGap> GapsOf(HookRequest request, bool areConditionsUnderstood, bool isPregnancyUnderstood, bool isAgeUnderstood)
    {
        // Where the request itself does not say whom it is about, the card says that.
        if (request.Person.IsKnown && (request.Intake.HasUnchecked || request.Patient.HasUnchecked || request.Conditions.HasUnchecked || request.Pregnancy.HasUnchecked))
        {
            yield return new ChartGap("Not all that was sent says in a way that can be compared whom it is about, so it could not be checked whose answers and whose chart these are.", null);
        }

        if (!request.Conditions.IsWhole || !areConditionsUnderstood)
        {
            yield return new ChartGap("The conditions in the chart could not be looked at, or not all of them.", null);
        }

        if (request.Pregnancy.State == PrefetchState.Absent)
        {
            yield return new ChartGap("Pregnancy was not looked for in the chart.", FactCatalogue.Pregnant);
        }
        else if (!request.Pregnancy.IsWhole || !isPregnancyUnderstood)
        {
            yield return new ChartGap("The pregnancy status in the chart could not be looked at, or not with certainty.", null);
        }

        if (request.Patient.State == PrefetchState.Absent)
        {
            yield return new ChartGap("The age was not looked for in the chart.", FactCatalogue.AgeYears);
        }
        else if (!request.Patient.IsWhole || !isAgeUnderstood)
        {
            yield return new ChartGap("The age in the chart could not be looked at.", FactCatalogue.AgeYears);
        }
    }
}

/// <summary>Something of the chart that could not be looked at. What stands there is not known.</summary>
/// <param name="Sentence">What it is, in a sentence.</param>
/// <param name="Asked">The fact that it could have answered, where it is worth telling only while that is open; null: always.</param>
internal readonly record struct ChartGap(string Sentence, Fact? Asked);
