using Eligibility.Domain;
using Eligibility.Domain.Proofs;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;

namespace Eligibility.Cli;

/// <summary>What a reviewer wants to see before a number is merged: which kinds of profile change their verdict.</summary>
internal static class RulesDiff
{
    /// <summary>Compares the newest editions of two folders of rules.</summary>
    /// <returns>0 where both open, whatever differs; else 1.</returns>
    public static int Run(string oldFolder, string newFolder, TextWriter output, TextWriter errors)
    {
        if (Open(oldFolder, errors) is not { } before || Open(newFolder, errors) is not { } after)
        {
            return 1;
        }

        var changed = 0;
        foreach (var id in before.Rules.Concat(after.Rules).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal))
        {
            changed += Compare(id, before.Find(id), after.Find(id), output) ? 1 : 0;
        }

        output.WriteLine(changed == 0 ? "No rule says anything else." : $"Rules that say something else: {changed}.");
        return 0;
    }

    private static RuleBook? Open(string folder, TextWriter errors)
    {
        try
        {
            return RuleBook.Open(RulesFolder.Read(folder));
        }
        catch (DirectoryNotFoundException)
        {
            errors.WriteLine($"There is no folder {folder}. Name the folder that holds book.json.");
        }
        catch (RuleBookException fault)
        {
            errors.WriteLine($"{folder}: {fault.Message}");
        }

        return null;
    }

    private static bool Compare(string id, Rule? before, Rule? after, TextWriter output)
    {
        if (before is null || after is null)
        {
            output.WriteLine($"{id}: {(before is null ? "new" : "gone")}.");
            return true;
        }

        var differences = RuleProof.Differences(before.Editions[^1], after.Editions[^1]).ToList();
        foreach (var difference in differences)
        {
            output.WriteLine($"{id}: {Codes.Of(difference.Before)} becomes {Codes.Of(difference.After)} for {difference.Count} of {difference.Total} kinds of profile.");
            output.WriteLine($"  the smallest: {ProfileWriter.Write(difference.Example)}");
        }

        return differences.Count > 0;
    }
}
