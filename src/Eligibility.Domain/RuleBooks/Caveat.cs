using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.RuleBooks;

/// <summary>A sentence that the clinician should read.</summary>
/// <param name="Code">Its code, kebab-case; one code has one text in the whole rule book.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Citation">Its source.</param>
public sealed record Caveat(string Code, Severity Severity, string Text, Citation Citation);

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

/// <summary>A caveat as a rule uses it: shown where the rule's verdict and, if it asks for one, the answer to a fact agree.</summary>
/// <param name="Caveat">The caveat.</param>
/// <param name="Verdict">The verdict that brings it; null: any.</param>
/// <param name="Fact">The fact that brings it; null: none is asked for.</param>
/// <param name="Codes">The codes of the fact of which one has to be given; zero: the fact has to be missing.</param>
public sealed record CaveatUse(Caveat Caveat, Verdict? Verdict, CodedFact? Fact, ulong Codes)
{
    /// <summary>Whether the caveat is to be shown.</summary>
    /// <param name="verdict">The rule's verdict.</param>
    /// <param name="profile">The answers.</param>
    /// <returns>True where it is.</returns>
    internal bool Applies(Verdict verdict, SymptomProfile profile) =>
        (Verdict is null || Verdict == verdict)
        && (Fact is null || (profile[Fact] is { } answer ? (answer.Codes & Codes) != 0 : Codes == 0));
}
