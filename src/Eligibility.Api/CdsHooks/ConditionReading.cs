using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>What one Condition says.</summary>
/// <param name="Findings">What its codes say; nothing where it does not count.</param>
/// <param name="IsUnderstood">Whether it was read with certainty, be it that it does not count. Where it was not, something may have been passed over.</param>
internal readonly record struct ConditionReading(ImmutableArray<ChartFinding> Findings, bool IsUnderstood)
{
    // FHIR R4 Condition: what of each status says that it is there, and what says that it is over, or that it is not so, or not yet known to be so.
    private static readonly Status Clinical = new(
        "clinicalStatus", "http://terminology.hl7.org/CodeSystem/condition-clinical", ["active", "recurrence", "relapse"], ["inactive", "remission", "resolved"]);

    private static readonly Status Verification = new(
        "verificationStatus", "http://terminology.hl7.org/CodeSystem/condition-ver-status", ["confirmed"], ["unconfirmed", "provisional", "differential", "refuted", "entered-in-error"]);

    private static readonly ConditionReading Doubtful = new([], IsUnderstood: false);
    private static readonly ConditionReading Excluded = new([], IsUnderstood: true);

    // What a status says: that it is there, that it is not, or nothing that could be read.
    private enum Standing
    {
        Unsaid,
        There,
        NotThere,
        Unread,
    }

    /// <summary>Reads a Condition.</summary>
    /// <param name="condition">The resource.</param>
    /// <param name="codings">Knows the codes.</param>
    /// <param name="asOf">The day of the screening.</param>
    public static ConditionReading Of(JsonElement condition, CodingTable codings, DateOnly asOf)
    {
        if (SentMember.HasTurning(condition))
        {
            return Doubtful;
        }

        var (clinical, verification) = (Clinical.Of(condition), Verification.Of(condition));
        if (clinical == Standing.NotThere || verification == Standing.NotThere)
        {
            return Excluded;
        }

        if (clinical == Standing.Unread || verification == Standing.Unread)
        {
            return Doubtful;
        }

        // FHIR has no end of what is active: of the two one is wrong, and nobody knows which.
        var ends = SentMember.Beginning(condition, "abatement"u8);
        if (ends.Count > 0)
        {
            return clinical == Standing.Unsaid && ends.TrueForAll(end => IsPast(end, asOf)) ? Excluded : Doubtful;
        }

        var concept = ConceptReading.Of(condition, "code", codings);
        return new ConditionReading([.. concept.Codings.Select(codings.Find).OfType<ChartFinding>()], concept.IsUnderstood && !ReductionMark.IsOn(condition));
    }

    private static bool IsPast(JsonProperty end, DateOnly asOf)
    {
        var on = end.Name switch
        {
            "abatementDateTime" when end.Value.ValueKind == JsonValueKind.String => end.Value.GetString(),
            "abatementPeriod" => ResourceText.Of(end.Value, "end"),
            _ => null,
        };
        return FhirDateTime.Parse(on) is { } over && over.LastDay <= asOf;
    }

    private sealed record Status(string Name, string System, string[] There, string[] NotThere)
    {
        public Standing Of(JsonElement condition)
        {
            if (!condition.TryGetProperty(Name, out var concept) || concept.ValueKind == JsonValueKind.Null)
            {
                return Standing.Unsaid;
            }

            // A status is often translated into a code of the system that wrote it: the standard one is read. Many leave out its system.
            var all = SentMember.Objects(concept, "coding").ToList();
            if (all.Count == 0 || all.Count != concept.GetProperty("coding").GetArrayLength())
            {
                return Standing.Unread;
            }

            var standard = all.FindAll(coding => ResourceText.Of(coding, "system") is { } system && CodingTable.NormalizeSystem(system) == CodingTable.NormalizeSystem(System));
            var read = standard.Count > 0 ? standard : all.FindAll(coding => !coding.TryGetProperty("system", out var system) || SentMember.IsEmpty(system));
            // An extension beside the code may say that it is not known.
            var codes = read.ConvertAll(coding => SentMember.Beginning(coding, "_code"u8).Count > 0 ? null : ResourceText.Of(coding, "code"));
            return codes.Count == 0 ? Standing.Unread
                : codes.TrueForAll(There.Contains) ? Standing.There
                // Beside a code of another system one without a system may be of that system too: it does not end what may be there.
                : codes.TrueForAll(NotThere.Contains) && (standard.Count > 0 || read.Count == all.Count) ? Standing.NotThere
                : Standing.Unread;
        }
    }
}
