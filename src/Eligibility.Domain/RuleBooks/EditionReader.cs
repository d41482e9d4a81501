using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.RuleBooks;

/// <summary>Makes an edition of what a rule file says: limits into the rule class, words onto the criteria that come out of it.</summary>
internal sealed partial class EditionReader(ContentReader content, CaveatReader caveats, string file, RuleFile rule, RuleClass ruleClass)
{
    /// <summary>The edition; null, and faults, where it cannot be made.</summary>
    public Edition? Read(int index)
    {
        var source = rule.Editions[index];
        var where = $"editions[{index}]";
        var citations = content.Citations(file, source.Citations);
        var limits = Limits(where, source, citations);
        if (limits is null || Define(where, limits) is not { } definition)
        {
            return null;
        }

        var texts = Texts(definition, limits, citations);
        var uses = caveats.Read(file, rule.Caveats ?? [], citations);
        CheckCitations(where, source, citations);
        return texts is null ? null : new Edition(source.EffectiveFrom, source.Note, definition, texts, uses);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    private List<Limit?>? Limits(string where, EditionFile source, ImmutableDictionary<string, Citation> citations)
    {
        var given = source.Limits ?? ImmutableDictionary<string, LimitFile>.Empty;
        var unknown = given.Keys.Except(ruleClass.Slots.Select(slot => slot.Name)).ToList();
        foreach (var name in unknown)
        {
            content.Fault(file, $"{where}.limits.{name}: {rule.RuleClass} has no such limit.",
                $"Use one of: {string.Join(", ", ruleClass.Slots.Select(slot => slot.Name))}.");
        }

        var limits = new List<Limit?>();
        var sound = unknown.Count == 0;
        foreach (var slot in ruleClass.Slots)
        {
            var limit = given.TryGetValue(slot.Name, out var value) ? Limit($"{where}.limits.{slot.Name}", slot, value, citations) : null;
            if (value is null && !slot.IsOptional)
            {
                content.Fault(file, $"{where}.limits.{slot.Name}: is missing.", $"{rule.RuleClass} cannot do without it.");
            }

            sound &= limit is not null || (value is null && slot.IsOptional);
            limits.Add(limit);
        }

        return sound ? limits : null;
    }

    private Limit? Limit(string where, LimitSlot slot, LimitFile limit, ImmutableDictionary<string, Citation> citations)
    {
        if (citations.GetValueOrDefault(limit.Citation) is not { } citation)
        {
            content.Fault(file, $"{where}.citation: '{limit.Citation}' is not a key of the edition's citations.", "Say who says so: add the citation.");
            return null;
        }

        if (slot.IsNumber && limit.Value.ValueKind == JsonValueKind.Number && limit.Value.TryGetDecimal(out var number))
        {
            return new NumberLimit(slot.Name, number, citation);
        }

        if (!slot.IsNumber && limit.Value.ValueKind == JsonValueKind.Array && limit.Value.GetArrayLength() > 0
            && limit.Value.EnumerateArray().All(code => code.ValueKind == JsonValueKind.String))
        {
            return new CodesLimit(slot.Name, [.. limit.Value.EnumerateArray().Select(code => code.GetString()!)], citation);
        }

        content.Fault(file, $"{where}.value: is not {(slot.IsNumber ? "a number" : "a list of codes")}.",
            slot.IsNumber ? "Write a number without quotes." : "Write the codes in square brackets, at least one.");
        return null;
    }

    private Definition? Define(string where, List<Limit?> limits)
    {
        try
        {
            var definition = ruleClass.Define(limits);
            var used = definition.Criterion.Leaves.SelectMany(leaf => leaf.Limits).ToHashSet();
            foreach (var limit in limits.OfType<Limit>().Where(limit => !used.Contains(limit)))
            {
                content.Fault(file, $"{where}.limits.{limit.Name}: no criterion asks for it.", "Leave it out, or give the limit that belongs to it.");
            }

            foreach (var leaf in definition.Criterion.Leaves.Where(CannotTurn))
            {
                content.Fault(file, $"{where}: criterion '{leaf.Id}' comes out the same for every answer.", "Correct its limit: it lies outside the bounds of the fact.");
            }

            return definition;
        }
        catch (ArgumentException fault)
        {
            content.Fault(file, $"{where}.limits: {fault.Message.Split(" (Parameter")[0]}", "Use the codes that GET /v1/facts lists.");
            return null;
        }
    }

    // A number that no answer reaches would make a criterion that is always, or never, met.
    private static bool CannotTurn(Leaf leaf) => leaf switch
    {
        NumberComparison => leaf.Judge(SymptomProfile.Empty) != Verdict.Unknown,
        LongHeadacheDays => leaf.Facts.Cast<NumberFact>().Any(fact => leaf.TurningPoints(fact, SymptomProfile.Empty).Any(point => !fact.Accepts(point))),
        _ => false,
    };

    private List<CriterionText>? Texts(Definition definition, List<Limit?> limits, ImmutableDictionary<string, Citation> citations)
    {
        var ids = definition.Criterion.Leaves.Select(leaf => leaf.Id).ToList();
        foreach (var id in rule.Criteria.Keys.Except(ids))
        {
            content.Fault(file, $"criteria.{id}: {rule.RuleClass} makes no such criterion of these limits.", $"Its criteria are: {string.Join(", ", ids)}.");
        }

        foreach (var id in ids.Except(rule.Criteria.Keys))
        {
            content.Fault(file, $"criteria.{id}: is missing.", "Write a text for it.");
        }

        var words = limits.OfType<Limit>().ToDictionary(limit => limit.Name, limit => limit.Words);
        var texts = definition.Criterion.Leaves.Where(leaf => rule.Criteria.ContainsKey(leaf.Id))
            .Select(leaf => Text(leaf, words, citations)).OfType<CriterionText>().ToList();
        return texts.Count == ids.Count ? texts : null;
    }

    private CriterionText? Text(Leaf leaf, Dictionary<string, string> words, ImmutableDictionary<string, Citation> citations)
    {
        var source = rule.Criteria[leaf.Id];
        var where = $"criteria.{leaf.Id}";
        var citation = source.Citation is null ? leaf.Limits.FirstOrDefault()?.Citation : citations.GetValueOrDefault(source.Citation);
        if (citation is null)
        {
            content.Fault(file, $"{where}: has no citation.", "Give a key of the edition's citations.");
            return null;
        }

        // A number typed into a sentence would stay behind when the limit changes.
        if (leaf.Limits.OfType<NumberLimit>().FirstOrDefault() is { } number && !source.Text.Contains($"{{{number.Name}}}", StringComparison.Ordinal))
        {
            content.Fault(file, $"{where}.text: does not name its limit.", $"Write {{{number.Name}}} where the number stands.");
        }

        string? Fill(string? text)
        {
            content.CheckWords(file, where, text);
            return text is null ? null : Placeholder().Replace(text, match =>
            {
                if (words.TryGetValue(match.Groups[1].Value, out var word))
                {
                    return word;
                }

                content.Fault(file, $"{where}: {match.Value} is not a limit of the edition.", $"Use one of: {string.Join(", ", words.Keys)}.");
                return match.Value;
            });
        }

        return new CriterionText(Fill(source.Text)!, Fill(source.NotMet), Fill(source.Note), citation);
    }

    private void CheckCitations(string where, EditionFile source, ImmutableDictionary<string, Citation> citations)
    {
        var used = (source.Limits ?? ImmutableDictionary<string, LimitFile>.Empty).Values.Select(limit => limit.Citation)
            .Concat(rule.Criteria.Values.Select(criterion => criterion.Citation).OfType<string>())
            .Concat((rule.Caveats ?? []).Select(caveat => caveat.Citation).OfType<string>());
        foreach (var key in citations.Keys.Except(used))
        {
            content.Fault(file, $"{where}.citations.{key}: nothing refers to it.", "Refer to it, or take it out.");
        }
    }
}
