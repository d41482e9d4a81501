using System.Text;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>The elements that there may be in a place of a resource. A misspelt one would be something that was said and that nobody reads.</summary>
internal sealed class KnownElements
{
    private readonly byte[][] _names;
    private readonly bool _isWithValue;
    private readonly string _help;

    /// <summary>Makes the list.</summary>
    /// <param name="names">What there may be.</param>
    /// <param name="isWithValue">Whether there may be a value of whatever type too.</param>
    /// <param name="refused">What there may not be, and is told with words of its own.</param>
    public KnownElements(IEnumerable<string> names, bool isWithValue = false, params IEnumerable<string> refused)
    {
        _names = [.. names.Concat(refused).Select(Encoding.UTF8.GetBytes)];
        _isWithValue = isWithValue;
        _help = $"Read: {string.Join(", ", names.Append(isWithValue ? "value" : null).OfType<string>().Order(StringComparer.Ordinal))}.";
    }

    /// <summary>Looks for elements that there may not be.</summary>
    /// <param name="element">Where they may be.</param>
    /// <param name="place">Its place.</param>
    /// <param name="issues">Takes a fault for each.</param>
    public void Check(JsonElement element, Place place, IssueList issues)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            // An extension that may turn the meaning must not be passed over.
            var name = MemberName.Of(member);
            if (Turning(name) is { } turning)
            {
                issues.Add(new Place(place, turning), ResponseFaults.ModifierExtension, $"{turning} may change the meaning of what it is in, and is not understood.");
            }
            else if (!IsKnown(name))
            {
                issues.Add(place, FaultCodes.UnknownMember, "There is an element here that is not read.", _help);
            }
        }
    }

    /// <summary>Whether a member holds the value of something, of whatever type.</summary>
    public static bool IsValue(JsonProperty member) => MemberName.Of(member).StartsWith("value"u8);

    private bool IsKnown(ReadOnlySpan<byte> name)
    {
        // What FHIR puts beside a primitive: its id and its extensions.
        var element = name is [(byte)'_', ..] ? name[1..] : name;
        foreach (var known in _names)
        {
            if (element.SequenceEqual(known))
            {
                return true;
            }
        }

        return _isWithValue && element.StartsWith("value"u8);
    }

    private static string? Turning(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("modifierExtension"u8) ? "modifierExtension"
        : name.SequenceEqual("implicitRules"u8) || name.SequenceEqual("_implicitRules"u8) ? "implicitRules"
        : null;
}
