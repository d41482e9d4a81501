using System.Collections.Immutable;

namespace Eligibility.Tests.RuleBooks;

/// <summary>Slips that the rule book should name and does not, each with the reason. Take the reason away once it does.</summary>
internal static class UnnoticedSlips
{
    private const string Book = "book.json";
    private const string Shared = "caveats.json";
    private const string Neck = "general/neck-pain.json";
    private const string NeckFile = "indications/neck-pain.json";
    private const string Label = "fda-label/chronic-migraine.json";
    private const string Dose = "safeguards/dose-cap.json";
    private const string DoseCases = "safeguards/dose-cap.cases.json";
    private const string Flags = "safeguards/back-red-flags.json";

    public static ImmutableArray<Slip> All { get; } =
    [
        new("a member that is missing", Dose, book => book.Remove(Dose, "/title"), "title", "", Alone: false),
        new("a null edition", Dose, book => book.Replace(Dose, "/editions/0", "null"), "editions", "", Alone: false),
        new("a null limit", Dose, book => book.Replace(Dose, "/editions/0/limits/units", "null"), "units", "", Alone: false),
        new("a null source", Dose, book => book.Replace(Dose, "/editions/0/citations/label-cumulative-dose", "null"), "citation", "", Alone: false),
        new("a null criterion", Dose, book => book.Replace(Dose, "/criteria/units", "null"), "units", "", Alone: false),
        new("a null caveat", Dose, book => book.Replace(Dose, "/caveats/0", "null"), "caveats", "", Alone: false),
        new("a null reach", Flags, book => book.Replace(Flags, "/binds/0", "null"), "binds", "", Alone: false),
        new("a null case", DoseCases, book => book.Replace(DoseCases, "/cases/0", "null"), "cases", "", Alone: false),
        new("a null shared caveat", Shared, book => book.Replace(Shared, "/caveats/0", "null"), "caveats", "", Alone: false),
        new("a null shared source", Shared, book => book.Replace(Shared, "/citations/label-dosing", "null"), "citation", "", Alone: false),
        new("a null sentence", Book, book => book.Replace(Book, "/summaries/candidate", "null"), "summaries.candidate", "", Alone: false),

        new("more long-headache days than a month has", Label, book => book.Replace(Label, "/editions/0/limits/longHeadacheDays/value", "32"),
            "long-headache-days", "outside the bounds"),
        new("more headache hours than a day has", Label, book => book.Replace(Label, "/editions/0/limits/headacheHours/value", "25"),
            "long-headache-days", "outside the bounds"),

        new("a caveat that a rule file defines twice", Neck, book => book.Copy(Neck, "/caveats/0", Neck, "/caveats/-"),
            "off-label-neck-pain", ""),
        new("a shared caveat that is defined twice", Shared, book => book.Copy(Shared, "/caveats/0", Shared, "/caveats/-"),
            "effect-temporary", ""),
        new("a severity beside the code of a shared caveat", Neck, book => book.Set(Neck, "/caveats/1/severity", "\"warning\""),
            "not-a-cure", ""),
        new("a condition beside a shared caveat", Shared, book => book.Set(Shared, "/caveats/0/when", """{ "verdict": "unknown" }"""),
            "effect-temporary", ""),
        new("answers without their fact", Neck, book => book.Set(Neck, "/caveats/1/when", """{ "answers": ["none"] }"""),
            "not-a-cure", ""),
        new("a shared source that nothing refers to", Shared, book => book.Copy(Shared, "/citations/label-dosing", Shared, "/citations/spare"),
            "spare", ""),
        new("a placeholder in a caveat", Neck, book => book.Replace(Neck, "/caveats/0/text", "\"Pain in {locations}.\""),
            "off-label-neck-pain", ""),

        new("a safeguard about an indication", Dose, book => book.Set(Dose, "/indication", "\"neck-pain\""),
            "indication", ""),
        new("a sentence for a candidacy that does not exist", Book, book => book.Set(Book, "/summaries/candidat", "\"A sentence.\""),
            "candidat", ""),
        new("a summary in words that this service never says", Book, book => book.Replace(Book, "/summaries/not-candidate", "\"Not eligible for {indications}.\""),
            "summaries.not-candidate", "Say which published criterion is not met."),
        new("an absence in words that this service never says", NeckFile, book => book.Replace(NeckFile, "/absent", "\"Not eligible.\""),
            "absent", "Say which published criterion is not met."),
        new("a criterion with an empty text", Dose, book => book.Replace(Dose, "/criteria/units/text", "\"\""),
            "units", "", Alone: false),
    ];
}
