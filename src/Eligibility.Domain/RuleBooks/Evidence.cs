namespace Eligibility.Domain.RuleBooks;

/// <summary>What research or a learned society says about an indication. It stands beside the verdicts and never decides a candidacy.</summary>
/// <param name="Source">Who says so, kebab-case.</param>
/// <param name="Grade">The grade in the source's own scale; null where it has none.</param>
/// <param name="Effective">Whether it speaks for an effect; false: it speaks against one.</param>
/// <param name="Text">What it says, in a plain sentence.</param>
/// <param name="Citation">The source.</param>
/// <param name="When">To whom it applies, by the verdict of the indication's lead rule and the answers.</param>
public sealed record Evidence(string Source, string? Grade, bool Effective, string Text, Citation Citation, Condition When);
