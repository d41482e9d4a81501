namespace Eligibility.Domain.RuleBooks;

/// <summary>Where a number or a sentence comes from.</summary>
/// <param name="Title">The title of the source.</param>
/// <param name="Section">The section, page or part that says it.</param>
/// <param name="Year">The year of the source.</param>
/// <param name="Url">Where it can be read.</param>
/// <param name="Confidence">How it was read.</param>
/// <param name="Note">Anything a reviewer should know about it, or null.</param>
public sealed record Citation(string Title, string Section, int Year, Uri Url, Confidence Confidence, string? Note = null);

/// <summary>How a source was read.</summary>
public enum Confidence
{
    /// <summary>The source itself was read.</summary>
    Primary,

    /// <summary>A restatement of the source was read, or its text is known and was not read again.</summary>
    Secondary,
}
