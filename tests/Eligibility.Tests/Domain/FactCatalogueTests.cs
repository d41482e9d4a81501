using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Domain;

public sealed class FactCatalogueTests
{
    // The published profile. A name, a bound or a code that changes here changes what clinics have to send.
    private const string Published = """
        headacheDaysPerMonth: decimal 0 to 31
        painLocations: set of head face jaw neck shoulder upper-back lower-back arm leg
        spasmHistory: one of none acute chronic
        priorPhysicalTherapy: one of none ongoing completed
        ageYears: integer 0 to 120
        headacheType: one of migraine tension-type cluster other
        migraineDaysPerMonth: decimal 0 to 31, at most headacheDaysPerMonth
        headacheHoursPerDay: decimal 0 to 24
        longHeadacheDaysPerMonth: decimal 0 to 31, at most headacheDaysPerMonth
        headacheMonths: decimal 0 to 1200
        painMonths: decimal 0 to 1200
        spasmWeeks: decimal 0 to 5200
        preventivesTried: up to 32 of { class: one of anticonvulsant beta-blocker antidepressant calcium-channel-blocker ace-inhibitor-or-arb cgrp-antagonist other; weeks: decimal 0 to 520; outcome: one of effective ineffective not-tolerated contraindicated }
        acuteMedicines: up to 32 of { class: one of triptan ergotamine opioid combination-analgesic paracetamol aspirin nsaid other; daysPerMonth: decimal 0 to 31 }
        acuteMedicineDaysPerMonth: decimal 0 to 31
        acuteMedicineMonths: decimal 0 to 1200
        medicationOveruseManaged: boolean
        conditions: set of cervical-dystonia upper-limb-spasticity lower-limb-spasticity blepharospasm strabismus axillary-hyperhidrosis overactive-bladder neurogenic-detrusor-overactivity myofascial-pain
        safetyFactors: set of toxin-hypersensitivity injection-site-infection urinary-tract-infection urinary-retention neuromuscular-junction-disorder motor-neuron-disease dysphagia breathing-difficulty aminoglycoside anticoagulant muscle-relaxant anticholinergic other-botulinum-toxin-recently cgrp-antibody
        pregnant: boolean
        breastfeeding: boolean
        redFlags: set of thunderclap-onset fever-and-neck-stiffness focal-neurological-deficit papilloedema jaw-claudication-over-50 new-onset-after-50 postpartum-new-headache positional-headache precipitated-by-cough-or-exertion progressive-pattern-change post-traumatic-onset immunosuppression saddle-anaesthesia urinary-retention-or-incontinence bilateral-leg-weakness unexplained-weight-loss fever-with-iv-drug-use major-trauma cancer-history
        toxinProduct: one of onabotulinumtoxinA abobotulinumtoxinA incobotulinumtoxinA rimabotulinumtoxinB daxibotulinumtoxinA
        daysSinceLastInjection: integer 0 to 36500
        cyclesCompleted: integer 0 to 400
        baselineHeadacheDaysPerMonth: decimal 0 to 31
        baselineHeadacheHoursPerMonth: decimal 0 to 744
        headacheHoursPerMonth: decimal 0 to 744
        monthsBelow15HeadacheDays: integer 0 to 1200
        monthsBelow10HeadacheDays: integer 0 to 1200
        plannedUnits: decimal 0 to 2000
        unitsLast3Months: decimal 0 to 2000
        topicalTreatmentFailed: boolean
        anticholinergicFailed: boolean
        purpose: one of medical cosmetic
        """;

    public static TheoryData<string> Everything => [.. WithEntryFields.Select(fact => fact.Path)];

    public static TheoryData<string> Numbers => [.. WithEntryFields.Where(fact => fact.Fact is NumberFact).Select(fact => fact.Path)];

    public static TheoryData<string> Coded => [.. WithEntryFields.Where(fact => fact.Fact is CodedFact and not BooleanFact).Select(fact => fact.Path)];

    private static IEnumerable<string> NamesOf(Changeability changeability) =>
        FactCatalogue.All.Where(fact => fact.Changeability == changeability).Select(fact => fact.Name);

    private static IEnumerable<(string Path, Fact Fact)> WithEntryFields => FactCatalogue.All.SelectMany(fact =>
        fact is EntryListFact list
            ? list.Fields.Select(part => ($"{list.Name}.{part.Name}", part)).Prepend((list.Name, list))
            : [(fact.Name, fact)]);

    [Fact]
    public void The_catalogue_is_the_published_profile() =>
        FactCatalogue.All.Select(InWords).Should().Equal(Published.Split('\n'));

    // The answers of a profile are one word of bits, and so are the codes of a fact.
    [Fact]
    public void A_profile_and_the_codes_of_a_fact_fit_a_word_of_64_bits()
    {
        FactCatalogue.All.Length.Should().BeLessThanOrEqualTo(64);
        WithEntryFields.Select(fact => fact.Fact).OfType<CodedFact>().Max(fact => fact.Codes.Length).Should().BeLessThanOrEqualTo(64);
    }

