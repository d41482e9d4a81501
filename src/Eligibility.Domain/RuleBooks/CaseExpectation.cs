using System.Collections.Immutable;

namespace Eligibility.Domain.RuleBooks;

/// <summary>What a worked example expects of the answer. Whatever is left out is not checked. All codes are those of the contract.</summary>
/// <param name="Overall">The candidacy of the whole answer.</param>
/// <param name="Candidacy">The candidacy of an indication.</param>
/// <param name="Verdicts">The verdict of a rule.</param>
/// <param name="LabelStatus">The label status of an indication.</param>
/// <param name="Evidence">A grade and a direction that the evidence of an indication has to have.</param>
/// <param name="Caveats">Codes that the answer has to carry.</param>
/// <param name="WithoutCaveats">Codes that it must not carry.</param>
/// <param name="RuledOut">Indications that are ruled out.</param>
/// <param name="Faults">The pointers of the faults for which the profile is refused: these and no others.</param>
public sealed record CaseExpectation(
    string? Overall = null,
    ImmutableDictionary<string, string>? Candidacy = null,
    ImmutableDictionary<string, string>? Verdicts = null,
    ImmutableDictionary<string, string>? LabelStatus = null,
    ImmutableDictionary<string, EvidenceExpectation>? Evidence = null,
    ImmutableArray<string>? Caveats = null,
    ImmutableArray<string>? WithoutCaveats = null,
    ImmutableArray<string>? RuledOut = null,
    ImmutableArray<string>? Faults = null);

/// <summary>Evidence that a worked example expects.</summary>
/// <param name="Grade">The grade; null: one without a grade.</param>
/// <param name="Effective">Its direction.</param>
public sealed record EvidenceExpectation(bool Effective, string? Grade = null);
