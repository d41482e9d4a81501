using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Judging;

/// <summary>
/// Everything that a number is compared with, over all rules. The values that it is compared with cut the numbers into classes; to judge
/// is to find the class of the number once, and to take over the bits that stand for it in each rule.
/// </summary>
internal sealed class QuantityTable
{
    private readonly Quantity _quantity;
    private readonly NumberFact? _answer;
    private readonly decimal[] _cuts;
    private readonly int[] _places;
    private readonly ulong[] _compared;
    private readonly ulong[][] _met;

    /// <summary>Sets it up.</summary>
    /// <param name="uses">Where the quantity is compared: all of the same quantity.</param>
    public QuantityTable(ImmutableArray<LeafPlace> uses)
    {
        _quantity = Comparison(uses[0]).Quantity;
        _answer = _quantity.IsAnswerAlone ? (NumberFact)_quantity.Facts[0] : null;
        _cuts = [.. uses.Select(use => Comparison(use).Value).Distinct().Order()];
        _places = [.. uses.Select(use => use.Place).Distinct()];
        _compared = [.. _places.Select(place => Bits(uses.Where(use => use.Place == place)))];
        _met = [.. Enumerable.Range(0, (2 * _cuts.Length) + 1).Select(Example)
            .Select(number => _places.Select(place => Bits(uses.Where(use => use.Place == place && Comparison(use).Holds(number)))).ToArray())];
    }

    /// <summary>Puts down what the answers say about it, of which one is known.</summary>
    public void Judge(SymptomProfile profile, Span<Word> words)
    {
        if (_answer is not null)
        {
            Judge(profile.NumberOf(_answer), words);
            return;
        }

        var (least, most) = _quantity.Range(profile);
        if (least == most)
        {
            Judge(least, words);
            return;
        }

        var atLeast = _met[ClassOf(least)];
        var atMost = _met[ClassOf(most)];
        for (var i = 0; i < _places.Length; i++)
        {
            ref var word = ref words[_places[i]];
            word.Known |= _compared[i] & ~(atLeast[i] ^ atMost[i]);
            word.Met |= atLeast[i] & atMost[i];
        }
    }

    private void Judge(decimal number, Span<Word> words)
    {
        var met = _met[ClassOf(number)];
        for (var i = 0; i < met.Length; i++)
        {
            ref var word = ref words[_places[i]];
            word.Known |= _compared[i];
            word.Met |= met[i];
        }
    }

    private static NumberComparison Comparison(LeafPlace use) => (NumberComparison)use.Leaf;

    private static ulong Bits(IEnumerable<LeafPlace> uses) => uses.Aggregate(0UL, (bits, use) => bits | 1UL << use.Bit);

    // Below the first cut, on it, between it and the next, and so on.
    private int ClassOf(decimal number)
    {
        var place = 0;
        foreach (var cut in _cuts)
        {
            var order = number.CompareTo(cut);
            if (order <= 0)
            {
                return order < 0 ? place : place + 1;
            }

            place += 2;
        }

        return place;
    }

    private decimal Example(int place) => place % 2 == 1 ? _cuts[place / 2]
        : place == 0 ? _cuts[0] - 1
        : place == 2 * _cuts.Length ? _cuts[^1] + 1
        : (_cuts[(place / 2) - 1] + _cuts[place / 2]) / 2;
}
