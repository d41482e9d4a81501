using System.Globalization;

namespace Eligibility.Api.Fhir;

/// <summary>Where something stands in a resource. It is spelt out only where a fault is told: of what is right, nobody asks.</summary>
/// <param name="within">What it stands in; null for the resource itself.</param>
/// <param name="name">The name of the element, or what the resource is called.</param>
/// <param name="index">Which one of a list it is; null where it is in none.</param>
internal sealed class Place(Place? within, string name, int? index = null)
{
    /// <summary>As a FHIRPath of element names and places.</summary>
    public override string ToString()
    {
        var here = index is { } at ? string.Create(CultureInfo.InvariantCulture, $"{name}[{at}]") : name;
        return within is null ? here : $"{within}.{here}";
    }
}
