using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.RuleBooks;

/// <summary>Makes caveats of what the files say, and sees to it that one code has one text in the whole rule book.</summary>
internal sealed class CaveatReader(ContentReader content)
{
    private readonly Dictionary<string, Caveat> _shared = [];
    private readonly Dictionary<string, string> _definedIn = [];

    /// <summary>Takes in the caveats that several rules use.</summary>
    public void Share(string file, CaveatsFile caveats)
    {
        var citations = content.Citations(file, caveats.Citations);
        foreach (var caveat in caveats.Caveats)
        {
            if (Define(file, $"caveats '{caveat.Code}'", caveat, citations) is { } defined)
            {
                _shared[defined.Code] = defined;
            }
        }
    }

    /// <summary>The caveats of an edition, and when each applies.</summary>
    public ImmutableArray<CaveatUse> Read(string file, ImmutableArray<CaveatFile> caveats, ImmutableDictionary<string, Citation> citations)
    {
        var uses = ImmutableArray.CreateBuilder<CaveatUse>();
        foreach (var caveat in caveats)
        {
            var where = $"caveats '{caveat.Code}'";
            var defined = caveat.Text is null ? _shared.GetValueOrDefault(caveat.Code) : Define(file, where, caveat, citations);
            if (defined is null && caveat.Text is null)
            {
                content.Fault(file, $"{where}: has no text.", "Write its severity, text and citation here, or define it in caveats.json.");
            }
            else if (defined is not null && Use(file, where, defined, caveat.When ?? new WhenFile()) is { } use)
            {
                uses.Add(use);
            }
        }

        return uses.ToImmutable();
    }

    private Caveat? Define(string file, string where, CaveatFile caveat, ImmutableDictionary<string, Citation> citations)
    {
        content.CheckWords(file, where, caveat.Text);
        if (_definedIn.TryGetValue(caveat.Code, out var other) && other != file)
        {
            content.Fault(file, $"{where}: is also defined in {other}.", "Move it to caveats.json and keep only its code here and there.");
            return null;
        }

        _definedIn[caveat.Code] = file;
        var citation = caveat.Citation is null ? null : citations.GetValueOrDefault(caveat.Citation);
        if (citation is null || caveat.Text is null)
        {
            content.Fault(file, $"{where}: has no text or no citation that the file knows.", "Every caveat needs a text and a key of 'citations'.");
            return null;
        }

        return content.Code<Severity>(file, $"{where}.severity", caveat.Severity) is { } severity
            ? new Caveat(caveat.Code, severity, caveat.Text, citation)
            : null;
    }

    private CaveatUse? Use(string file, string where, Caveat caveat, WhenFile when)
    {
        var any = when.Verdict == "any";
        var verdict = any ? null : content.Code<Verdict>(file, $"{where}.when.verdict", when.Verdict ?? Codes.Of(Verdict.Met));
        if (when.Fact is null)
        {
            return new CaveatUse(caveat, verdict, null, 0);
        }

        if (FactCatalogue.Find(when.Fact) is not CodedFact fact)
        {
            content.Fault(file, $"{where}.when.fact: '{when.Fact}' is not a fact with codes.", "Use the name of a fact that is answered by codes.");
            return null;
        }

        var answers = when.Answers ?? [];
        if (answers.IsEmpty != (when.Missing == true) || answers.Any(code => !fact.Codes.Contains(code)))
        {
            content.Fault(file, $"{where}.when: asks neither for a missing answer nor for codes of {fact.Name}.",
                $"Give \"missing\": true, or \"answers\" out of: {string.Join(", ", fact.Codes)}.");
            return null;
        }

        return new CaveatUse(caveat, verdict, fact, fact.MaskOf(answers));
    }
}
