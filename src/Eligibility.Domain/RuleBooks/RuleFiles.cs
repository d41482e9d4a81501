namespace Eligibility.Domain.RuleBooks;

/// <summary>What the files of a rule book are called, from <c>rules/</c> on.</summary>
internal static class RuleFiles
{
    /// <summary>Version, intended use and summaries.</summary>
    public const string BookName = "book.json";

    /// <summary>Caveats that several rules use.</summary>
    public const string CaveatsName = "caveats.json";

    /// <summary>A file for each indication.</summary>
    public const string IndicationsFolder = "indications/";

    /// <summary>How the name of a rule's worked examples ends.</summary>
    public const string CasesEnding = ".cases.json";

    /// <summary>Whether a name is that of a rule: <c>authority/rule.json</c>.</summary>
    public static bool IsRule(string name) =>
        name.Count(letter => letter == '/') == 1 && !name.StartsWith(IndicationsFolder, StringComparison.Ordinal)
        && name.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(CasesEnding, StringComparison.Ordinal);
}
