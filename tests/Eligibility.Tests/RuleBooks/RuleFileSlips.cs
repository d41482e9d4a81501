using System.Collections.Immutable;

namespace Eligibility.Tests.RuleBooks;

/// <summary>Slips in one rule file: its shape, its limits, its words, its editions.</summary>
internal static class RuleFileSlips
{
    private const string Back = "general/back-pain.json";
    private const string Migraine = "general/chronic-migraine.json";
    private const string Label = "fda-label/chronic-migraine.json";
    private const string Dose = "safeguards/dose-cap.json";
    private const string Interval = "safeguards/treatment-interval.json";
    private const string Precautions = "safeguards/precautions.json";

    private const string Readme = "Compare the file with rules/README.md, which names every member.";

    public static ImmutableArray<Slip> All { get; } =
    [
        new("a member that does not exist", Dose, book => book.Set(Dose, "/tittle", "1"),
            "$.tittle: 'tittle' is not a member here.", Readme, Alone: false),
        new("a member that does not exist, deep inside", Dose, book => book.Set(Dose, "/editions/0/limits/units/unit", "1"),
            "$.editions[0].limits.units.unit: 'unit' is not a member here.", Readme, Alone: false),
        new("a file that is not JSON", Dose, book => book.Set(Dose, "", "{\n  \"title\": oops\n}"), "line 2, $: 'o' is an invalid start", "Look there, and at the line before", Alone: false),
        new("a file that holds null", Dose, book => book.Set(Dose, "", "null"), "$: is null.", "Give a value", Alone: false),
        new("a rule class that does not exist", Dose, book => book.Replace(Dose, "/ruleClass", "\"DoseKap\""),
            "ruleClass: 'DoseKap' is not a rule class.", "Use one of: ChronicMigrainePrevention, ", Alone: false),
        new("a kind that does not exist", Migraine, book => book.Replace(Migraine, "/kind", "\"screaning\""),
            "kind: 'screaning' is not known.", "Use one of: screening, label, diagnosis, guideline, payer, safeguard."),
        new("a stage that does not exist", Migraine, book => book.Set(Migraine, "/stage", "\"later\""),
            "stage: 'later' is not known.", "Use one of: initial, continuation."),
        new("an effect that does not exist", Dose, book => book.Replace(Dose, "/effect", "\"defered\""),
            "effect: 'defered' is not known.", "Use one of: refer-urgently, contraindicated, deferred, caution."),
        new("a safeguard without an effect", Dose, book => book.Remove(Dose, "/effect"), "effect: is missing.", "Use one of: refer-urgently,"),
        new("an effect of a rule that is no safeguard", Migraine, book => book.Set(Migraine, "/effect", "\"deferred\""),
            "effect, binds: only a safeguard has them.", "Take them out."),
        new("a reach of a rule that is no safeguard", Migraine, book => book.Set(Migraine, "/binds", "[]"),
            "effect, binds: only a safeguard has them.", "Take them out."),

        new("a limit that the rule class does not have", Dose, book => book.Copy(Dose, "/editions/0/limits/units", Dose, "/editions/0/limits/unitz"),
            "editions[0].limits.unitz: DoseCap has no such limit.", "Use one of: units."),
        new("a limit that is missing", Dose, book => book.Replace(Dose, "/editions/0/limits", "{}"),
            "editions[0].limits.units: is missing.", "DoseCap cannot do without it."),
        new("a number in quotes", Dose, book => book.Replace(Dose, "/editions/0/limits/units/value", "\"400\""),
            "editions[0].limits.units.value: is not a number.", "Write a number without quotes."),
        new("a number where codes are wanted", Back, book => book.Replace(Back, "/editions/0/limits/locations/value", "15"),
            "editions[0].limits.locations.value: is not a list of codes.", "Write the codes in square brackets, at least one."),
        new("no code at all", Back, book => book.Replace(Back, "/editions/0/limits/locations/value", "[]"),
            "editions[0].limits.locations.value: is not a list of codes.", "at least one"),
        new("a number among the codes", Back, book => book.Replace(Back, "/editions/0/limits/locations/value", "[\"upper-back\", 1]"),
            "editions[0].limits.locations.value: is not a list of codes.", "square brackets"),
        new("a code that does not exist", Back, book => book.Set(Back, "/editions/0/limits/locations/value/0", "\"lowerback\""),
            "editions[0].limits: 'lowerback' is not a code of painLocations.", "Use the codes that GET /v1/facts lists."),
        new("half of two limits that belong together", Label, book => book.Remove(Label, "/editions/0/limits/headacheHours"),
            "editions[0].limits.longHeadacheDays: no criterion asks for it.", "Leave it out, or give the limit that belongs to it.", Alone: false),
        new("a limit above what can be answered", Migraine, book => book.Replace(Migraine, "/editions/0/limits/headacheDays/value", "32"),
            "criterion 'headache-days' comes out the same for every answer.", "it lies outside the bounds of the fact"),
        new("a limit that every answer meets", Interval, book => book.Replace(Interval, "/editions/0/limits/days/value", "0"),
            "criterion 'days' comes out the same for every answer.", "it lies outside the bounds of the fact"),
        new("a cap above the sum of what can be answered", Dose, book => book.Replace(Dose, "/editions/0/limits/units/value", "4000"),
            "criterion 'units' comes out the same for every answer.", "it lies outside the bounds of the fact"),
        new("a cap below nothing", Dose, book => book.Replace(Dose, "/editions/0/limits/units/value", "-1"),
            "criterion 'units' comes out the same for every answer.", "it lies outside the bounds of the fact"),

        new("a criterion without a text", Precautions, book => book.Remove(Precautions, "/criteria/pregnant"),
            "criteria.pregnant: is missing.", "Write a text for it.", Alone: false),
        new("a text without a criterion", Dose, book => book.Copy(Dose, "/criteria/units", Dose, "/criteria/unit"),
            "criteria.unit: DoseCap makes no such criterion of these limits.", "Its criteria are: units."),
        new("a placeholder in a text that is no limit", Dose, book => book.Replace(Dose, "/criteria/units/text", "\"{unitz} or fewer\""),
            "criteria.units: {unitz} is not a limit of the edition.", "Use one of: units.", Alone: false),
        new("a placeholder in the words for not met that is no limit", Dose, book => book.Replace(Dose, "/criteria/units/notMet", "\"Above {days}.\""),
            "criteria.units: {days} is not a limit of the edition.", "Use one of: units."),
        new("a text in words that this service never says", Dose, book => book.Replace(Dose, "/criteria/units/text", "\"You are Not Eligible\""),
            "criteria.units: says that somebody is not eligible.", "Say which published criterion is not met.", Alone: false),
        new("not met in words that this service never says", Dose, book => book.Replace(Dose, "/criteria/units/notMet", "\"Ineligible.\""),
            "criteria.units: says that somebody is not eligible.", "Say which published criterion is not met."),
        new("a note in words that this service never says", Label, book => book.Replace(Label, "/criteria/long-headache-days/note", "\"not eligible\""),
            "criteria.long-headache-days: says that somebody is not eligible.", "Say which published criterion is not met."),

        new("a limit without a source", Dose, book => book.Replace(Dose, "/editions/0/limits/units/citation", "\"hearsay\""),
            "editions[0].limits.units.citation: 'hearsay' is not a key of the edition's citations.", "Say who says so: add the citation."),
        new("a criterion with an unknown source", Precautions, book => book.Replace(Precautions, "/criteria/pregnant/citation", "\"hearsay\""),
            "criteria.pregnant: has no citation.", "Give a key of the edition's citations."),
        new("a criterion with neither a limit nor a source", Precautions, book => book.Remove(Precautions, "/criteria/pregnant/citation"),
            "criteria.pregnant: has no citation.", "Give a key of the edition's citations."),
        new("a source that nothing refers to", Dose, book => book.Copy(Dose, "/editions/0/citations/label-cumulative-dose", Dose, "/editions/0/citations/spare"),
            "editions[0].citations.spare: nothing refers to it.", "Refer to it, or take it out."),
        new("a source that is no web address", Dose, book => book.Replace(Dose, "/editions/0/citations/label-cumulative-dose/url", "\"label.pdf\""),
            "citations.label-cumulative-dose.url: is not a web address.", "Give the address where the source can be read."),
        new("a source on a disk", Dose, book => book.Replace(Dose, "/editions/0/citations/label-cumulative-dose/url", "\"file:///label.pdf\""),
            "citations.label-cumulative-dose.url: is not a web address.", "Give the address where the source can be read."),
        new("a confidence that does not exist", Dose, book => book.Replace(Dose, "/editions/0/citations/label-cumulative-dose/confidence", "\"high\""),
            "citations.label-cumulative-dose.confidence: 'high' is not known.", "Use one of: primary, secondary.", Alone: false),

        new("no edition", Dose, book => book.Replace(Dose, "/editions", "[]"), "editions: there is none.", "Give at least one edition."),
        new("two editions on one day", Dose, book => book.Copy(Dose, "/editions/0", Dose, "/editions/-"),
            "editions[1].effectiveFrom: is not after the one before.", "Order the editions by date, oldest first, one a day."),
        new("editions in the wrong order", Dose,
            book => book.Copy(Dose, "/editions/0", Dose, "/editions/0").Replace(Dose, "/editions/0/effectiveFrom", "\"2024-01-01\""),
            "editions[1].effectiveFrom: is not after the one before.", "Order the editions by date, oldest first, one a day."),
        new("a day that does not exist", Dose, book => book.Replace(Dose, "/editions/0/effectiveFrom", "\"2026-02-30\""),
            "$.editions[0].effectiveFrom: the value is not of the form", Readme, Alone: false),
    ];
}
