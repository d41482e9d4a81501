namespace Eligibility.Json.Profiles;

/// <summary>Finds the name or code that was probably meant by a misspelt one. What it gives back is always one of ours.</summary>
internal static class DidYouMean
{
    private const int LongestCompared = 64;
    private const int LeastOfACutName = 8;

    /// <summary>The nearest candidate; null where none is near.</summary>
    public static string? Nearest(string sent, IEnumerable<string> candidates)
    {
        if (sent.Length is 0 or > LongestCompared)
        {
            return null;
        }

        var folded = Fold(sent);
        var farthest = Math.Max(1, folded.Length / 3);
        var (nearest, distance) = candidates.Select(candidate => (candidate, folded: Fold(candidate)))
            .Where(pair => Math.Abs(pair.folded.Length - folded.Length) <= farthest || IsCutShort(folded, pair.folded))
            .Select(pair => (pair.candidate, distance: IsCutShort(folded, pair.folded) ? 0 : Distance(folded, pair.folded)))
            .OrderBy(pair => pair.distance).FirstOrDefault();
        return distance <= farthest ? nearest : null;
    }

    // A name is often remembered without its unit: headacheDays.
    private static bool IsCutShort(string sent, string candidate) => sent.Length >= LeastOfACutName && candidate.StartsWith(sent, StringComparison.Ordinal);

    // Case and the marks between words are what is mistaken most.
    private static string Fold(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // Insertions, deletions, replacements and swapped neighbours, each for one.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Step(i, j),
                };
            }
        }

        return d[a.Length, b.Length];

        int Step(int i, int j)
        {
            var replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var step = Math.Min(replaced, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
            var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return swapped ? Math.Min(step, d[i - 2, j - 2] + 1) : step;
        }
    }
}