    [Fact]
    public void Names_are_unique() => WithEntryFields.Select(fact => fact.Path).Should().OnlyHaveUniqueItems();

    [Fact]
    public void A_missing_answer_is_assumed_for_the_product_and_the_stage_only() =>
        FactCatalogue.All.Where(fact => fact.Assumed is not null).Should().Equal(FactCatalogue.ToxinProduct, FactCatalogue.CyclesCompleted);

    [Fact]
    public void The_usual_hours_are_the_only_stand_in() =>
        FactCatalogue.All.Where(fact => fact.StandIn is not null).Select(fact => (fact, fact.StandIn))
            .Should().Equal((FactCatalogue.LongHeadacheDaysPerMonth, FactCatalogue.HeadacheHoursPerDay));

    [Fact]
    public void Only_what_another_fact_stands_in_for_has_a_sentence_that_says_so() =>
        FactCatalogue.All.Select(fact => fact.StandInSentence).OfType<string>()
            .Should().Equal("While longHeadacheDaysPerMonth is missing, headacheHoursPerDay stands in for it.");

    // Everything else is never suggested: nobody is told to change a diagnosis, a symptom or a pregnancy.
    [Fact]
    public void What_may_be_suggested_to_change_is_on_this_list_and_nothing_else_is()
    {
        string[] changeable =
        [
            "headacheDaysPerMonth", "priorPhysicalTherapy", "migraineDaysPerMonth", "headacheHoursPerDay", "longHeadacheDaysPerMonth", "preventivesTried",
            "acuteMedicines", "acuteMedicineDaysPerMonth", "medicationOveruseManaged", "toxinProduct", "headacheHoursPerMonth", "plannedUnits", "topicalTreatmentFailed",
            "anticholinergicFailed",
        ];
        string[] onlyWithTime =
        [
            "ageYears", "headacheMonths", "painMonths", "spasmWeeks", "acuteMedicineMonths", "daysSinceLastInjection", "cyclesCompleted",
            "monthsBelow15HeadacheDays", "monthsBelow10HeadacheDays", "unitsLast3Months",
        ];

        NamesOf(Changeability.Changeable).Should().BeEquivalentTo(changeable);
        NamesOf(Changeability.OnlyWithTime).Should().BeEquivalentTo(onlyWithTime);
    }

    [Fact]
    public void Every_fact_is_found_by_its_exact_name_and_by_no_other()
    {
        FactCatalogue.All.Should().OnlyContain(fact => FactCatalogue.Find(fact.Name) == fact);
        FactCatalogue.All.Should().OnlyContain(fact => FactCatalogue.Find(fact.Name.ToUpperInvariant()) == null);
        FactCatalogue.Find("class").Should().BeNull("fields of an entry are no members of a profile");
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Names_are_camel_case(string path) => Find(path).Name.Should().MatchRegex("^[a-z]+([A-Z][a-z]+|[0-9]+)*$");

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_question_is_a_sentence_that_asks(string path) => Find(path).Question.Should().MatchRegex(@"^[A-Z].{10,}[^ ]\?$");

    [Theory]
    [MemberData(nameof(Coded))]
    public void Codes_are_unique_and_kebab_case_but_for_the_products_which_are_spelt_as_their_makers_do(string path)
    {
        var fact = (CodedFact)Find(path);
        fact.Codes.Should().OnlyHaveUniqueItems();
        fact.Codes.Should().OnlyContain(code => fact == FactCatalogue.ToxinProduct || Regex.IsMatch(code, "^[a-z]+(-[a-z0-9]+)*$"));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Bounds_are_answers_and_what_lies_beyond_is_not(string path)
    {
        var fact = (NumberFact)Find(path);
        fact.Unit.Should().MatchRegex("^[a-z ]+$");
        fact.Minimum.Should().Be(0);
        fact.Maximum.Should().BeGreaterThan(fact.Minimum);
        fact.Accepts(fact.Minimum).Should().BeTrue();
        fact.Accepts(fact.Maximum).Should().BeTrue();
        fact.Accepts(fact.Minimum - 0.0000001m).Should().BeFalse();
        fact.Accepts(fact.Maximum + 0.0000001m).Should().BeFalse();
        fact.Accepts(0.5m).Should().Be(!fact.WholeNumbers);
    }

    private static Fact Find(string path) => WithEntryFields.Single(fact => fact.Path == path).Fact;

    private static string InWords(Fact fact) => $"{fact.Name}: " + fact switch
    {
        NumberFact number => string.Create(CultureInfo.InvariantCulture,
            $"{(number.WholeNumbers ? "integer" : "decimal")} {number.Minimum} to {number.Maximum}{(number.AtMost is { } bound ? $", at most {bound}" : "")}"),
        BooleanFact => "boolean",
        CodeFact code => $"one of {string.Join(' ', code.Codes)}",
        CodeSetFact set => $"set of {string.Join(' ', set.Codes)}",
        EntryListFact list => $"up to {list.MaximumEntries} of {{ {string.Join("; ", list.Fields.Select(InWords))} }}",
        _ => throw new UnreachableException(),
    };
}
