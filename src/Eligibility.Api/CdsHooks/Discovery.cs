using System.Collections.Immutable;
using Eligibility.Api.Fhir;
using Eligibility.Domain;

namespace Eligibility.Api.CdsHooks;

/// <summary>The services there are, as discovery lists them: one, once for each hook it is offered for.</summary>
/// <param name="Services">The services.</param>
internal sealed record Discovery(IReadOnlyList<HookService> Services)
{
    /// <summary>The id of the service.</summary>
    public const string ServiceId = "botulinum-eligibility";

    private const string Patient = "{{context.patientId}}";

    // Read, and searches by reference, token and date order alone: the part of FHIR that every client can do. What is not read must not take the place
    // of what is: the latest may have been entered in error, and the one before it stands.
    private static readonly ImmutableSortedDictionary<string, string> Prefetch = ImmutableSortedDictionary<string, string>.Empty
        .Add(HookRequest.PatientKey, $"Patient/{Patient}")
        .Add(HookRequest.IntakeKey, $"QuestionnaireResponse?patient={Patient}&questionnaire={Canonical.Questionnaire}&status=in-progress,completed,amended&_sort=-authored&_count=1")
        .Add(HookRequest.ConditionsKey, $"Condition?patient={Patient}&clinical-status=active,recurrence,relapse")
        .Add(HookRequest.PregnancyKey, $"Observation?patient={Patient}&code=http://loinc.org|82810-3&status=final,amended,corrected&_sort=-date&_count=1");

    /// <summary>What is published.</summary>
    public static Discovery Published { get; } = new([
        Service(Hook.PatientView, "Shows, when a chart is opened, what published criteria say about the answers of the intake form. Silent where they say nothing."),
        Service(Hook.OrderSign, "Holds an order of a botulinum toxin against published criteria and the answers of the intake form. Silent about any other order."),
    ]);

    private static HookService Service(Hook hook, string description) => new(
        Codes.Of(hook), ServiceId, "Botulinum toxin: published criteria", description, Prefetch,
        "The prefetch must be supplied: this service makes no calls to a FHIR server. Without the key intake it answers 412; patient, conditions and pregnancy only fill what the form left open.");
}

/// <summary>A service of CDS Hooks 2.0.1, for one hook.</summary>
/// <param name="Hook">When it is called.</param>
/// <param name="Id">Its id, the last part of its address.</param>
/// <param name="Title">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Prefetch">The FHIR queries whose answers it reads, by key.</param>
/// <param name="UsageRequirements">What has to be so for it to be of use.</param>
internal sealed record HookService(
    string Hook, string Id, string Title, string Description, IReadOnlyDictionary<string, string> Prefetch, string UsageRequirements);
