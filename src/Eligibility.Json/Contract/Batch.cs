namespace Eligibility.Json.Contract;

/// <summary>The answer to a line of a batch that was not screened.</summary>
/// <param name="Line" example="17">The number of the line, from 1.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record BatchRefusal(long Line, Problem Problem);

/// <summary>The last line of the answer to a batch. Without it, the answer was cut.</summary>
/// <param name="Summary">What was done.</param>
public sealed record BatchEnd(BatchSummary Summary);

/// <summary>What was done with a batch.</summary>
/// <param name="Received" example="1000">How many lines were read and answered.</param>
/// <param name="Screened" example="998">How many of them were screened.</param>
/// <param name="Refused" example="2">How many of them were not.</param>
/// <param name="Sha256">The SHA-256 of every line before this one, line feeds included, in hexadecimal.</param>
/// <param name="Interrupted">True where the service ended before the batch did: send the lines after <c>received</c> again, to another instance. Absent otherwise.</param>
public sealed record BatchSummary(long Received, long Screened, long Refused, string Sha256, bool? Interrupted = null);
