namespace Eligibility.Keys;

/// <summary>What a key, or a token, may be used for.</summary>
public static class Scopes
{
    /// <summary>Screen profiles.</summary>
    public const string Screen = "screen";

    /// <summary>Read rules and facts.</summary>
    public const string Rules = "rules";

    /// <summary>Read metrics.</summary>
    public const string Metrics = "metrics";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } = [Screen, Rules, Metrics];
}
