using System.Text.Json;
using System.Text.RegularExpressions;
using Eligibility.Json.Profiles;
using static Eligibility.Fuzz.BrokenPromiseException;

namespace Eligibility.Fuzz;

/// <summary>What has to be true of every fault of a refused profile: it has a place in the document, and speaks in words of ours.</summary>
internal static partial class FaultOracle
{
    /// <summary>Judges the faults of a reading.</summary>
    /// <param name="sent">The document that was refused.</param>
    /// <param name="reading">What came of reading it.</param>
    /// <exception cref="BrokenPromiseException">A promise does not hold.</exception>
    public static void Judge(JsonElement sent, ProfileReading reading)
    {
        Unless(reading.Faults.Length == Math.Min(reading.FaultCount, ProfileReading.MostFaults), "faults are listed up to the most, and all of them counted");
        Unless(reading.Reference is null, "of a refused profile nothing is given back");
        foreach (var fault in reading.Faults)
        {
            Unless(FaultCodes.All.Contains(fault.Code) && fault.Detail.Length > 0, "a fault has a published code, and a sentence");
            Unless(Syntax().IsMatch(fault.Pointer), "a pointer is an RFC 6901 pointer as a URI fragment");
            var isMissing = fault.Code == FaultCodes.MissingMember;
            var tokens = Tokens(fault.Pointer);
            Unless(PointsAt(sent, isMissing ? tokens[..^1] : tokens), "a pointer points at something that was sent");
            Unless((fault.Allowed ?? []).Append(fault.Suggestion ?? Words.All[0]).All(Words.All.Contains), "names and codes in a fault are ours");
        }
    }

    [GeneratedRegex("^#(/([A-Za-z0-9._-]|~[01]|%[0-9A-F]{2})*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Syntax();

    private static string[] Tokens(string pointer) => [.. pointer.Split('/').Skip(1).Select(token =>
        Uri.UnescapeDataString(token).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    // A member that is there twice may be meant by any of its values.
    private static bool PointsAt(JsonElement sent, ReadOnlySpan<string> tokens)
    {
        if (tokens.IsEmpty)
        {
            return true;
        }

        if (sent.ValueKind == JsonValueKind.Array)
        {
            return int.TryParse(tokens[0], out var index) && index < sent.GetArrayLength() && PointsAt(sent[index], tokens[1..]);
        }

        if (sent.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in sent.EnumerateObject())
            {
                if (Words.Name(member) == tokens[0] && PointsAt(member.Value, tokens[1..]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
