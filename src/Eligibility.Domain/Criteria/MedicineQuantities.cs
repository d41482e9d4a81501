using System.Collections.Immutable;
using System.Numerics;
using Eligibility.Domain.Facts;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// Days a month with acute medicine of some classes. Medicines may fall on the same day, so a total lies between the largest and the
/// sum, and not above the days with any medicine where those are known.
/// </summary>
/// <param name="classes">The classes that are counted together.</param>
/// <param name="asOne">Of these, classes that are one and the same to the authority.</param>
/// <param name="several">Whether only two or more different classes together count.</param>
internal sealed class AcuteMedicineDays(IEnumerable<string> classes, IEnumerable<string> asOne, bool several) : Quantity
{
    private static readonly CodeFact Class = (CodeFact)AcuteMedicines.Fields[0];
    private static readonly NumberFact Days = (NumberFact)AcuteMedicines.Fields[1];

    private readonly ulong _classes = Class.MaskOf(classes);
    private readonly ulong _asOne = Class.MaskOf(asOne);

    public override ImmutableArray<Fact> Facts { get; } = [AcuteMedicines, AcuteMedicineDaysPerMonth];

    public override object Identity => (typeof(AcuteMedicineDays), _classes, _asOne, several);

    public override (decimal Least, decimal Most) Range(SymptomProfile profile)
    {
        var total = RangeOf(AcuteMedicineDaysPerMonth, profile);
        if (profile[AcuteMedicines] is not { } medicines)
        {
            return (0, total.Most);
        }

        var (counted, seen, least, sum) = (0, 0UL, 0m, 0m);
        foreach (var entry in medicines.Entries)
        {
            if ((entry[Class]!.Value.Codes & _classes) != 0)
            {
                counted++;
                seen |= ClassOf(entry);
                least = Math.Max(least, entry[Days]?.Number ?? Days.Minimum);
                sum += entry[Days]?.Number ?? Days.Maximum;
            }
        }

        // Classes that are one and the same stand or fall together, so that they count as one.
        var classes = BitOperations.PopCount(seen & ~_asOne) + ((seen & _asOne) != 0 ? 1 : 0);
        if (counted == 0 || (several && classes < 2))
        {
            return (0, 0);
        }

        var most = Math.Min(total.Most, sum);
        // Where nothing else is taken, the days with any medicine are the days with these, as far as these go.
        return counted == medicines.Entries.Length && profile[AcuteMedicineDaysPerMonth] is not null ? (most, most) : (least, most);
    }

    // With the list given, it is the days with any medicine that can still narrow it down.
    public override Fact DecidedBy(SymptomProfile profile) =>
        profile.Has(AcuteMedicines) && !profile.Has(AcuteMedicineDaysPerMonth) && Range(profile) is var (least, most) && least != most
            ? AcuteMedicineDaysPerMonth
            : AcuteMedicines;

    private ulong ClassOf(Entry entry) => entry[Class]!.Value.Codes is var code && (code & _asOne) != 0 ? _asOne : code;

    public override bool DependsOn(Fact fact, SymptomProfile profile) =>
        base.DependsOn(fact, profile) || (fact == AcuteMedicines && profile[fact]!.Value.Entries.Any(entry => entry[Days] is null));

    public override IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile) => [value];

    public override IEnumerable<ImmutableArray<Entry>> TellingLists(decimal value, EntryListFact fact, SymptomProfile profile)
    {
        if (fact != AcuteMedicines)
        {
            return [];
        }

        var taken = Class.CodesOf(_classes).Take(several ? 2 : 1).ToList();
        return new[] { value, value / taken.Count }.Where(Days.Accepts)
            .Select(days => taken.Select(name => new Entry(new Answer(Codes: Class.MaskOf(name)), new Answer(Number: days))).ToImmutableArray());
    }
}

/// <summary>How many preventive medicines, or classes of them, were tried well enough to count.</summary>
/// <param name="trial">What counts as tried.</param>
/// <param name="byClass">Whether several medicines of a class count once.</param>
internal sealed class PreventivesCount(PreventiveTrial trial, bool byClass) : Quantity
{
    public override ImmutableArray<Fact> Facts { get; } = [PreventivesTried];

    public override object Identity => (typeof(PreventivesCount), trial.Identity, byClass);

