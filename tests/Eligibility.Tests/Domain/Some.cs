using System.Text;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Domain;

/// <summary>Values of which a test cares about nothing but what it says.</summary>
internal static class Some
{
    public static Citation Citation { get; } = new("A title", "A section", 2026, new Uri("https://example.org/"), Confidence.Primary);

    public static NumberLimit Limit(decimal value, string name = "limit") => new(name, value, Citation);

    public static SymptomProfile Profile(string json)
    {
        var reading = ProfileReader.Read(Encoding.UTF8.GetBytes(json));
        var faults = reading.Faults.Select(fault => $"{fault.Pointer} {fault.Code}");
        return reading.Profile ?? throw new ArgumentException($"Refused: {string.Join(", ", faults)}.", nameof(json));
    }
}
