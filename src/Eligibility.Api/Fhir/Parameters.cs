namespace Eligibility.Api.Fhir;

/// <summary>Named values.</summary>
/// <param name="Id">What another resource calls it by.</param>
/// <param name="Parameter">The values.</param>
internal sealed record Parameters(string Id, IReadOnlyList<Parameter> Parameter) : Resource("Parameters");

/// <summary>A named value, or named parts. Exactly one of the others is there.</summary>
/// <param name="Name">The name.</param>
internal sealed record Parameter(string Name)
{
    /// <summary>A text.</summary>
    public string? ValueString { get; init; }

    /// <summary>A code of a list.</summary>
    public string? ValueCode { get; init; }

    /// <summary>True or false.</summary>
    public bool? ValueBoolean { get; init; }

    /// <summary>A whole number.</summary>
    public int? ValueInteger { get; init; }

    /// <summary>A number.</summary>
    public decimal? ValueDecimal { get; init; }

    /// <summary>A day, YYYY-MM-DD.</summary>
    public string? ValueDate { get; init; }

    /// <summary>Where something can be read.</summary>
    public string? ValueUri { get; init; }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<Parameter>? Part { get; init; }
}
