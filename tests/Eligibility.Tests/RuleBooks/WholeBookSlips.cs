using System.Collections.Immutable;

namespace Eligibility.Tests.RuleBooks;

/// <summary>Slips in the caveats, and in how the files of the book fit together.</summary>
internal static class WholeBookSlips
{
    private const string Book = "book.json";
    private const string Shared = "caveats.json";
    private const string Neck = "general/neck-pain.json";
    private const string Migraine = "general/chronic-migraine.json";
    private const string Dose = "safeguards/dose-cap.json";
    private const string DoseCases = "safeguards/dose-cap.cases.json";
    private const string BackFlags = "safeguards/back-red-flags.json";
    private const string Arm = "fda-label/upper-limb-spasticity.json";

    public static ImmutableArray<Slip> All { get; } =
    [
        new("a caveat that is nowhere defined", Neck, book => book.Set(Neck, "/caveats/-", """{ "code": "not-a-curse" }"""),
            "caveats 'not-a-curse': has no text.", "Write its severity, text and citation here, or define it in caveats.json."),
        new("a caveat with a text but without a source", Neck, book => book.Remove(Neck, "/caveats/0/citation"),
            "caveats 'off-label-neck-pain': has no text or no citation that the file knows.", "Every caveat needs a text and a key of 'citations'.", Alone: false),
        new("a shared caveat without a text", Shared, book => book.Remove(Shared, "/caveats/0/text"),
            "caveats 'effect-temporary': has no text or no citation", "Every caveat needs a text", Alone: false),
        new("a shared caveat with an unknown source", Shared, book => book.Replace(Shared, "/caveats/0/citation", "\"hearsay\""),
            "caveats 'effect-temporary': has no text or no citation that the file knows.", "a key of 'citations'", Alone: false),
        new("a caveat that two files define", Neck,
            book => book.Replace(Neck, "/caveats/0/code", "\"sore-neck\""),
            "caveats 'sore-neck': is also defined in general/chronic-migraine.json.", "Move it to caveats.json and keep only its code here and there."),
        new("a shared caveat that a rule defines again", Neck, book => book.Replace(Neck, "/caveats/0/code", "\"not-a-cure\""),
            "caveats 'not-a-cure': is also defined in caveats.json.", "keep only its code", Alone: false),
        new("a severity that does not exist", Neck, book => book.Replace(Neck, "/caveats/0/severity", "\"serious\""),
            "caveats 'off-label-neck-pain'.severity: 'serious' is not known.", "Use one of: info, caution, warning."),
        new("a caveat without a severity", Neck, book => book.Remove(Neck, "/caveats/0/severity"),
            "caveats 'off-label-neck-pain'.severity: is missing.", "Use one of: info, caution, warning."),
        new("a caveat in words that this service never says", Neck, book => book.Replace(Neck, "/caveats/0/text", "\"The person is not eligible.\""),
            "caveats 'off-label-neck-pain': says that somebody is not eligible.", "Say which published criterion is not met."),
        new("a shared caveat in words that this service never says", Shared, book => book.Replace(Shared, "/caveats/0/text", "\"INELIGIBLE.\""),
            "caveats 'effect-temporary': says that somebody is not eligible.", "Say which published criterion is not met."),
        new("a shared source that is no web address", Shared, book => book.Replace(Shared, "/citations/label-dosing/url", "\"\""),
            "citations.label-dosing.url: is not a web address.", "Give the address where the source can be read."),

        new("a caveat for a verdict that does not exist", Neck, When("""{ "verdict": "true" }"""),
            "caveats 'not-a-cure'.when.verdict: 'true' is not known.", "Use one of: not-met, unknown, met."),
        new("a caveat for a fact that does not exist", Neck, When("""{ "fact": "physicalTherapy", "missing": true }"""),
            "caveats 'not-a-cure'.when.fact: 'physicalTherapy' is not a fact with codes.", "Use the name of a fact that is answered by codes."),
        new("a caveat for a fact without codes", Neck, When("""{ "fact": "ageYears", "missing": true }"""),
            "caveats 'not-a-cure'.when.fact: 'ageYears' is not a fact with codes.", "answered by codes"),
        new("a caveat for a fact but for no answer", Neck, When("""{ "fact": "priorPhysicalTherapy" }"""),
            "caveats 'not-a-cure'.when: asks neither for a missing answer nor for codes of priorPhysicalTherapy.", "Give \"missing\": true, or \"answers\" out of: none, ongoing, completed."),
        new("a caveat for an answer that does not exist", Neck, When("""{ "fact": "priorPhysicalTherapy", "answers": ["None"] }"""),
            "caveats 'not-a-cure'.when: asks neither", "out of: none, ongoing, completed."),
        new("a caveat for an answer and for none", Neck, When("""{ "fact": "priorPhysicalTherapy", "answers": ["none"], "missing": true }"""),
            "caveats 'not-a-cure'.when: asks neither", "out of: none, ongoing, completed."),

        new("a rule about an indication that has no file", Migraine, book => book.Replace(Migraine, "/indication", "\"migraine\""),
            "indication: is missing or has no file.", "Use one of: axillary-hyperhidrosis, back-pain,"),
        new("a rule about no indication", Migraine, book => book.Remove(Migraine, "/indication"),
            "indication: is missing or has no file.", "a new one needs a file under indications/."),
        new("an indication that no rule is about", "indications/migraine.json", book => book.Copy("indications/neck-pain.json", "", "indications/migraine.json", ""),
            "no rule is about starting treatment for it.", "Add one: without it there is no candidacy."),
        new("a safeguard for an indication that has no file", BackFlags, book => book.Set(BackFlags, "/binds/-", "\"bak-pain\""),
            "binds: 'bak-pain' has no file under indications/.", "Use some of: axillary-hyperhidrosis, back-pain,"),
        new("a second label rule about an indication", "other-label/upper-limb-spasticity.json",
            book => book.Copy(Arm, "", "other-label/upper-limb-spasticity.json", "").Set("other-label/upper-limb-spasticity.cases.json", "", """{ "cases": [] }"""),
            "is a second label rule about the same indication.", "There can be one of a kind."),
        new("a rule class that no file names", "(rule classes)", book => book.Remove(Dose, "").Remove(DoseCases, ""),
            "DoseCap: no rule file names it.", "Name it in a rule file, or delete the class."),

        new("a rule without cases", DoseCases, book => book.Remove(DoseCases, ""),
            "is missing.", "write at least one that is met and one that is not."),
        new("cases without a rule", "general/sore-neck.cases.json", book => book.Copy(DoseCases, "", "general/sore-neck.cases.json", ""),
            "belongs to no rule.", "A rule is <authority>/<rule>.json, its cases <authority>/<rule>.cases.json."),
        new("a file beside the folders", "notes.json", book => book.Set("notes.json", "", "{}"), "belongs to no rule.", "A rule is <authority>/<rule>.json"),
        new("a file too deep", "general/pain/neck.json", book => book.Set("general/pain/neck.json", "", "{}"), "belongs to no rule.", "A rule is <authority>/<rule>.json"),
        new("a case that is there twice in a file", DoseCases, book => book.Copy(DoseCases, "/cases/0", DoseCases, "/cases/-"),
            "case 'safeguards-dose-cap-1' is there twice.", "Give every case an id of its own."),
        new("a case that is there in two files", "safeguards/treatment-interval.cases.json",
            book => book.Copy(DoseCases, "/cases/0", "safeguards/treatment-interval.cases.json", "/cases/-"),
            "case 'safeguards-dose-cap-1' is there twice.", "Give every case an id of its own."),
        new("a misspelt expectation", DoseCases, book => book.Set(DoseCases, "/cases/0/expected/candidacies", "{}"),
            "$.cases[0].expected.candidacies: 'candidacies' is not a member here.", "Compare the file with rules/README.md"),

        new("no book", Book, book => book.Remove(Book, ""), "is missing.", "Put it beside the folders of the authorities."),
        new("no shared caveats", Shared, book => book.Remove(Shared, ""), "is missing.", "Put it beside the folders of the authorities.", Alone: false),
        new("a candidacy without a sentence", Book, book => book.Remove(Book, "/summaries/deferred"), "summaries.deferred: is missing.", "Write a sentence for it."),
    ];

    // The second caveat of the file is a shared one that is shown whenever the rule is met.
    private static Func<ChangedBook, ChangedBook> When(string when) => book => book.Set(Neck, "/caveats/1/when", when);
}
