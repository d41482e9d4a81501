namespace Eligibility.Tests.RuleBooks;

/// <summary>One thing that an author may get wrong, and what the rule book says about it.</summary>
/// <param name="Name">The slip in words.</param>
/// <param name="File">The file that the fault names.</param>
/// <param name="Make">Makes it.</param>
/// <param name="Problem">A part of what is said to be wrong.</param>
/// <param name="Remedy">A part of what is said to be done.</param>
/// <param name="Alone">Whether it is the only fault; else others follow from it.</param>
/// <param name="Pending">Why it is not noticed yet; null where it is.</param>
internal sealed record Slip(
    string Name, string File, Func<ChangedBook, ChangedBook> Make, string Problem, string Remedy, bool Alone = true, string? Pending = null);
