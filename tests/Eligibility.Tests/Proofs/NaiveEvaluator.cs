using System.Text.Json.Nodes;
using Range = (decimal Low, decimal High);

namespace Eligibility.Tests.Proofs;

/// <summary>
/// A second judge of the rules, written from the rule files alone: plain JSON in, true, false or null (not known) out. It shares no
/// line with the first and knows nothing of facts, leaves or trees, so that a slip in either shows.
/// </summary>
internal sealed class NaiveEvaluator(string ruleClass, JsonNode limits, JsonObject profile)
{
    private static readonly string[] Simple = ["paracetamol", "aspirin", "nsaid"];
    private static readonly string[] Single = ["ergotamine", "triptan", "opioid", "combination-analgesic"];

    private bool Begun => (decimal?)profile["cyclesCompleted"] > 0;

    public bool? Judge() => ruleClass switch
    {
        "ChronicMigrainePrevention" => All(
            AtLeast(HeadacheDays, "headacheDays"),
            AtLeast(Answer("migraineDaysPerMonth", 31), "migraineDays"),
            AtLeast(Answer("headacheMonths", 1200), "headacheMonths"),
            Over(Answer("headacheMonths", 1200), "headacheMonthsOver"),
            LongHeadache(),
            AtLeast(Answer("ageYears", 120), "ageYears"),
            AtLeast(Preventives(byClass: false), "preventiveMedicines"),
            AtLeast(Preventives(byClass: true), "preventiveClasses"),
            Limit("overuseMonths") is null ? true : Any(Is("medicationOveruseManaged", true), Not(Over(Answer("acuteMedicineMonths", 1200), "overuseMonths")), Not(Overuse())),
            Product()),
        "MedicationOveruse" => All(AtLeast(HeadacheDays, "headacheDays"), Overuse(), Over(Answer("acuteMedicineMonths", 1200), "overuseMonths")),
        "ChronicMigraineResponse" => All(
            Any(
                Response(Percent(), "reductionPercent", over: false),
                Response(Fewer("HeadacheDaysPerMonth", 31), "fewerDays", over: false),
                Response(Fewer("HeadacheDaysPerMonth", 31), "fewerDaysOver", over: true),
                Response(Fewer("HeadacheHoursPerMonth", 744), "fewerHours", over: false)),
            Below("monthsBelow15HeadacheDays", "monthsBelow15Days"),
            Below("monthsBelow10HeadacheDays", "monthsBelow10Days")),
        "LocalizedPain" => Includes("painLocations", "locations"),
        "ChronicMuscleSpasm" => One("spasmHistory", "spasmHistory"),
        "DiagnosedCondition" => All(
            Includes("conditions", "conditions"),
            AtLeast(Answer("ageYears", 120), "ageYears"),
            limits["topicalTreatmentFailed"] is null ? true : Is("topicalTreatmentFailed", true),
            limits["anticholinergicFailed"] is null ? true : Is("anticholinergicFailed", true),
            Product() is false && Codes("excludedProducts")?.Contains((string?)profile["toxinProduct"]) != true ? null : Product()),
        "MyofascialPain" => All(Includes("conditions", "conditions"), One("priorPhysicalTherapy", "physicalTherapy"), null),
        "UseNotCovered" => false,
        "RedFlagsAbsent" => Not(Includes("redFlags", "flags")),
        "ContraindicationsAbsent" => Not(Includes("safetyFactors", "factors")),
        "PrecautionsAbsent" => All(Not(Includes("safetyFactors", "factors")), Is("pregnant", false), Is("breastfeeding", false)),
        "TreatmentInterval" => AtLeast(Answer("daysSinceLastInjection", 36500), "days"),
        "DoseCap" => Not(Over(Add(Answer("plannedUnits", 2000), Answer("unitsLast3Months", 2000)), "units")),
        _ => throw new ArgumentOutOfRangeException(nameof(ruleClass), ruleClass, "Write it down here a second time."),
    };

    private Range HeadacheDays => Answer(Begun ? "baselineHeadacheDaysPerMonth" : "headacheDaysPerMonth", 31);

    private static bool? All(params bool?[] parts) => parts.Contains(false) ? false : parts.Contains(null) ? null : true;

    private static bool? Any(params bool?[] parts) => parts.Contains(true) ? true : parts.Contains(null) ? null : false;

    private static bool? Not(bool? part) => !part;

    private static Range Add(Range a, Range b) => (a.Low + b.Low, a.High + b.High);

    private decimal? Limit(string name) => (decimal?)limits[name]?["value"];

    private string[]? Codes(string name) => limits[name]?["value"]!.AsArray().Select(code => (string)code!).ToArray();

    private Range Answer(string fact, decimal most) => (decimal?)profile[fact] is { } known ? (known, known) : (0, most);

    private bool? AtLeast(Range range, string limit) => Limit(limit) is not { } least ? true : range.Low >= least ? true : range.High < least ? false : null;

