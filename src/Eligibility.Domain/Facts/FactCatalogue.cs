using System.Collections.Immutable;

namespace Eligibility.Domain.Facts;

/// <summary>
/// Every fact there is, each defined once, in the order in which a questionnaire would put them. To add a fact, add it here: reader,
/// validator, contract, questionnaire and documentation follow. New facts go to the end of their group; names never change within v1.
/// </summary>
public static class FactCatalogue
{
    // First, because field initializers run in the order in which they stand.
    private static readonly ImmutableArray<Fact>.Builder Defined = ImmutableArray.CreateBuilder<Fact>();

    // The four that every clinic asks.
    /// <summary>Days with headache a month.</summary>
    public static readonly NumberFact HeadacheDaysPerMonth = Define(new NumberFact("headacheDaysPerMonth",
        "On how many days a month is there a headache of any kind?", "days a month", 0, 31)
    {
        Changeability = Changeability.Changeable,
        Remark = "A mean of several diary months may be a fraction, such as 14.5. Once treatment has begun this is the present count; the count before it is baselineHeadacheDaysPerMonth.",
    });

    /// <summary>Where it hurts.</summary>
    public static readonly CodeSetFact PainLocations = Define(new CodeSetFact("painLocations", "Where is the pain?",
        "head", "face", "jaw", "neck", "shoulder", "upper-back", "lower-back", "arm", "leg"));

    /// <summary>Whether muscles go into spasm.</summary>
    public static readonly CodeFact SpasmHistory = Define(new CodeFact("spasmHistory",
        "Are there muscle spasms, and are they new (acute) or long-standing (chronic)?", "none", "acute", "chronic"));

    /// <summary>Whether physical therapy was tried.</summary>
    public static readonly CodeFact PriorPhysicalTherapy = Define(new CodeFact("priorPhysicalTherapy",
        "Has physical therapy been tried for this pain or spasm?", "none", "ongoing", "completed")
    { Changeability = Changeability.Changeable });

    // The person and the headache.

    /// <summary>Age.</summary>
    public static readonly NumberFact AgeYears = Define(new NumberFact("ageYears", "How old is the person?", "years", 0, 120)
    {
        WholeNumbers = true,
        Changeability = Changeability.OnlyWithTime,
    });

    /// <summary>The main type of headache.</summary>
    public static readonly CodeFact HeadacheType = Define(new CodeFact("headacheType",
        "Which type of headache was diagnosed?", "migraine", "tension-type", "cluster", "other"));

    /// <summary>Days with migraine features a month.</summary>
    public static readonly NumberFact MigraineDaysPerMonth = Define(new NumberFact("migraineDaysPerMonth",
        "On how many of the headache days does the headache have migraine features?", "days a month", 0, 31)
    {
        AtMost = HeadacheDaysPerMonth,
        Changeability = Changeability.Changeable,
        Remark = "These are among the headache days, so at most headacheDaysPerMonth.",
    });

    /// <summary>Usual length of a headache without treatment, on a headache day.</summary>
    public static readonly NumberFact HeadacheHoursPerDay = Define(new NumberFact("headacheHoursPerDay",
        "On a day with headache, how many hours does it usually last?", "hours a day", 0, 24)
    { Changeability = Changeability.Changeable });

    /// <summary>Days with headache for four hours or longer a month.</summary>
    public static readonly NumberFact LongHeadacheDaysPerMonth = Define(new NumberFact("longHeadacheDaysPerMonth",
        "On how many days a month does the headache last 4 hours or longer?", "days a month", 0, 31)
    {
        AtMost = HeadacheDaysPerMonth,
        StandIn = HeadacheHoursPerDay,
        Changeability = Changeability.Changeable,
        Remark = "Where given before a first treatment, it decides the criteria that ask for 4 hours. Else headacheHoursPerDay stands in and the criterion says so.",
    });

    /// <summary>How long headaches have been this frequent.</summary>
    public static readonly NumberFact HeadacheMonths = Define(new NumberFact("headacheMonths",
        "For how many months have the headaches been this frequent?", "months", 0, 1200)
    { Changeability = Changeability.OnlyWithTime });

    /// <summary>How long the pain has lasted.</summary>
    public static readonly NumberFact PainMonths = Define(new NumberFact("painMonths",
        "For how many months has the pain been there?", "months", 0, 1200)
    { Changeability = Changeability.OnlyWithTime });

    /// <summary>How long the spasm has lasted.</summary>
    public static readonly NumberFact SpasmWeeks = Define(new NumberFact("spasmWeeks",
        "For how many weeks have there been muscle spasms?", "weeks", 0, 5200)
    { Changeability = Changeability.OnlyWithTime });

    // Medicines.
    /// <summary>Preventive medicines that were tried; one entry is one medicine.</summary>
    public static readonly EntryListFact PreventivesTried = Define(new EntryListFact("preventivesTried",
        "Which medicines to prevent headache were tried, for how long, and what came of it?", 32,
        new CodeFact("class", "Which class of medicine?",
            "anticonvulsant", "beta-blocker", "antidepressant", "calcium-channel-blocker", "ace-inhibitor-or-arb", "cgrp-antagonist", "other"),
        new NumberFact("weeks", "For how many weeks was it taken?", "weeks", 0, 520),
        new CodeFact("outcome", "What came of it?", "effective", "ineffective", "not-tolerated", "contraindicated"))
    { Changeability = Changeability.Changeable });

