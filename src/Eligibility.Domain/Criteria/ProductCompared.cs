using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Criteria;

/// <summary>
/// Whether the product is one that an authority's criteria are for. Of another one it is not known what the authority asks, or its own label
/// says, unless somebody says that the use is not among them: until then it stays open, although the product is known.
/// </summary>
internal sealed class ProductCompared : Leaf
{
    private readonly ulong _compared;
    private readonly ulong _excluded;
    private readonly string _required;

    /// <summary>Sets it up.</summary>
    /// <param name="compared">The products that the criteria are for.</param>
    /// <param name="excluded">Those that are known to be not for this use; null where of none that is known.</param>
    /// <exception cref="ArgumentException">A product is in both.</exception>
    public ProductCompared(CodesLimit compared, CodesLimit? excluded)
        : base(compared.Id, excluded is null ? [compared] : [compared, excluded])
    {
        _compared = FactCatalogue.ToxinProduct.MaskOf(compared.Codes);
        _excluded = excluded is null ? 0 : FactCatalogue.ToxinProduct.MaskOf(excluded.Codes);
        if ((_compared & _excluded) != 0)
        {
            throw new ArgumentException($"A product is in both {compared.Name} and {excluded!.Name}.");
        }

        _required = $"any of: {string.Join(", ", FactCatalogue.ToxinProduct.CodesOf(_compared))}";
    }

    public override ImmutableArray<Fact> Facts { get; } = [FactCatalogue.ToxinProduct];

    internal override bool CanBeBroken => _excluded != 0;

    internal override bool CanBeOpen => (_compared | _excluded) != FactCatalogue.ToxinProduct.MaskOf(FactCatalogue.ToxinProduct.Codes);

    internal override object Identity => (typeof(ProductCompared), _compared, _excluded);

    public override Observation Observe(SymptomProfile profile) =>
        new(FactCatalogue.ToxinProduct, profile[FactCatalogue.ToxinProduct], _required, IsNoted: Judge(profile) == Verdict.Unknown);

    internal override Verdict Judge(SymptomProfile profile) => profile[FactCatalogue.ToxinProduct]?.Codes switch
    {
        { } product when (product & _compared) != 0 => Verdict.Met,
        { } product when (product & _excluded) != 0 => Verdict.NotMet,
        _ => Verdict.Unknown,
    };

    internal override ImmutableArray<ulong> Distinguishes(CodedFact fact) => [_compared, _excluded];
}
