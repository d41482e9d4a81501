using Eligibility.Json.Profiles;

namespace Eligibility.Fuzz;

/// <summary>What can be fuzzed. A target takes any bytes, and throws where a promise is broken.</summary>
internal static class Targets
{
    /// <summary>Every target by its name: <c>profile</c> reads the bytes as one profile, <c>batch</c> answers them as lines.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new SortedDictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["profile"] = sent => ReadingOracle.Judge(sent, ProfileReader.Read(sent)),
        ["batch"] = sent => BatchOracle.Judge(sent, WholeBatch.AnswerAsync(sent).GetAwaiter().GetResult()),
    };
}
