using System.Net;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;

namespace Eligibility.Tests.Fhir;

/// <summary>
/// Holds what the service says in FHIR against somebody else's reading of FHIR R4: the strict reader of Hl7.Fhir.R4, and the invariants that
/// the standard states for the resources that are written here.
/// </summary>
internal static class FhirJudge
{
    // Each with the element it is about, as FHIR R4 (4.0.1) states them.
    private static readonly (Type Of, string Id, string Holds)[] Invariants =
    [
        (typeof(DomainResource), "dom-2", "contained.contained.empty()"),
        (typeof(DomainResource), "dom-4", "contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()"),
        (typeof(Extension), "ext-1", "extension.exists() != value.exists()"),
        (typeof(Questionnaire), "que-0", "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')"),
        (typeof(Questionnaire), "que-2", "(item.linkId | item.item.linkId).count() = item.linkId.count() + item.item.linkId.count()"),
        (typeof(Questionnaire.ItemComponent), "que-1", "(type = 'group' implies item.empty().not()) and (type = 'display' implies item.empty())"),
        (typeof(Questionnaire.ItemComponent), "que-3", "type != 'display' or code.empty()"),
        (typeof(Questionnaire.ItemComponent), "que-4", "answerOption.empty() or answerValueSet.empty()"),
        (typeof(Questionnaire.ItemComponent), "que-5", "type = 'choice' or type = 'open-choice' or type = 'decimal' or type = 'integer' or (answerValueSet.empty() and answerOption.empty())"),
        (typeof(Questionnaire.ItemComponent), "que-6", "type != 'display' or (required.empty() and repeats.empty())"),
        (typeof(Questionnaire.ItemComponent), "que-8", "(type != 'group' and type != 'display') or initial.empty()"),
        (typeof(Questionnaire.ItemComponent), "que-12", "enableWhen.count() > 1 implies enableBehavior.exists()"),
        (typeof(Questionnaire.EnableWhenComponent), "que-7", "operator = 'exists' implies (answer is boolean)"),
        (typeof(CapabilityStatement), "cpb-0", "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')"),
        (typeof(CapabilityStatement), "cpb-1", "rest.exists() or messaging.exists() or document.exists()"),
        (typeof(CapabilityStatement), "cpb-2", "description.count() + software.count() + implementation.count() > 0"),
        (typeof(CapabilityStatement), "cpb-14", "kind != 'instance' or implementation.exists()"),
        (typeof(OperationDefinition), "opd-0", "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')"),
        (typeof(OperationDefinition.ParameterComponent), "opd-1", "type.exists() or part.exists()"),
        (typeof(Parameters.ParameterComponent), "inv-1", "(part.exists() and value.empty() and resource.empty()) or (part.empty() and (value.exists() xor resource.exists()))"),
        (typeof(Bundle), "bdl-1", "total.empty() or (type = 'searchset') or (type = 'history')"),
        (typeof(Bundle), "bdl-2", "entry.search.empty() or (type = 'searchset')"),
    ];

    private static readonly string[] MediaTypes = ["application/fhir+json", "application/json"];

    /// <summary>Reads a resource strictly.</summary>
    /// <exception cref="DeserializationFailedException">It is none.</exception>
    public static Resource Read(string json) => FhirJsonDeserializer.STRICT.DeserializeResource(json);

    /// <summary>What an answer breaks of FHIR, and of the manners of this service: a sentence each.</summary>
    public static IEnumerable<string> Breaches(HttpResponseMessage answer, string body)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            return [];
        }

        if (!MediaTypes.Contains(answer.Content.Headers.ContentType?.MediaType))
        {
            return [$"{(int)answer.StatusCode} comes as {answer.Content.Headers.ContentType}"];
        }

        var breaches = BreachesOf(body).ToList();
        return breaches.Count > 0 || (int)answer.StatusCode < 400 == Read(body) is not OperationOutcome ? breaches : [$"{(int)answer.StatusCode} comes with another resource"];
    }

    /// <summary>What a resource breaks of FHIR.</summary>
    public static IEnumerable<string> BreachesOf(string json)
    {
        Resource resource;
        try
        {
            resource = Read(json);
        }
        catch (DeserializationFailedException refusal)
        {
            return refusal.Exceptions.Select(fault => fault.Message);
        }

        return ElementsOf(resource).SelectMany(element => Invariants
            .Where(invariant => invariant.Of.IsInstanceOfType(element) && !element.IsTrue(invariant.Holds)).Select(invariant => $"{invariant.Id} does not hold"));
    }

    // FHIRPath's own descendants() compares each with each.
    private static IEnumerable<Base> ElementsOf(Base element) => element.EnumerateElements()
        .SelectMany(member => member.Value switch
        {
            Base one => [one],
            IEnumerable<Base> many => many,
            _ => Enumerable.Empty<Base>(),
        })
        .SelectMany(ElementsOf).Prepend(element);
}
