using System.Collections.Immutable;

namespace Eligibility.Domain.RuleBooks;

/// <summary>Makes caveats of what the files say, and sees to it that one code has one text in the whole rule book.</summary>
internal sealed class CaveatReader(ContentReader content, ConditionReader conditions)
{
    private readonly Dictionary<string, Caveat> _shared = [];
    private readonly Dictionary<string, (string File, CaveatFile Caveat)> _defined = [];

    /// <summary>Takes in the caveats that several rules use.</summary>
    public void Share(string file, CaveatsFile caveats)
    {
        var citations = content.Citations(file, caveats.Citations);
        foreach (var key in citations.Keys.Except(caveats.Caveats.Select(caveat => caveat.Citation)))
        {
            content.Fault(file, $"citations.{key}: nothing refers to it.", "Refer to it, or take it out.");
        }

        CheckTwice(file, caveats.Caveats);
        foreach (var caveat in caveats.Caveats)
        {
            if (caveat.When is not null)
            {
                content.Fault(file, $"caveats '{caveat.Code}'.when: a shared caveat has no condition of its own.", "Write it beside its code in the rule.");
            }

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
        CheckTwice(file, caveats);
        foreach (var caveat in caveats.DistinctBy(caveat => caveat.Code))
        {
            var where = $"caveats '{caveat.Code}'";
            var defined = caveat.Text is null ? _shared.GetValueOrDefault(caveat.Code) : Define(file, where, caveat, citations);
            if (caveat.Text is null && (caveat.Severity ?? caveat.Citation) is not null)
            {
                content.Fault(file, $"{where}: has a severity or a citation, but no text.", "Give all three, or only the code of a shared caveat.");
            }
            else if (defined is null && caveat.Text is null)
            {
                content.Fault(file, $"{where}: has no text.", "Write its severity, text and citation here, or define it in caveats.json.");
            }
            else if (defined is not null && conditions.Read(file, where, caveat.When) is { } when)
            {
                uses.Add(new CaveatUse(defined, when));
            }
        }

        return uses.ToImmutable();
    }

    private void CheckTwice(string file, ImmutableArray<CaveatFile> caveats)
    {
        foreach (var twice in caveats.GroupBy(caveat => caveat.Code).Where(group => group.Count() > 1))
        {
            content.Fault(file, $"caveats '{twice.Key}': is there twice.", "Keep one of them.");
        }
    }

    private Caveat? Define(string file, string where, CaveatFile caveat, ImmutableDictionary<string, Citation> citations)
    {
        content.CheckWords(file, where, caveat.Text);
        if (caveat.Text?.Contains('{', StringComparison.Ordinal) == true)
        {
            content.Fault(file, $"{where}: has a placeholder.", "A caveat does not repeat the number of a limit: take it out.");
        }

        // Each edition of a rule comes by with the same caveats; anything else is a second definition.
        if (_defined.TryGetValue(caveat.Code, out var other) && other != (file, caveat))
        {
            content.Fault(file, $"{where}: is also defined in {other.File}.", "Move it to caveats.json and keep only its code here and there.");
            return null;
        }

        _defined[caveat.Code] = (file, caveat);
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
}
