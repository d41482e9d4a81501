using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Benchmarks.Samples;

/// <summary>Valid profiles as a clinic may have them, made from the facts catalogue: half of the numbers lie at a limit of a rule.</summary>
/// <param name="book">The rule book whose limits count.</param>
/// <param name="seed">The same seed gives the same profiles.</param>
internal sealed class DrawnProfiles(RuleBook book, ulong seed)
{
    // What every clinic asks is nearly always answered, the rest now and then.
    private const int FirstFacts = 4;
    private const int PercentOfFirst = 90;
    private const int PercentOfRest = 45;
    private const int PercentWithoutFinding = 85;
    private const int PercentOfFields = 80;

    private readonly Dice _dice = new(seed);
    private readonly ImmutableArray<Leaf> _leaves = [.. book.Rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Leaves)];
    private readonly Dictionary<NumberFact, decimal[]> _limits = [];

    /// <summary>Draws the next profile.</summary>
    /// <param name="complete">Whether every fact is answered.</param>
    /// <returns>A profile.</returns>
    public SymptomProfile Next(bool complete = false)
    {
        var draft = new ProfileDraft();
        foreach (var fact in FactCatalogue.All)
        {
            if (complete || _dice.InHundred(fact.Index < FirstFacts ? PercentOfFirst : PercentOfRest))
            {
                draft.Set(fact, Draw(fact));
            }
        }

        return Agree(draft).ToProfile();
    }

    private Answer Draw(Fact fact) => fact switch
    {
        NumberFact number => new Answer(Number: Draw(number)),
        CodeSetFact set => new Answer(Codes: Draw(set)),
        CodedFact coded => new Answer(Codes: One(coded)),
        EntryListFact list => new Answer(Entries: [.. Enumerable.Range(0, _dice.Below(4)).Select(_ => Draw(list))]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private decimal Draw(NumberFact fact)
    {
        var limits = LimitsOf(fact);
        if (limits.Length > 0 && _dice.InHundred(50))
        {
            return limits[_dice.Below(limits.Length)];
        }

        // Small numbers are the usual ones: the square of what is drawn evenly.
        var part = _dice.Below(1000) / 1000m;
        var number = fact.Minimum + ((fact.Maximum - fact.Minimum) * part * part);
        return fact.WholeNumbers || _dice.InHundred(90) ? Math.Floor(number) : Math.Floor(number * 2) / 2;
    }

    // Most people have none of the warning signs and none of the safety factors; pain is somewhere.
    private ulong Draw(CodeSetFact fact) =>
        fact != FactCatalogue.PainLocations && _dice.InHundred(PercentWithoutFinding) ? 0 : _dice.InHundred(60) ? One(fact) : One(fact) | One(fact);

    private ulong One(CodedFact fact) => 1UL << _dice.Below(fact.Codes.Length);

    private Entry Draw(EntryListFact list) => new(
        [.. list.Fields.Select((field, index) => index == 0 || _dice.InHundred(PercentOfFields) ? Draw(field) : (Answer?)null)]);

    private decimal[] LimitsOf(NumberFact fact)
    {
        if (!_limits.TryGetValue(fact, out var limits))
        {
            limits =
            [
                .. _leaves.Where(leaf => leaf.Facts.Contains(fact)).SelectMany(leaf => leaf.Limits).OfType<NumberLimit>()
                    .SelectMany(limit => new[] { limit.Value - 1, limit.Value, limit.Value + 1 }).Where(fact.Accepts).Distinct().Order(),
            ];
            _limits[fact] = limits;
        }

        return limits;
    }

    // A part that was drawn greater than its whole is brought down to it, a whole that is less than a part up to that.
    private static ProfileDraft Agree(ProfileDraft draft)
    {
        foreach (var fact in FactCatalogue.All.OfType<NumberFact>())
        {
            if (fact.AtMost is { } whole && draft.Number(fact) > draft.Number(whole))
            {
                draft.Set(fact, draft.Number(whole)!.Value);
            }

            if (draft.Number(fact) < draft.LeastOf(fact))
            {
                draft.Set(fact, draft.LeastOf(fact));
            }
        }

        return draft;
    }
}
