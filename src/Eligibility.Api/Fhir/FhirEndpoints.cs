using Eligibility.Api.Access;
using Eligibility.Api.Limits;
using Eligibility.Api.Problems;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Eligibility.Api.Fhir;

/// <summary>
/// The same screening for whoever speaks FHIR R4: a form to fill in, and an operation that screens the response. The contract of these calls
/// is FHIR's, so they describe themselves at <c>/fhir/metadata</c> and are no part of the OpenAPI document.
/// </summary>
internal static class FhirEndpoints
{
    private const string Url = "url";

    /// <summary>Maps <c>/fhir</c>.</summary>
    public static void MapFhir(this WebApplication app)
    {
        var intendedUse = app.Services.GetRequiredService<RuleBook>().IntendedUse;
        var published = FhirPublication.Of(() => Questionnaire.Of(intendedUse), FhirJson.Plain.Questionnaire);
        var found = FhirPublication.Of(() => Bundle.Of(Questionnaire.Of(intendedUse)), FhirJson.Plain.Bundle);
        var nothing = FhirPublication.Of(() => Bundle.Of(), FhirJson.Plain.Bundle);
        var capabilities = FhirPublication.Of(() => CapabilityStatement.Here, FhirJson.Plain.CapabilityStatement);
        var operation = FhirPublication.Of(() => OperationDefinition.Screen, FhirJson.Plain.OperationDefinition);

        var group = app.MapGroup("/fhir").ExcludeFromDescription();
        // What can be done here is open to everybody, like the contract of the other calls.
        group.MapGet("/metadata", () => capabilities).Takes();
        group.MapGet($"/OperationDefinition/{OperationDefinition.IdHere}", () => operation).Takes();
        group.MapGet($"/Questionnaire/{Questionnaire.IdHere}", () => published).RequireScope(Scopes.Rules).Takes();
        group.MapGet("/Questionnaire", (HttpRequest request) => IsForm(request.Query) ? found : nothing).RequireScope(Scopes.Rules).Takes(Url);
        group.MapPost($"/QuestionnaireResponse/${OperationDefinition.CodeHere}", Screen).RequireScope(Scopes.Screen).ShedWhileFull().Takes();
    }

    private static bool IsForm(IQueryCollection query) =>
        // A comma is an "or".
        !query.TryGetValue(Url, out var urls) || (urls is [{ } either] && either.Split(',').Any(url => url is Canonical.Questionnaire or $"{Canonical.Questionnaire}|{Canonical.Version}"));

    private static Results<ScreenAnswer, ProblemAnswer> Screen(
        HttpRequest request, Screener screener, ScreeningGate gate, ServiceMeter meter, TimeProvider clock) => FhirMedia.IsRead(request)
        ? new ScreenAnswer(gate, screener, meter, clock)
        : ProblemAnswer.Unsupported(FhirMedia.Fhir, FhirMedia.Plain);
}