    /// <summary>Medicines against the attack itself.</summary>
    public static readonly EntryListFact AcuteMedicines = Define(new EntryListFact("acuteMedicines",
        "Which medicines are taken against a headache once it is there, and on how many days a month?", 32,
        new CodeFact("class", "Which class of medicine?",
            "triptan", "ergotamine", "opioid", "combination-analgesic", "paracetamol", "aspirin", "nsaid", "other"),
        new NumberFact("daysPerMonth", "On how many days a month is it taken?", "days a month", 0, 31))
    { Changeability = Changeability.Changeable });

    /// <summary>Days a month with any acute medicine.</summary>
    public static readonly NumberFact AcuteMedicineDaysPerMonth = Define(new NumberFact("acuteMedicineDaysPerMonth",
        "On how many days a month is any medicine taken against headache?", "days a month", 0, 31)
    {
        AtLeastEachOf = AcuteMedicines,
        Changeability = Changeability.Changeable,
        Remark = "Several medicines may fall on one day, so this cannot be added up from the single medicines.",
    });

    /// <summary>How long acute medicines have been taken this often.</summary>
    public static readonly NumberFact AcuteMedicineMonths = Define(new NumberFact("acuteMedicineMonths",
        "For how many months have these medicines been taken this often?", "months", 0, 1200)
    { Changeability = Changeability.OnlyWithTime });

    /// <summary>Whether medication overuse was addressed.</summary>
    public static readonly BooleanFact MedicationOveruseManaged = Define(new BooleanFact("medicationOveruseManaged",
        "If headache medicines were overused, has that been addressed?")
    { Changeability = Changeability.Changeable });

    // Conditions and safety.

    /// <summary>Diagnosed conditions.</summary>
    public static readonly CodeSetFact Conditions = Define(new CodeSetFact("conditions", "Which of these conditions were diagnosed?",
        "cervical-dystonia", "upper-limb-spasticity", "lower-limb-spasticity", "blepharospasm", "strabismus", "axillary-hyperhidrosis",
        "overactive-bladder", "neurogenic-detrusor-overactivity", "myofascial-pain"));

    /// <summary>Anything that bears on the safety of an injection.</summary>
    public static readonly CodeSetFact SafetyFactors = Define(new CodeSetFact("safetyFactors", "Which of these apply?",
        "toxin-hypersensitivity", "injection-site-infection", "urinary-tract-infection", "urinary-retention",
        "neuromuscular-junction-disorder", "motor-neuron-disease", "dysphagia", "breathing-difficulty", "aminoglycoside", "anticoagulant",
        "muscle-relaxant", "anticholinergic", "other-botulinum-toxin-recently", "cgrp-antibody"));

    /// <summary>Pregnancy.</summary>
    public static readonly BooleanFact Pregnant = Define(new BooleanFact("pregnant", "Is the person pregnant?"));

    /// <summary>Breastfeeding.</summary>
    public static readonly BooleanFact Breastfeeding = Define(new BooleanFact("breastfeeding", "Is the person breastfeeding?"));

    /// <summary>Warning signs that call for urgent assessment.</summary>
    public static readonly CodeSetFact RedFlags = Define(new CodeSetFact("redFlags", "Is any of these warning signs present?",
        "thunderclap-onset", "fever-and-neck-stiffness", "focal-neurological-deficit", "papilloedema", "jaw-claudication-over-50",
        "new-onset-after-50", "postpartum-new-headache", "positional-headache", "precipitated-by-cough-or-exertion",
        "progressive-pattern-change", "post-traumatic-onset", "immunosuppression", "saddle-anaesthesia",
        "urinary-retention-or-incontinence", "bilateral-leg-weakness", "unexplained-weight-loss", "fever-with-iv-drug-use",
        "major-trauma", "cancer-history"));

    // The treatment.
    /// <summary>Which toxin is asked for.</summary>
    public static readonly CodeFact ToxinProduct = Define(new CodeFact("toxinProduct",
        "Which botulinum toxin is planned?", "onabotulinumtoxinA", "abobotulinumtoxinA", "incobotulinumtoxinA", "rimabotulinumtoxinB",
        "daxibotulinumtoxinA")
    {
        Changeability = Changeability.Changeable,
        Assumed = new Assumption(new Answer(Codes: 1), "Treatment with onabotulinumtoxinA is assumed."),
    });

    /// <summary>Days since the last injection of any botulinum toxin.</summary>
    public static readonly NumberFact DaysSinceLastInjection = Define(new NumberFact("daysSinceLastInjection",
        "How many days ago was the last injection of a botulinum toxin, for any purpose (36500 if there never was one)?", "days", 0, 36500)
    {
        WholeNumbers = true,
        Changeability = Changeability.OnlyWithTime,
        Remark = "Leaving it out says that it is not known.",
    });