    private bool? Over(Range range, string limit) => Limit(limit) is not { } bound ? true : range.Low > bound ? true : range.High <= bound ? false : null;

    private bool? Below(string fact, string limit) => Limit(limit) is null ? true : Not(AtLeast(Answer(fact, 1200), limit));

    private bool? Is(string fact, bool wanted) => (bool?)profile[fact] is { } known ? known == wanted : null;

    private bool? One(string fact, string limit) => (string?)profile[fact] is { } code ? Codes(limit)!.Contains(code) : null;

    private bool? Includes(string fact, string limit) => profile[fact] is JsonArray codes ? codes.Any(code => Codes(limit)!.Contains((string)code!)) : null;

    private bool? Product() => Codes("toxinProducts") is not { } products || products.Contains((string?)profile["toxinProduct"] ?? "onabotulinumtoxinA");

    private bool? LongHeadache()
    {
        if (Limit("headacheHours") is not { } hours)
        {
            return true;
        }

        if (Limit("longHeadacheDays") is not { } days)
        {
            return AtLeast(Answer("headacheHoursPerDay", 24), "headacheHours");
        }

        if (!Begun && (decimal?)profile["longHeadacheDaysPerMonth"] is { } counted)
        {
            return counted >= days;
        }

        return (decimal?)profile["headacheHoursPerDay"] is not { } usual ? null : usual >= hours ? true : Begun ? null : false;
    }

    private Range Preventives(bool byClass)
    {
        if (profile["preventivesTried"] is not JsonArray tried)
        {
            return (0, 32);
        }

        var judged = tried.Select(entry => ((string)entry!["class"]!, Counts(entry))).ToList();
        var sure = judged.Where(entry => entry.Item2 == true).Select(entry => entry.Item1).ToList();
        var possible = judged.Where(entry => entry.Item2 != false).Select(entry => entry.Item1).ToList();
        return byClass ? (sure.Distinct().Count(), possible.Distinct().Count()) : (sure.Count, possible.Count);
    }

    private bool? Counts(JsonNode entry)
    {
        if (Codes("preventivesCounted") is { } counted && !counted.Contains((string)entry["class"]!))
        {
            return false;
        }

        var outcome = (string?)entry["outcome"];
        return outcome is null ? null
            : Codes("preventiveOutcomesAtOnce")?.Contains(outcome) == true ? true
            : !Codes("preventiveOutcomes")!.Contains(outcome) ? false
            : Limit("preventiveWeeks") is not { } weeks ? true
            : (decimal?)entry["weeks"] is { } taken ? taken >= weeks : null;
    }

    private bool? Overuse() => Any([
        .. Single.Select(name => AtLeast(AcuteDays([name], 1), "overuseDays")),
        AtLeast(AcuteDays(Simple, 1), "overuseDaysSimpleAnalgesics"),
        AtLeast(AcuteDays([.. Single, .. Simple], 2), "overuseDaysSeveralClasses")]);

    private Range AcuteDays(string[] classes, int leastClasses)
    {
        var any = (decimal?)profile["acuteMedicineDaysPerMonth"];
        if (profile["acuteMedicines"] is not JsonArray all)
        {
            return (0, any ?? 31);
        }

        var taken = all.Where(entry => classes.Contains((string)entry!["class"]!)).ToList();
        if (taken.Count == 0 || taken.Select(entry => Simple.Contains((string)entry!["class"]!) ? "simple" : (string)entry!["class"]!).Distinct().Count() < leastClasses)
        {
            return (0, 0);
        }

        // All the medicines together cannot take more days than they are taken on, nor fewer than the one taken most.
        var low = taken.Max(entry => (decimal?)entry!["daysPerMonth"] ?? 0);
        var high = Math.Min(any ?? 31, taken.Sum(entry => (decimal?)entry!["daysPerMonth"] ?? 31));
        return any is not null && taken.Count == all.Count ? (high, high) : (low, high);
    }

    private Range Fewer(string fact, decimal most)
    {
        var (before, now) = (Answer($"baseline{fact}", most), Answer(char.ToLowerInvariant(fact[0]) + fact[1..], most));
        return (before.Low - now.High, before.High - now.Low);
    }

    private Range Percent()
    {
        var (before, now) = (Answer("baselineHeadacheDaysPerMonth", 31), Answer("headacheDaysPerMonth", 31));
        return (Of(before.Low, now.High), Of(before.High, now.Low));

        static decimal Of(decimal before, decimal now) => before == 0 ? 0 : 100 * (before - now) / before;
    }

    private bool? Response(Range range, string limit, bool over)
    {
        if (Limit(limit) is null)
        {
            return false;
        }

        var cycles = (decimal?)profile["cyclesCompleted"] ?? 0;
        var verdict = over ? Over(range, limit) : AtLeast(range, limit);
        return cycles < Limit("cycles") ? null : verdict == false && cycles < (Limit("lastCycle") ?? Limit("cycles")) ? null : verdict;
    }
}
