using System.Globalization;
using Eligibility.Json.Contract;

namespace Eligibility.Json.Profiles;

/// <summary>What is answered where a profile was refused: the same over HTTP, in a batch and on a command line.</summary>
public static class ProfileProblem
{
    /// <summary>400 where it was not JSON, 422 where it was not a valid profile.</summary>
    /// <param name="reading">What came of reading it; not a valid profile.</param>
    public static Problem Of(ProfileReading reading) => reading.Malformed is { } malformed
        ? Of(malformed)
        : Problem.New(422, "invalid-profile", "The profile is not valid", Count(reading)) with { Errors = reading.Faults };

    /// <summary>400: it was not JSON.</summary>
    /// <param name="malformed">Why and where.</param>
    public static Problem Of(MalformedJson malformed) =>
        Problem.New(400, "malformed-json", "The body is not JSON", malformed.Detail) with { Line = malformed.Line, Column = malformed.Column };

    /// <summary>413: larger than it may be.</summary>
    /// <param name="bytes">How large it may be: as large as a profile, where that is not said.</param>
    public static Problem TooLarge(int bytes = ProfileReader.LargestProfile) =>
        Problem.New(413, "too-large", "The body is too large", string.Create(CultureInfo.InvariantCulture, $"Send at most {bytes} bytes.")) with { LimitBytes = bytes };

    private static string Count(ProfileReading reading) => reading.FaultCount <= ProfileReading.MostFaults
        ? $"{reading.FaultCount} {(reading.FaultCount == 1 ? "fault was" : "faults were")} found. Nothing of the profile was screened."
        : $"{reading.FaultCount} faults were found, of which the first {ProfileReading.MostFaults} are listed. Nothing of the profile was screened.";
}
