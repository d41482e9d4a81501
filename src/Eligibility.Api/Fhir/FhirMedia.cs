using Eligibility.Api.Problems;
using Eligibility.Api.Screenings;
using Microsoft.Net.Http.Headers;

namespace Eligibility.Api.Fhir;

/// <summary>In which form resources are taken and given: JSON alone, under FHIR's own name or the general one.</summary>
internal static class FhirMedia
{
    /// <summary>The media type of a resource.</summary>
    public const string Fhir = "application/fhir+json";

    /// <summary>The media type of any JSON.</summary>
    public const string Plain = "application/json";

    /// <summary>The query parameter that goes before the header Accept, for clients that cannot set headers.</summary>
    public const string FormatName = "_format";

    private const string Version = "4.0";

    /// <summary>Whether the body is announced as a resource of this version of FHIR.</summary>
    public static bool IsRead(HttpRequest request) => ProfileBody.IsIn(request, Fhir, Plain) && IsOfVersion(MediaTypeHeaderValue.Parse(request.ContentType));

    /// <summary>The media type of the answer; null where the client takes neither.</summary>
    public static string? Choose(HttpRequest request) => request.Query.TryGetValue(FormatName, out var formats)
        ? formats switch
        {
            // A plus sign in a query is a space, unless it is escaped.
            ["json" or Fhir or "application/fhir json"] => Fhir,
            [Plain] => Plain,
            _ => null,
        }
        : IsAccepted(request, Fhir) ? Fhir
        : IsAccepted(request, Plain) ? Plain
        : null;

    // Exactly: the framework takes whoever asks for JSON to ask for every sort of JSON.
    private static bool IsAccepted(HttpRequest request, string mediaType) =>
        string.IsNullOrWhiteSpace(request.Headers.Accept)
        || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
            && types.Any(type => type.Quality is not 0 && IsOfVersion(type) && (type.MatchesAllTypes || type.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))));

    private static bool IsOfVersion(MediaTypeHeaderValue type) => type.Parameters.All(parameter =>
        !parameter.Name.Equals("fhirVersion", StringComparison.OrdinalIgnoreCase) || HeaderUtilities.RemoveQuotes(parameter.Value) == Version);

    /// <summary>Says of a call which parameters it takes beside the format. What it does not know, or cannot give, is refused.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, params string[] parameters)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter((call, next) =>
        {
            var request = call.HttpContext.Request;
            call.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
            return Choose(request) is null ? ValueTask.FromResult<object?>(ProblemAnswer.NotAcceptable(Fhir, Plain))
                : request.Query.Any(sent => sent.Key != FormatName && (!parameters.Contains(sent.Key) || sent.Value.Count != 1))
                    ? ValueTask.FromResult<object?>(ProblemAnswer.Parameter(
                        $"The query has a parameter that this call does not take, or one twice. It takes: {string.Join(", ", parameters.Append(FormatName))}.", null))
                : next(call);
        });
}
