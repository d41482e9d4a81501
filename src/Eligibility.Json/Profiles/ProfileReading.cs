using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Json.Profiles;

/// <summary>What came of reading a profile: a valid profile, or that it is not JSON, or every fault it has.</summary>
/// <param name="Profile">The profile; null where it was refused.</param>
/// <param name="Reference">The caller's own reference, to be given back; null where there was none.</param>
/// <param name="Malformed">Where it stopped being JSON; null where it is JSON.</param>
/// <param name="Faults">What is wrong with it, in the order in which it was found, at most <see cref="MostFaults"/>; empty where it is valid.</param>
/// <param name="FaultCount">How many faults there are, listed or not.</param>
public readonly record struct ProfileReading(
    SymptomProfile? Profile, string? Reference, MalformedJson? Malformed, ImmutableArray<ProfileFault> Faults, int FaultCount)
{
    /// <summary>The most faults that are listed.</summary>
    public const int MostFaults = 256;
}

/// <summary>Why and where bytes are not JSON.</summary>
/// <param name="Detail">What is wrong, without a word of what was sent.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The byte in the line, from 1.</param>
public sealed record MalformedJson(string Detail, long Line, long Column);
