using System.Collections.Immutable;
using System.Numerics;

namespace Eligibility.Domain.Facts;

/// <summary>Some of the facts of the catalogue, as a bit each. Joining and asking cost one instruction.</summary>
internal readonly record struct FactSet
{
    private readonly ulong _bits;

    private FactSet(ulong bits) => _bits = bits;

    /// <summary>None of them.</summary>
    public static FactSet None => default;

    /// <summary>Its bits, by the places of the catalogue.</summary>
    public ulong Bits => _bits;

    /// <summary>Whether there is none in it.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>How many there are.</summary>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>The facts, in the order of the catalogue.</summary>
    public ImmutableArray<Fact> InOrder
    {
        get
        {
            var facts = ImmutableArray.CreateBuilder<Fact>(Count);
            for (var rest = _bits; rest != 0; rest &= rest - 1)
            {
                facts.Add(FactCatalogue.All[BitOperations.TrailingZeroCount(rest)]);
            }

            return facts.MoveToImmutable();
        }
    }

    /// <summary>The place in the catalogue of the first of them, where there is one.</summary>
    public int First => BitOperations.TrailingZeroCount(_bits);

    /// <summary>The facts of both.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    /// <returns>Both together.</returns>
    public static FactSet operator |(FactSet one, FactSet other) => new(one._bits | other._bits);

    /// <summary>The facts that are in both.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    /// <returns>What they share.</returns>
    public static FactSet operator &(FactSet one, FactSet other) => new(one._bits & other._bits);

    /// <summary>A fact alone.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <returns>The set.</returns>
    public static FactSet Of(Fact fact) => new(1UL << fact.Index);

    /// <summary>The facts of some bits.</summary>
    /// <param name="bits">A bit a fact, by its place in the catalogue.</param>
    /// <returns>The set.</returns>
    internal static FactSet OfBits(ulong bits) => new(bits);

    /// <summary>Several facts.</summary>
    /// <param name="facts">Facts of the catalogue.</param>
    /// <returns>The set.</returns>
    public static FactSet Of(params ImmutableArray<Fact> facts) => facts.Aggregate(None, (set, fact) => set | Of(fact));

    /// <summary>All but the first of them.</summary>
    public FactSet WithoutFirst() => new(_bits & (_bits - 1));

    /// <summary>The facts of this one that are not in another.</summary>
    public FactSet Without(FactSet other) => new(_bits & ~other._bits);

    /// <summary>Whether a fact is in it.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <returns>True where it is.</returns>
    public bool Contains(Fact fact) => (_bits & (1UL << fact.Index)) != 0;
}
