using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Api.Fhir;

namespace Eligibility.Api.CdsHooks;

/// <summary>What the Observations of a question, such as the pregnancy status, say.</summary>
/// <param name="Findings">What stands on the day of the screening.</param>
/// <param name="IsUnderstood">Whether each of them was read with certainty.</param>
internal readonly record struct PregnancyReading(ImmutableArray<ChartFinding> Findings, bool IsUnderstood)
{
    private static readonly string[] Settled = ["final", "amended", "corrected"];

    // FHIR R4 Observation: the others that are known say that it is not yet an answer, or no longer one. "unknown" says nothing.
    private static readonly string[] Unsettled = ["registered", "preliminary", "cancelled", "entered-in-error"];

    /// <summary>Reads them.</summary>
    /// <param name="observations">The resources.</param>
    /// <param name="codings">Knows the codes.</param>
    /// <param name="asOf">The day of the screening.</param>
    public static PregnancyReading Of(IEnumerable<FoundResource> observations, CodingTable codings, DateOnly asOf)
    {
        var isUnderstood = true;
        var found = new List<Answer>();
        var lastDenials = new Dictionary<ChartFinding, DateTimeOffset>();
        foreach (var observation in observations)
        {
            switch (Read(observation, codings))
            {
                case null:
                    isUnderstood = false;
                    break;
                // Only a "no" that is known to have been said later takes the place of a "yes", and none that is of a day to come.
                case { IsDenial: true, Finding: { } denied, Effective: { } effective }:
                    if (effective.FirstDayInUtc <= asOf && effective.From > lastDenials.GetValueOrDefault(denied, DateTimeOffset.MinValue))
                    {
                        lastDenials[denied] = effective.From;
                    }

                    break;
                case { IsDenial: true }:
                    break;
                case { Finding: not null } answer:
                    found.Add(answer);
                    break;
                default:
                    break;
            }
        }

        var standing = found.Where(answer => !answer.IsOutOfDate(asOf) && !(lastDenials.TryGetValue(answer.Finding!, out var denied) && denied > answer.Effective?.Until));
        return new PregnancyReading([.. standing.Select(answer => answer.Finding!).Distinct()], isUnderstood);
    }

    // Null where it cannot be read with certainty.
    private static Answer? Read(FoundResource found, CodingTable codings)
    {
        var observation = found.Resource;
        if (SentMember.HasTurning(observation))
        {
            return null;
        }

        var status = ResourceText.Of(observation, "status");
        if (Unsettled.Contains(status))
        {
            return Answer.None;
        }

        var code = ConceptReading.Of(observation, "code", codings);
        if (!Settled.Contains(status) || code.Codings.Select(codings.FindQuestion).OfType<ChartFinding>().FirstOrDefault() is not { } question)
        {
            return Settled.Contains(status) && code.IsUnderstood ? Answer.None : null;
        }

        var value = ConceptReading.Of(observation, "valueCodeableConcept", codings);
        if (value.Codings.Any(coding => codings.Find(coding) == question))
        {
            return new Answer(question, IsDenial: false, Effective.Of(observation));
        }

        return !found.IsUnchecked && DenialReading.IsCertain(observation, code, value, question, codings)
            ? new Answer(question, IsDenial: true, Effective.Of(observation))
            : null;
    }

    private sealed record Answer(ChartFinding? Finding, bool IsDenial, Effective? Effective)
    {
        public static Answer None { get; } = new(null, IsDenial: false, null);

        // An observation without a day may be of today; one of a month, of its last day.
        public bool IsOutOfDate(DateOnly asOf) => Finding?.GoodForDays is { } days && Effective is { } effective && effective.LastDay.DayNumber < asOf.DayNumber - days;
    }

    // When an observation may have held: from its first moment until its last.
    private sealed record Effective(DateTimeOffset From, DateTimeOffset Until, DateOnly LastDay)
    {
        public DateOnly FirstDayInUtc => DateOnly.FromDateTime(From.UtcDateTime);

        // Null where it does not say when, says it twice, or cannot be read.
        public static Effective? Of(JsonElement observation)
        {
            var said = SentMember.Beginning(observation, "effective"u8);
            return said is not [var effective] ? null : effective.Name switch
            {
                "effectiveDateTime" or "effectiveInstant" when effective.Value.ValueKind == JsonValueKind.String => Of(effective.Value.GetString()),
                "effectivePeriod" when effective.Value.ValueKind == JsonValueKind.Object => OfPeriod(effective.Value),
                _ => null,
            };
        }

        // A period that has no end is as old as its start.
        private static Effective? OfPeriod(JsonElement period)
        {
            var start = Of(ResourceText.Of(period, "start"));
            return !period.TryGetProperty("end", out var end) || SentMember.IsEmpty(end) ? start
                : start is not null && Of(ResourceText.Of(period, "end")) is { } last && last.Until >= start.From ? new Effective(start.From, last.Until, last.LastDay)
                : null;
        }

        private static Effective? Of(string? text) => FhirDateTime.Parse(text) is { } when ? new Effective(when.From, when.Until, when.LastDay) : null;
    }
}
