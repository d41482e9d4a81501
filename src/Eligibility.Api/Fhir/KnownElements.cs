using System.Text;
using System.Text.Json;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Fhir;

/// <summary>The elements that there may be in a place of a resource. A misspelt one would be something that was said and that nobody reads.</summary>
internal sealed class KnownElements
{
    // FHIR R4: why there is no value.
    private const string DataAbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    // FHIR R4 QuestionnaireResponse: the values that are no primitives.
    private static readonly byte[][] Structured = ["valueAttachment"u8.ToArray(), "valueCoding"u8.ToArray(), "valueQuantity"u8.ToArray(), "valueReference"u8.ToArray()];

    private readonly byte[][] _primitives;
    private readonly byte[][] _others;
    private readonly bool _isWithValue;
    private readonly string _help;

    /// <summary>Makes the list.</summary>
    /// <param name="primitives">The primitives that there may be: FHIR puts their ids and extensions beside them, behind an underscore.</param>
    /// <param name="others">What else there may be.</param>
    /// <param name="isWithValue">Whether there may be a value of whatever type too.</param>
    /// <param name="refused">What there may not be, and is told with words of its own.</param>
    public KnownElements(IEnumerable<string> primitives, IEnumerable<string> others, bool isWithValue = false, params IEnumerable<string> refused)
    {
        _primitives = [.. primitives.Select(Encoding.UTF8.GetBytes)];
        _others = [.. others.Concat(refused).Select(Encoding.UTF8.GetBytes)];
        _isWithValue = isWithValue;
        _help = $"Read: {string.Join(", ", primitives.Concat(others).Append(isWithValue ? "value" : null).OfType<string>().Order(StringComparer.Ordinal))}.";
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

    /// <summary>Whether an element, or what stands beside one of its primitives, says that there is no value.</summary>
    /// <param name="element">The element.</param>
    public static bool IsAbsent(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var member in element.EnumerateObject())
        {
            var name = MemberName.Of(member);
            if (name is [(byte)'_', ..] ? HasAbsence(member.Value) : name.SequenceEqual("extension"u8) && HasAbsence(element))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAbsence(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("extension"u8, out var extensions) && extensions.ValueKind == JsonValueKind.Array
        && extensions.EnumerateArray().Any(extension => ResourceText.Of(extension, "url") == DataAbsentReason);

    private bool IsKnown(ReadOnlySpan<byte> name)
    {
        var isBeside = name is [(byte)'_', ..];
        var element = isBeside ? name[1..] : name;
        return Has(_primitives, element) || (!isBeside && Has(_others, element)) || (_isWithValue && element.StartsWith("value"u8) && !(isBeside && Has(Structured, element)));
    }

    private static bool Has(byte[][] names, ReadOnlySpan<byte> name)
    {
        foreach (var known in names)
        {
            if (name.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Turning(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("modifierExtension"u8) ? "modifierExtension"
        : name.SequenceEqual("implicitRules"u8) || name.SequenceEqual("_implicitRules"u8) ? "implicitRules"
        : null;
}
