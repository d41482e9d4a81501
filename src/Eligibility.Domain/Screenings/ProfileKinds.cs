using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// Writes down, in a few bytes, everything about a profile that some criteria could ever tell apart, whatever is answered later: profiles
/// with the same bytes stay alike for them. A code counts by the choices it belongs to, a number by where it lies between the numbers that
/// it is compared with; a number that is reckoned with, and a list, count as they are.
/// </summary>
internal sealed class ProfileKinds
{
    /// <summary>The most bytes that are written.</summary>
    public const int LongestKey = 512;

    private readonly ImmutableArray<(CodedFact Fact, ImmutableArray<ulong> Masks)> _codes;
    private readonly ImmutableArray<(NumberFact Fact, ImmutableArray<decimal> Cuts)> _compared;
    private readonly ImmutableArray<(Leaf Leaf, ImmutableArray<Fact> Facts)> _judged;
    private readonly ImmutableArray<NumberFact> _reckoned;
    private readonly bool _tellsStage;
    private readonly ImmutableArray<EntryListFact> _lists;

    /// <summary>Sets it up.</summary>
    /// <param name="leaves">The criteria.</param>
    /// <param name="grain">How fine profiles are told apart.</param>
    public ProfileKinds(IEnumerable<Leaf> leaves, Grain grain)
    {
        var exactly = grain == Grain.Exact;
        ImmutableArray<Leaf> all = [.. leaves.Distinct()];
        ImmutableArray<Fact> read = [.. all.SelectMany(leaf => leaf.Facts).Distinct()];
        _judged = grain != Grain.Coarse ? [] : [.. all.Where(leaf => StandsAlone(leaf, all)).DistinctBy(leaf => leaf.Identity).Select(leaf => (leaf, leaf.Facts))];
        ImmutableArray<NumberFact> numbers = [.. read.OfType<NumberFact>().Except(_judged.SelectMany(judged => judged.Facts).OfType<NumberFact>()).SelectMany(Completions.Linked).Distinct()];
        _tellsStage = !exactly && !numbers.Contains(FactCatalogue.CyclesCompleted);
        numbers = exactly && !numbers.Contains(FactCatalogue.CyclesCompleted) ? numbers.Add(FactCatalogue.CyclesCompleted) : numbers;
        _codes = [.. read.OfType<CodedFact>().Select(fact => (fact, exactly ? [.. fact.Codes.Select((_, bit) => 1UL << bit)] : all.Where(leaf => leaf.Facts.Contains(fact)).SelectMany(leaf => leaf.Distinguishes(fact)).Where(mask => mask != 0).Distinct().ToImmutableArray()))];
        _reckoned = [.. numbers.Where(fact => exactly || fact == FactCatalogue.CyclesCompleted || all.Any(leaf => Completions.Linked(fact).Any(leaf.Facts.Contains) && !leaf.ComparesOnly))];
        _compared = [.. numbers.Except(_reckoned).Select(fact => (fact, Cuts(fact, all)))];
        _lists = [.. read.OfType<EntryListFact>().Concat(numbers.Select(fact => fact.AtLeastEachOf).OfType<EntryListFact>()).Distinct()];
    }

    /// <summary>Writes it down.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="key">Where to: as many bytes as <see cref="LongestKey"/>, less those of a head.</param>
    /// <returns>How many bytes; below zero where they did not suffice.</returns>
    public int Write(SymptomProfile profile, Span<byte> key)
    {
        var known = profile.Known;
        var length = 0;
        foreach (var (fact, masks) in _codes)
        {
            var bits = 1UL;
            if (known.Contains(fact))
            {
                var codes = profile.CodesOf(fact);
                bits = 2;
                foreach (var mask in masks)
                {
                    bits = (bits << 1) | ((codes & mask) != 0 ? 1UL : 0);
                }
            }

            MemoryMarshal.Write(key[length..], bits);
            length += sizeof(ulong);
        }

        foreach (var (fact, cuts) in _compared)
        {
            key[length++] = known.Contains(fact) ? Place(profile.NumberOf(fact), cuts) : byte.MaxValue;
        }

        foreach (var (leaf, facts) in _judged)
        {
            var answered = 0;
            foreach (var fact in facts)
            {
                answered = (answered << 1) | (known.Contains(fact) ? 1 : 0);
            }

            key[length++] = (byte)leaf.Judge(profile);
            key[length++] = (byte)answered;
        }

        if (_tellsStage)
        {
            key[length++] = profile.TreatmentHasBegun ? (byte)1 : (byte)0;
        }

        return WriteWhole(profile, key, length);
    }

