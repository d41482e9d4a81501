using System.Text.Json.Serialization.Metadata;
using Eligibility.Api.Publications;

namespace Eligibility.Api.Fhir;

/// <summary>A resource that stays the same while the service runs, under both of its media types.</summary>
internal sealed class FhirPublication : IResult
{
    private readonly Publication _fhir;
    private readonly Publication _plain;

    private FhirPublication(Publication fhir, Publication plain) => (_fhir, _plain) = (fhir, plain);

    /// <summary>Makes a publication of a resource.</summary>
    public static FhirPublication Of<T>(Func<T> resource, JsonTypeInfo<T> shape)
        where T : Resource => new(Publication.Of(resource, shape, FhirMedia.Fhir), Publication.Of(resource, shape));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext) =>
        (FhirMedia.Choose(httpContext.Request) == FhirMedia.Plain ? _plain : _fhir).ExecuteAsync(httpContext);
}
