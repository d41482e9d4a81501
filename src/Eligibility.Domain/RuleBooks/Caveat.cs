namespace Eligibility.Domain.RuleBooks;

/// <summary>A sentence that the clinician should read.</summary>
/// <param name="Code">Its code, kebab-case; one code has one text in the whole rule book.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Citation">Its source.</param>
public sealed record Caveat(string Code, Severity Severity, string Text, Citation Citation)
{
    /// <summary>Told apart by its code: caveats are looked for often, and their texts are long.</summary>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>How much a caveat matters.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>To be weighed before a decision.</summary>
    Caution,

    /// <summary>To be dealt with before anything else.</summary>
    Warning,
}

/// <summary>A caveat as a rule uses it.</summary>
/// <param name="Caveat">The caveat.</param>
/// <param name="When">What brings it.</param>
public sealed record CaveatUse(Caveat Caveat, Condition When);