    public override (decimal Least, decimal Most) Range(SymptomProfile profile)
    {
        if (profile[PreventivesTried] is not { } tried)
        {
            return (0, PreventivesTried.MaximumEntries);
        }

        var (met, metClasses, possible, possibleClasses) = (0, 0UL, 0, 0UL);
        foreach (var entry in tried.Entries)
        {
            var verdict = trial.Judge(entry);
            var code = entry[PreventiveTrial.Class]!.Value.Codes;
            met += verdict == Verdict.Met ? 1 : 0;
            metClasses |= verdict == Verdict.Met ? code : 0;
            possible += verdict == Verdict.NotMet ? 0 : 1;
            possibleClasses |= verdict == Verdict.NotMet ? 0 : code;
        }

        return byClass ? (BitOperations.PopCount(metClasses), BitOperations.PopCount(possibleClasses)) : (met, possible);
    }

    public override bool DependsOn(Fact fact, SymptomProfile profile) =>
        base.DependsOn(fact, profile) || profile[fact]!.Value.Entries.Any(entry => trial.Judge(entry) == Verdict.Unknown);

    public override IEnumerable<decimal> TurningPoints(decimal value, NumberFact fact, SymptomProfile profile) => [];

    public override IEnumerable<ImmutableArray<Entry>> TellingLists(decimal value, EntryListFact fact, SymptomProfile profile)
    {
        // Where fewer classes count than medicines are asked for, a class comes again.
        ImmutableArray<Entry> enough = [.. Enumerable.Repeat(trial.Examples, (int)value).SelectMany(examples => examples).Take((int)value)];
        return [enough, enough[..Math.Max(0, enough.Length - 1)]];
    }

}

/// <summary>What an authority counts as a preventive medicine that was tried.</summary>
/// <param name="Weeks">The least weeks it was taken; null: any.</param>
/// <param name="Outcomes">The outcomes that count after that long.</param>
/// <param name="OutcomesAtOnce">The outcomes that count however short it was taken; null: none.</param>
/// <param name="Classes">The classes that count; null: all.</param>
internal sealed record PreventiveTrial(NumberLimit? Weeks, CodesLimit Outcomes, CodesLimit? OutcomesAtOnce, CodesLimit? Classes)
{
    /// <summary>The class of an entry.</summary>
    public static readonly CodeFact Class = (CodeFact)PreventivesTried.Fields[0];

    private static readonly NumberFact WeeksTaken = (NumberFact)PreventivesTried.Fields[1];
    private static readonly CodeFact Outcome = (CodeFact)PreventivesTried.Fields[2];

    private readonly ulong _classes = Class.MaskOf(Classes?.Codes ?? Class.Codes);
    private readonly ulong _outcomes = Outcome.MaskOf(Outcomes.Codes);
    private readonly ulong _atOnce = Outcome.MaskOf(OutcomesAtOnce?.Codes ?? []);

    /// <summary>The limits, for the criterion that counts by them.</summary>
    public IEnumerable<Limit> Limits => new Limit?[] { Weeks, Outcomes, OutcomesAtOnce, Classes }.OfType<Limit>();

    /// <summary>Trials of equal identity count the same entries.</summary>
    public object Identity => (Weeks?.Value, _outcomes, _atOnce, _classes);

    /// <summary>One entry of each class that counts.</summary>
    public IEnumerable<Entry> Examples => Class.CodesOf(_classes).Select(name => new Entry(
        new Answer(Codes: Class.MaskOf(name)), new Answer(Number: WeeksTaken.Maximum), new Answer(Codes: Outcome.MaskOf(Outcomes.Codes[0]))));

    /// <summary>Whether an entry counts.</summary>
    public Verdict Judge(Entry entry)
    {
        if ((entry[Class]!.Value.Codes & _classes) == 0)
        {
            return Verdict.NotMet;
        }

        if (entry[Outcome] is not { } outcome)
        {
            return Verdict.Unknown;
        }

        if ((outcome.Codes & _atOnce) != 0)
        {
            return Verdict.Met;
        }

        if ((outcome.Codes & _outcomes) == 0)
        {
            return Verdict.NotMet;
        }

        return Weeks is null ? Verdict.Met
            : entry[WeeksTaken] is not { } weeks ? Verdict.Unknown
            : weeks.Number >= Weeks.Value ? Verdict.Met : Verdict.NotMet;
    }
}
