using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.RuleBooks;

/// <summary>What brings a caveat or a piece of evidence. Every part that is given has to hold.</summary>
/// <param name="Verdict">The verdict of the rule, or of the criterion; null: any.</param>
/// <param name="Criterion">The id of the criterion whose verdict counts; null: the whole rule's.</param>
/// <param name="OtherRule">The id of another rule whose verdict has to be <paramref name="OtherVerdict"/>; null: none is asked for.</param>
/// <param name="OtherVerdict">The verdict of the other rule.</param>
/// <param name="Fact">The fact that has to be answered, or to be missing; null: none is asked for.</param>
/// <param name="Codes">The codes of the fact of which one has to be given; zero: the fact has to be missing.</param>
public sealed record Condition(
    Verdict? Verdict = null, string? Criterion = null, string? OtherRule = null, Verdict? OtherVerdict = null, CodedFact? Fact = null, ulong Codes = 0);