    /// <summary>Treatment cycles that were completed for the indication in question.</summary>
    public static readonly NumberFact CyclesCompleted = Define(new NumberFact("cyclesCompleted",
        "How many treatment cycles with botulinum toxin were completed for this?", "cycles", 0, 400)
    {
        WholeNumbers = true,
        Changeability = Changeability.OnlyWithTime,
        Assumed = new Assumption(new Answer(Number: 0), "A first treatment is assumed."),
    });

    /// <summary>Headache days a month before the first treatment.</summary>
    public static readonly NumberFact BaselineHeadacheDaysPerMonth = Define(new NumberFact("baselineHeadacheDaysPerMonth",
        "Before the first treatment, on how many days a month was there a headache?", "days a month", 0, 31));

    /// <summary>Headache hours a month before the first treatment.</summary>
    public static readonly NumberFact BaselineHeadacheHoursPerMonth = Define(new NumberFact("baselineHeadacheHoursPerMonth",
        "Before the first treatment, how many hours a month was there a headache?", "hours a month", 0, 744));

    /// <summary>Headache hours a month now.</summary>
    public static readonly NumberFact HeadacheHoursPerMonth = Define(new NumberFact("headacheHoursPerMonth",
        "How many hours a month is there a headache now?", "hours a month", 0, 744)
    { Changeability = Changeability.Changeable });

    /// <summary>Months in a row below 15 headache days.</summary>
    public static readonly NumberFact MonthsBelow15HeadacheDays = Define(new NumberFact("monthsBelow15HeadacheDays",
        "For how many months in a row have there been fewer than 15 headache days a month?", "months", 0, 1200)
    {
        WholeNumbers = true,
        Changeability = Changeability.OnlyWithTime,
    });

    /// <summary>Months in a row below 10 headache days.</summary>
    public static readonly NumberFact MonthsBelow10HeadacheDays = Define(new NumberFact("monthsBelow10HeadacheDays",
        "For how many months in a row have there been fewer than 10 headache days a month?", "months", 0, 1200)
    {
        WholeNumbers = true,
        Changeability = Changeability.OnlyWithTime,
    });

    /// <summary>Units planned for the next treatment.</summary>
    public static readonly NumberFact PlannedUnits = Define(new NumberFact("plannedUnits",
        "How many units of onabotulinumtoxinA are planned?", "units", 0, 2000)
    { Changeability = Changeability.Changeable });

    /// <summary>Units given in the last three months, for any purpose.</summary>
    public static readonly NumberFact UnitsLast3Months = Define(new NumberFact("unitsLast3Months",
        "How many units of onabotulinumtoxinA were given in the last 3 months, for any purpose?", "units", 0, 2000)
    {
        Changeability = Changeability.OnlyWithTime,
    });

    /// <summary>Whether topical treatment of underarm sweating failed.</summary>
    public static readonly BooleanFact TopicalTreatmentFailed = Define(new BooleanFact("topicalTreatmentFailed",
        "For underarm sweating: did treatment applied to the skin fail?")
    { Changeability = Changeability.Changeable });

    /// <summary>Whether an anticholinergic failed or was not tolerated.</summary>
    public static readonly BooleanFact AnticholinergicFailed = Define(new BooleanFact("anticholinergicFailed",
        "For the bladder: did an anticholinergic medicine fail, or was it not tolerated?")
    { Changeability = Changeability.Changeable });

    /// <summary>What the treatment is for.</summary>
    public static readonly CodeFact Purpose = Define(new CodeFact("purpose", "Is the treatment medical or cosmetic?", "medical", "cosmetic"));

    /// <summary>All facts, in questionnaire order.</summary>
    public static ImmutableArray<Fact> All { get; } = Defined.ToImmutable();

    private const int Places = 128;

    private static readonly Fact[][] ByPlace = [.. Enumerable.Range(0, Places).Select(place => All.Where(fact => PlaceOf(fact.Utf8Name.Span) == place).ToArray())];

    /// <summary>The fact of a JSON member.</summary>
    /// <param name="name">The member's name, exactly.</param>
    /// <returns>The fact, or null where there is none of that name.</returns>
    public static Fact? Find(string name) => All.FirstOrDefault(fact => fact.Name == name);

    /// <summary>The fact of a JSON member.</summary>
    /// <param name="name">The member's name as UTF-8, exactly.</param>
    /// <returns>The fact, or null where there is none of that name.</returns>
    internal static Fact? Find(ReadOnlySpan<byte> name)
    {
        // Names differ most in their length and their last letters; few share a place.
        foreach (var fact in ByPlace[PlaceOf(name)])
        {
            if (name.SequenceEqual(fact.Utf8Name.Span))
            {
                return fact;
            }
        }

        return null;
    }

    private static int PlaceOf(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : ((name.Length * 7) + (name[0] * 3) + name[name.Length / 2]) & (Places - 1);

    private static T Define<T>(T fact)
        where T : Fact
    {
        fact.Index = Defined.Count;
        Defined.Add(fact);
        return fact;
    }
}
