using Eligibility.Domain.Proofs;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Cases;

namespace Eligibility.Cli;

/// <summary>Checks a folder of rules as an author would want it checked before sending a change.</summary>
internal static class RulesCheck
{
    /// <summary>Opens the rules and runs their cases.</summary>
    /// <returns>0 where all is well, else 1.</returns>
    public static int Run(string folder, TextWriter output, TextWriter errors)
    {
        if (!Directory.Exists(folder))
        {
            errors.WriteLine($"There is no folder {folder}. Name the folder that holds book.json.");
            return 1;
        }

        try
        {
            return RunCases(RuleBook.Open(RulesFolder.Read(folder)), output, errors);
        }
        catch (RuleBookException fault)
        {
            errors.WriteLine(fault.Message);
            return 1;
        }
    }

    private static int RunCases(RuleBook book, TextWriter output, TextWriter errors)
    {
        var screener = new Screener(book);
        var wrong = 0;
        foreach (var (rule, example) in book.Rules.SelectMany(rule => rule.Cases.Select(example => (rule, example))))
        {
            var differences = CaseCheck.Differences(screener, example);
            wrong += differences.IsEmpty ? 0 : 1;
            foreach (var difference in differences)
            {
                errors.WriteLine($"{rule.Id}.cases.json: case '{example.Id}' ({example.Title}): {difference}");
            }
        }

        foreach (var (rule, edition) in book.Rules.SelectMany(rule => rule.Editions.Select(edition => (rule, edition))))
        {
            foreach (var finding in RuleProof.Findings(edition))
            {
                wrong++;
                errors.WriteLine($"{rule.Id}.json: edition {edition.EffectiveFrom:yyyy-MM-dd}: {finding}");
            }
        }

        var cases = book.Rules.Sum(rule => rule.Cases.Length);
        output.WriteLine($"{book.Rules.Length} rules, {cases} cases, {wrong} {(wrong == 1 ? "finding" : "findings")}. Version {book.Version}, {book.Digest}.");
        return wrong == 0 ? 0 : 1;
    }
}
