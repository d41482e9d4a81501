using Eligibility.Json.Screenings;

namespace Eligibility.Cli;

/// <summary>What <c>eligibility screen</c> was asked for.</summary>
/// <param name="Detail">How much is answered.</param>
/// <param name="AsOf">The day whose editions apply.</param>
/// <param name="Jobs">How many blocks of lines are worked on at once, 1 or more.</param>
/// <param name="FirstLine">The number of the first line, from 1.</param>
/// <param name="Summary">The file for the summary; null where none is wanted.</param>
internal sealed record ScreenSettings(Detail Detail, DateOnly AsOf, int Jobs, long FirstLine, string? Summary);