    private int WriteWhole(SymptomProfile profile, Span<byte> key, int length)
    {
        foreach (var fact in _reckoned)
        {
            if (!TryWrite(profile[fact], key, ref length))
            {
                return -1;
            }
        }

        foreach (var list in _lists)
        {
            if (profile[list] is not { } given)
            {
                key[length++] = byte.MaxValue;
                continue;
            }

            key[length++] = (byte)given.Entries.Length;
            foreach (var entry in given.Entries)
            {
                foreach (var field in list.Fields)
                {
                    if (!TryWrite(entry[field], key, ref length))
                    {
                        return -1;
                    }
                }
            }
        }

        return length;
    }

    // Room for a whole answer, and for the head of the next.
    private static bool TryWrite(Answer? answer, Span<byte> key, ref int length)
    {
        const int Room = 32;
        if (key.Length < length + Room)
        {
            return false;
        }

        key[length++] = answer is null ? (byte)0 : (byte)1;
        if (answer is { } given)
        {
            MemoryMarshal.Write(key[length..], given.Number);
            MemoryMarshal.Write(key[(length + sizeof(decimal))..], given.Codes);
            length += sizeof(decimal) + sizeof(ulong);
        }

        return true;
    }

    private static byte Place(decimal number, ImmutableArray<decimal> cuts)
    {
        byte place = 0;
        foreach (var cut in cuts)
        {
            if (number <= cut)
            {
                return number < cut ? place : (byte)(place + 1);
            }

            place += 2;
        }

        return place;
    }

    // A number that is reckoned from facts that nothing else looks at: while it is open both ways, it is so whatever those facts are. Then its
    // verdict, and which of them were answered, say all there is to say.
    private static bool StandsAlone(Leaf leaf, ImmutableArray<Leaf> all) =>
        leaf is NumberComparison { Quantity: UnitsWithin3Months }
        && !all.Any(other => !other.Identity.Equals(leaf.Identity) && other.Facts.Any(leaf.Facts.Contains))
        && leaf.Facts.OfType<NumberFact>().All(fact => Completions.Linked(fact).Count() == 1);

    private static ImmutableArray<decimal> Cuts(NumberFact fact, ImmutableArray<Leaf> leaves) =>
    [
        .. Completions.Linked(fact).SelectMany(linked => leaves.Where(leaf => leaf.Facts.Contains(linked)).SelectMany(leaf => Turns(leaf, linked))).Distinct().Order(),
    ];

    // Also those that count only once treatment has begun, or only before.
    private static IEnumerable<decimal> Turns(Leaf leaf, NumberFact fact) => leaf switch
    {
        NumberComparison comparison => [comparison.Value],
        _ => leaf.TurningPoints(fact, SymptomProfile.Empty),
    };
}

/// <summary>How fine profiles are told apart.</summary>
internal enum Grain
{
    /// <summary>By what can still come out. Numbers that are reckoned with, and that nothing else looks at, count by the verdict they make.</summary>
    Coarse,

    /// <summary>By what can still come out, and in how many ways. Numbers that are reckoned with count as they are.</summary>
    Fine,

    /// <summary>Every answer counts as it is.</summary>
    Exact,
}
