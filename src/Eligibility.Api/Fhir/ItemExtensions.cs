using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.Fhir;

/// <summary>What an item says beyond FHIR's own elements: bounds, unit, the most entries, and that a text is help.</summary>
internal static class ItemExtensions
{
    private const string Published = "http://hl7.org/fhir/StructureDefinition/";
    private const string UnitSystem = "http://unitsofmeasure.org";

    // The units of the facts in the codes of UCUM (https://ucum.org/ucum). What it has no unit for is an annotation in braces: cycles are
    // counted, and units of a toxin are those of its product alone.
    private static readonly ImmutableDictionary<string, string> Units = ImmutableDictionary<string, string>.Empty
        .Add("days a month", "d/mo").Add("hours a day", "h/d").Add("hours a month", "h/mo")
        .Add("days", "d").Add("weeks", "wk").Add("months", "mo").Add("years", "a")
        .Add("cycles", "{cycles}").Add("units", "{units}");

    private static readonly Extension Help = new($"{Published}questionnaire-itemControl")
    {
        ValueCodeableConcept = new CodeableConcept([new Coding("http://hl7.org/fhir/questionnaire-item-control", "help")]),
    };

    /// <summary>The extensions of an item.</summary>
    public static ImmutableArray<Extension> Of(IntakeItem item) => item switch
    {
        { Type: ItemType.Display } => [Help],
        { Fact: NumberFact number } => [Bound("minValue", number, number.Minimum), Bound("maxValue", number, number.Maximum), Unit(number)],
        { Fact: EntryListFact list } => [new Extension($"{Published}questionnaire-maxOccurs") { ValueInteger = list.MaximumEntries }],
        _ => [],
    };

    private static Extension Bound(string name, NumberFact fact, decimal bound) => fact.WholeNumbers
        ? new Extension($"{Published}{name}") { ValueInteger = (int)bound }
        : new Extension($"{Published}{name}") { ValueDecimal = bound };

    private static Extension Unit(NumberFact fact) =>
        new($"{Published}questionnaire-unit") { ValueCoding = new Coding(UnitSystem, Units[fact.Unit], fact.Unit) };
}
