using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Eligibility.Domain.RuleBooks;

/// <summary>Opens a rule book from its files. Opening it is the check: whatever is wrong stops it, with every fault in one message.</summary>
internal sealed class RuleBookReader(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
{

    private static readonly DateOnly CasesAreAsOf = new(2026, 11, 23);

    private readonly ContentReader _content = new();

    /// <summary>The rule book.</summary>
    /// <exception cref="RuleBookException">Something is wrong with a file.</exception>
    public RuleBook Read()
    {
        var book = ReadRequired<BookFile>(RuleFiles.BookName);
        var conditions = new ConditionReader(_content);
        var caveats = new CaveatReader(_content, conditions);
        if (ReadRequired<CaveatsFile>(RuleFiles.CaveatsName) is { } shared)
        {
            caveats.Share(RuleFiles.CaveatsName, shared);
        }

        var indications = Named(RuleFiles.IndicationsFolder).Select(name => ReadIndication(name, conditions)).OfType<Indication>().ToImmutableDictionary(indication => indication.Id);
        var rules = RuleNames().Select(name => ReadRule(name, indications, caveats)).OfType<Rule>().ToImmutableArray();
        new RuleBookChecks(_content, files.Keys).Check(book, indications, rules);
        return _content.Faults.IsEmpty
            ? new RuleBook(book!.Version, Digest(), book.IntendedUse, book.Summaries, [.. indications.Values.OrderBy(indication => indication.Order)], rules)
            : throw new RuleBookException(_content.Faults);
    }

    private IEnumerable<string> Named(string folder) => files.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private IEnumerable<string> RuleNames() => files.Keys.Where(name => RuleFiles.IsRule(name)).Order(StringComparer.Ordinal);

    private T? ReadRequired<T>(string name)
        where T : class
    {
        if (files.TryGetValue(name, out var content))
        {
            return _content.Read<T>(name, content);
        }

        _content.Fault(name, "is missing.", "Put it beside the folders of the authorities.");
        return null;
    }

    private Indication? ReadIndication(string name, ConditionReader conditions)
    {
        if (_content.Read<IndicationFile>(name, files[name]) is not { } file)
        {
            return null;
        }

        _content.CheckWords(name, "absent", file.Absent);
        var citations = _content.Citations(name, file.Citations ?? ImmutableDictionary<string, CitationFile>.Empty);
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var source in file.Evidence ?? [])
        {
            var where = $"evidence '{source.Source}'";
            _content.CheckWords(name, where, source.Text);
            if (citations.GetValueOrDefault(source.Citation) is not { } citation)
            {
                _content.Fault(name, $"{where}.citation: '{source.Citation}' is not a key of 'citations'.", "Say who says so: add the citation.");
            }
            else if (conditions.Read(name, where, source.When) is { } when)
            {
                evidence.Add(new Evidence(source.Source, source.Grade, source.Effective, source.Text, citation, when));
            }
        }

        return new Indication(name[RuleFiles.IndicationsFolder.Length..^".json".Length], file.Title, file.Order, file.Absent, evidence.ToImmutable());
    }

    private Rule? ReadRule(string name, ImmutableDictionary<string, Indication> indications, CaveatReader caveats)
    {
        if (_content.Read<RuleFile>(name, files[name]) is not { } file)
        {
            return null;
        }

        var id = name[..^".json".Length];
        var cases = ReadCases(id);
        var kind = _content.Code<RuleKind>(name, "kind", file.Kind);
        var stage = _content.Code<Stage>(name, "stage", file.Stage ?? Codes.Of(Stage.Initial));
        if (!RuleClass.All.TryGetValue(file.RuleClass, out var ruleClass))
        {
            _content.Fault(name, $"ruleClass: '{file.RuleClass}' is not a rule class.", $"Use one of: {string.Join(", ", RuleClass.All.Keys.Order())}.");
            return null;
        }

        var reader = new EditionReader(_content, caveats, name, file, ruleClass);
        var editions = Enumerable.Range(0, file.Editions.Length).Select(reader.Read).OfType<Edition>().ToImmutableArray();
        CheckDates(name, file);
        var safeguard = ReadSafeguard(name, file, kind, indications);
        if (kind == RuleKind.Safeguard && file.Indication is not null)
        {
            _content.Fault(name, "indication: a safeguard has none.", "Name the indications in binds, or leave that out for all of them.");
        }

        var indication = file.Indication is null ? null : indications.GetValueOrDefault(file.Indication);
        if (kind is not RuleKind.Safeguard && indication is null)
        {
            _content.Fault(name, "indication: is missing or has no file.", $"Use one of: {string.Join(", ", indications.Keys.Order())}; a new one needs a file under indications/.");
        }

        return kind is null || stage is null ? null
            : new Rule(id, file.Title, kind.Value, indication, stage.Value, safeguard, file.RuleClass, editions, cases);
    }

    private Safeguard? ReadSafeguard(string name, RuleFile file, RuleKind? kind, ImmutableDictionary<string, Indication> indications)
    {
        if (kind != RuleKind.Safeguard)
        {
            if (file.Effect is not null || file.Binds is not null)
            {
                _content.Fault(name, "effect, binds: only a safeguard has them.", "Take them out.");
            }

            return null;
        }

        var binds = file.Binds ?? [];
        foreach (var unknown in binds.Where(id => !indications.ContainsKey(id)))
        {
            _content.Fault(name, $"binds: '{unknown}' has no file under indications/.", $"Use some of: {string.Join(", ", indications.Keys.Order())}.");
        }

        return _content.Code<Effect>(name, "effect", file.Effect) is { } effect ? new Safeguard(effect, binds) : null;
    }

    private ImmutableArray<Case> ReadCases(string id)
    {
        var name = id + RuleFiles.CasesEnding;
        if (!files.TryGetValue(name, out var content))
        {
            _content.Fault(name, "is missing.", "A rule needs worked examples beside it: write at least one that is met and one that is not.");
            return [];
        }

        return _content.Read<CasesFile>(name, content) is { } file
            ? [.. file.Cases.Select(c => new Case(c.Id, c.Title, c.AsOf ?? CasesAreAsOf, c.Profile, c.Expected))]
            : [];
    }

    private void CheckDates(string name, RuleFile file)
    {
        if (file.Editions.IsEmpty)
        {
            _content.Fault(name, "editions: there is none.", "Give at least one edition.");
        }

        for (var i = 1; i < file.Editions.Length; i++)
        {
            if (file.Editions[i].EffectiveFrom <= file.Editions[i - 1].EffectiveFrom)
            {
                _content.Fault(name, $"editions[{i}].effectiveFrom: is not after the one before.", "Order the editions by date, oldest first, one a day.");
            }
        }
    }

    // Cases do not change answers, so they are not part of what an answer names.
    private string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.Where(file => !file.Key.EndsWith(RuleFiles.CasesEnding, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
            hash.AppendData(content.Span);
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
