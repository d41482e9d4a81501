using System.Net;
using Eligibility.Api.Fhir;
using Eligibility.Tests.CdsHooks;
using Eligibility.Tests.Fhir;

namespace Eligibility.Tests.Http;

/// <summary>
/// Stands between a client and the service, and fails the test in which an answer breaks the published contract, or in which a body was
/// taken for a profile that is none by the published schema.
/// </summary>
internal sealed class Conformance : DelegatingHandler
{
    // While the contract is being changed on purpose, the committed one is not yet it.
    private static readonly bool IsBeingChanged = Environment.GetEnvironmentVariable("UPDATE_CONTRACT") == "1";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!IsBeingChanged)
        {
            (await BreachesAsync(request, answer, cancellationToken)).Should()
                .BeEmpty("{0} {1} was answered with {2}", request.Method, request.RequestUri!.PathAndQuery, (int)answer.StatusCode);
        }

        return answer;
    }

    private static async Task<IEnumerable<string>> BreachesAsync(HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancellation)
    {
        var contract = await PublishedContract.Committed;
        var path = request.RequestUri!.AbsolutePath;
        if (path.StartsWith(Ehr.Services, StringComparison.OrdinalIgnoreCase))
        {
            return CdsHooksRules.OfAnswer(answer, await answer.Content.ReadAsStringAsync(cancellation));
        }

        if (OutcomeAnswer.IsFor(path))
        {
            // These doors have the contract of FHIR, not ours.
            return FhirJudge.Breaches(answer, await answer.Content.ReadAsStringAsync(cancellation));
        }

        var isJson = answer.Content.Headers.ContentType?.MediaType is null or "application/json" or PublishedContract.ProblemType;
        var body = isJson ? await answer.Content.ReadAsStringAsync(cancellation) : null;
        var breaches = contract.Breaches(request.Method, path, answer, body);
        return answer.StatusCode == HttpStatusCode.OK && request.Method == HttpMethod.Post && path == "/v1/screenings" && request.Content is ByteArrayContent sent
            ? breaches.Concat(contract.BreachesOfProfile(await sent.ReadAsByteArrayAsync(cancellation)))
            : breaches;
    }
}
