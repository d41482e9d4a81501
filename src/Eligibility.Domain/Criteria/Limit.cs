using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Criteria;

/// <summary>A number, or a choice of codes, that an edition sets for a criterion, and who says so.</summary>
/// <param name="Name">The limit's name in the rule file, camelCase.</param>
/// <param name="Citation">The source of the value.</param>
public abstract record Limit(string Name, Citation Citation)
{
    /// <summary>The id of the criterion that the limit belongs to unless its rule class says otherwise: the name in kebab-case.</summary>
    public string Id { get; } = Eligibility.Domain.Codes.Kebab(Name);

    /// <summary>The value in words, as it appears in the texts of the rule.</summary>
    public abstract string Words { get; }
}

/// <summary>A limit that is a number, in the unit of the fact it is compared with.</summary>
/// <param name="Name">The limit's name.</param>
/// <param name="Value">The number.</param>
/// <param name="Citation">The source of the number.</param>
public sealed record NumberLimit(string Name, decimal Value, Citation Citation) : Limit(Name, Citation)
{
    /// <inheritdoc />
    public override string Words => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A limit that is a choice of codes.</summary>
/// <param name="Name">The limit's name.</param>
/// <param name="Codes">The codes that count, at least one.</param>
/// <param name="Citation">The source of the choice.</param>
public sealed record CodesLimit(string Name, ImmutableArray<string> Codes, Citation Citation) : Limit(Name, Citation)
{
    /// <inheritdoc />
    public override string Words => string.Join(", ", Codes);
}
