using System.Collections.Immutable;

namespace Eligibility.Domain.RuleBooks;

/// <summary>What has to hold between the files of a rule book: nothing orphaned, nothing twice, nothing that refers to what is not there.</summary>
internal sealed class RuleBookChecks(ContentReader content, IEnumerable<string> files)
{
    private void CheckNames()
    {
        foreach (var name in files.Where(name => !RuleFiles.IsRule(name) && name is not (RuleFiles.BookName or RuleFiles.CaveatsName) && !name.StartsWith(RuleFiles.IndicationsFolder, StringComparison.Ordinal)))
        {
            if (!name.EndsWith(RuleFiles.CasesEnding, StringComparison.Ordinal) || !files.Contains(name[..^RuleFiles.CasesEnding.Length] + ".json"))
            {
                content.Fault(name, "belongs to no rule.", "A rule is <authority>/<rule>.json, its cases <authority>/<rule>.cases.json.");
            }
        }
    }

    /// <summary>Puts down whatever is wrong between files.</summary>
    public void Check(BookFile? book, ImmutableDictionary<string, Indication> indications, ImmutableArray<Rule> rules)
    {
        CheckNames();
        CheckSummaries(book?.Summaries ?? ImmutableDictionary<string, string>.Empty);
        foreach (var id in indications.Keys.Where(id => !rules.Any(rule => rule is { Stage: Stage.Initial } && rule.Indication?.Id == id)))
        {
            content.Fault($"{RuleFiles.IndicationsFolder}{id}.json", "no rule is about starting treatment for it.", "Add one: without it there is no candidacy.");
        }

        foreach (var twice in rules.Where(rule => rule is { Kind: RuleKind.Screening or RuleKind.Label, Stage: Stage.Initial }).GroupBy(rule => (rule.Indication, rule.Kind)).Where(group => group.Count() > 1))
        {
            content.Fault($"{twice.Last().Id}.json", $"is a second {Codes.Of(twice.Key.Kind)} rule about the same indication.", "There can be one of a kind.");
        }

        foreach (var twice in rules.SelectMany(rule => rule.Cases.Select(c => (rule.Id, Case: c.Id))).GroupBy(c => c.Case).Where(group => group.Count() > 1))
        {
            content.Fault($"{twice.Last().Id}{RuleFiles.CasesEnding}", $"case '{twice.Key}' is there twice.", "Give every case an id of its own.");
        }

        // What refers to a rule that could not be read would only repeat that fault.
        if (content.Faults.IsEmpty)
        {
            CheckOrphans(rules);
            CheckConditions(rules);
            CheckCases(rules);
        }
    }

    private void CheckSummaries(ImmutableDictionary<string, string> summaries)
    {
        var codes = Codes.All<Screenings.Candidacy>();
        foreach (var code in codes.Except(summaries.Keys).Where(_ => !summaries.IsEmpty))
        {
            content.Fault(RuleFiles.BookName, $"summaries.{code}: is missing.", "Write a sentence for it.");
        }

        foreach (var (code, sentence) in summaries)
        {
            content.CheckWords(RuleFiles.BookName, $"summaries.{code}", sentence);
            if (!codes.Contains(code))
            {
                content.Fault(RuleFiles.BookName, $"summaries.{code}: is not a candidacy.", $"Use one of: {string.Join(", ", codes)}.");
            }
        }
    }

    private void CheckOrphans(ImmutableArray<Rule> rules)
    {
        foreach (var orphan in RuleClass.All.Keys.Except(rules.Select(rule => rule.RuleClass)).Order())
        {
            content.Fault("(rule classes)", $"{orphan}: no rule file names it.", "Name it in a rule file, or delete the class.");
        }
    }

    private void CheckCases(ImmutableArray<Rule> rules)
    {
        var codes = rules.SelectMany(rule => rule.Editions).SelectMany(edition => edition.Caveats).Select(use => use.Caveat.Code).ToHashSet();
        foreach (var rule in rules)
        {
            var name = rule.Id + RuleFiles.CasesEnding;
            foreach (var example in rule.Cases)
            {
                foreach (var code in (example.Expected.Caveats ?? []).Concat(example.Expected.WithoutCaveats ?? []).Where(code => !codes.Contains(code)))
                {
                    content.Fault(name, $"case '{example.Id}': there is no caveat '{code}'.", "Correct its code.");
                }
            }
        }
    }

    private void CheckConditions(ImmutableArray<Rule> rules)
    {
        foreach (var rule in rules)
        {
            foreach (var (edition, use) in rule.Editions.SelectMany(edition => edition.Caveats.Select(use => (edition, use))))
            {
                if (use.When.OtherRule is { } other && !rules.Any(known => known.Id == other))
                {
                    content.Fault($"{rule.Id}.json", $"caveats '{use.Caveat.Code}'.when.rule: there is no rule '{other}'.", "Name a rule as authority/name.");
                }

                if (use.When.Criterion is { } id && edition.Leaves.All(leaf => leaf.Id != id))
                {
                    content.Fault($"{rule.Id}.json", $"caveats '{use.Caveat.Code}'.when.criterion: there is no criterion '{id}'.",
                        $"Use one of: {string.Join(", ", edition.Leaves.Select(leaf => leaf.Id))}.");
                }
            }
        }
    }
}
