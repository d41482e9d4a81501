using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.Fhir;

/// <summary>What came of reading a response to the form.</summary>
/// <param name="Profile">The profile that was answered; null where the response was refused.</param>
/// <param name="Issues">Every fault, with its place; empty where there is a profile.</param>
internal sealed record ResponseReading(SymptomProfile? Profile, ImmutableArray<OutcomeIssue> Issues);
