using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>
/// Codes of a set that are known to apply from elsewhere than the answers, such as a chart. Nothing is known of the rest of the set: what
/// a chart does not list is unknown, never "no".
/// </summary>
/// <param name="Fact">The set.</param>
/// <param name="Codes">The codes that apply, as bits of the fact; at least one.</param>
public readonly record struct Finding(CodeSetFact Fact, ulong Codes);
