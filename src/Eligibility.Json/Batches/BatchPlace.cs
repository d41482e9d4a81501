namespace Eligibility.Json.Batches;

/// <summary>Where in its batch a block stands.</summary>
/// <param name="FirstLine">The number of its first line, from 1.</param>
/// <param name="Lines">How many lines it has, 1 or more.</param>
/// <param name="Bytes">How many bytes of the batch it stands for: its lines, and what was passed over before them.</param>
/// <param name="StartsTooLarge">Whether its first line is the end of one that is larger than a profile may be.</param>
public readonly record struct BatchPlace(long FirstLine, int Lines, long Bytes, bool StartsTooLarge);
