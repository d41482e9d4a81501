using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Eligibility.Api.Hosting;
using Eligibility.Domain;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Api.CdsHooks.Codings;

/// <summary>Opens the coding table. Opening it is the check: whatever is wrong stops the start, with every fault in one message.</summary>
internal sealed class CodingTableReader
{
    // A shorter one stands within too many other words.
    private const int ShortestName = 5;

    private readonly CodingFile _file;
    private readonly List<string> _faults = [];

    private CodingTableReader(CodingFile file) => _file = file;

    /// <summary>Opens a table.</summary>
    /// <param name="json">The file.</param>
    /// <exception cref="SettingsException">Something is wrong with it.</exception>
    public static CodingTable Read(ReadOnlySpan<byte> json)
    {
        CodingFile file;
        try
        {
            file = JsonSerializer.Deserialize(json, CodingJson.Default.CodingFile) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new SettingsException($"codings/chart.json, line {fault.LineNumber + 1}, {fault.Path}: is not of the form that codings/README.md describes.");
        }

        return new CodingTableReader(file).Read();
    }

    private CodingTable Read()
    {
        CheckSources();
        var systems = _file.Systems.SelectMany(system => system.Value.Uris.Select(uri => (uri, system.Key))).ToList();
        foreach (var twice in systems.GroupBy(pair => CodingTable.NormalizeSystem(pair.uri)).Where(group => group.Count() > 1))
        {
            Fault($"systems: {twice.First().uri} is there twice.");
        }

        var forms = new Dictionary<string, Regex>();
        foreach (var (id, system) in _file.Systems)
        {
            AddForm(forms, id, system.Form);
        }

        var findings = new Dictionary<(string, string), ChartFinding>();
        var denials = new Dictionary<(string, string), ChartFinding>();
        var questions = new Dictionary<(string, string), ChartFinding>();
        foreach (var finding in _file.Findings)
        {
            var read = Read(finding);
            AddCodes(findings, finding.Id, finding.Codes, read);
            AddCodes(denials, finding.Id, finding.Denials ?? [], read);
            AddCodes(questions, finding.Id, finding.Question is { } question ? [question] : [], read);
        }

        var orders = new Dictionary<(string, string), OrderedItem>();
        var names = new Dictionary<string, OrderedItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var order in _file.Orders)
        {
            var read = Read(order);
            AddCodes(orders, order.Id, order.Codes, read);
            AddNames(names, order, read);
        }

        CheckTexts("otherThings", _file.OtherThings.Texts);

        foreach (var twice in _file.Findings.Select(finding => finding.Id).Concat(_file.Orders.Select(order => order.Id)).GroupBy(id => id).Where(group => group.Count() > 1))
        {
            Fault($"{twice.Key}: is there twice.");
        }

        return _faults.Count == 0
            ? new CodingTable(
                systems.ToDictionary(pair => pair.uri, pair => pair.Key), _file.Systems.Where(system => system.Value.StandsAlone).Select(system => system.Key),
                new OrderNames(names, _file.OtherThings.Texts), forms, findings, questions, denials, orders)
            : throw new SettingsException($"codings/chart.json cannot be used:{string.Concat(_faults.Select(fault => $"{Environment.NewLine}  {fault}"))}");
    }

    private void AddForm(Dictionary<string, Regex> forms, string id, string form)
    {
        try
        {
            forms.Add(id, new Regex($"\\A(?:{form})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            Fault($"systems.{id}.form: must be a regular expression without backtracking.");
        }
    }

    private void CheckSources()
    {
        var used = _file.Findings.SelectMany(finding => finding.Codes.Concat(finding.Question is { } question ? [question] : []).Concat(finding.Denials ?? []))
            .Concat(_file.Orders.SelectMany(order => order.Codes)).Select(codes => codes.Source)
            .Concat(_file.Findings.Select(finding => finding.GoodFor?.Source).OfType<string>())
            .Concat(_file.Orders.SelectMany(order => order.Names ?? []).Select(names => names.Source)).ToHashSet();
        foreach (var (id, source) in _file.Sources)
        {
            if (!used.Contains(id))
            {
                Fault($"sources.{id}: nothing names it. Name it, or take it out.");
            }

            if (Codes.Find<Confidence>(source.Confidence) is null || !source.Url.IsAbsoluteUri)
            {
                Fault($"sources.{id}: needs a web address, and a confidence of: {string.Join(", ", Codes.All<Confidence>())}.");
            }
        }
    }

    private ChartFinding Read(FindingFile file)
    {
        var fills = ImmutableArray.CreateBuilder<(CodedFact, ulong)>();
        foreach (var (name, answers) in file.Fills ?? ImmutableDictionary<string, IReadOnlyList<string>>.Empty)
        {
            if (FactCatalogue.Find(name) is not CodedFact fact || answers.Except(fact.Codes).Any() || answers.Count == 0 || (fact is not CodeSetFact && answers.Count > 1))
            {
                Fault($"{file.Id}.fills.{name}: must be a coded fact of the profile with codes that it takes.");
                continue;
            }

            fills.Add((fact, fact.MaskOf(answers)));
        }

        var asks = ImmutableArray.CreateBuilder<Fact>();
        foreach (var name in file.Asks ?? [])
        {
            if (FactCatalogue.Find(name) is { } fact)
            {
                asks.Add(fact);
            }
            else
            {
                Fault($"{file.Id}.asks: '{name}' is not a fact of the profile.");
            }
        }

        if (file.GoodFor is { } age && (age.Days <= 0 || !_file.Sources.ContainsKey(age.Source)))
        {
            Fault($"{file.Id}.goodFor: needs days above zero, and '{age.Source}' must be a key of sources.");
        }

        if (fills.Count == 0 && asks.Count == 0)
        {
            Fault($"{file.Id}: fills nothing and asks nothing.");
        }

        return new ChartFinding(file.Id, file.Title, fills.ToImmutable(), asks.ToImmutable(), file.GoodFor?.Days);
    }

    private OrderedItem Read(OrderFile file)
    {
        var products = FactCatalogue.ToxinProduct;
        if (file.Product is { } product && !products.Codes.Contains(product))
        {
            Fault($"{file.Id}.product: must be one of: {string.Join(", ", products.Codes)}.");
        }

        foreach (var indication in (file.Indications ?? []).Where(id => RuleBook.Shipped.Indications.All(known => known.Id != id)))
        {
            Fault($"{file.Id}.indications: '{indication}' is not an indication of the rule book.");
        }

        return new OrderedItem(file.Product is { } named && products.Codes.Contains(named) ? products.MaskOf(named) : 0, [.. file.Indications ?? []], file.Unscreened);
    }

    private void AddNames(Dictionary<string, OrderedItem> into, OrderFile order, OrderedItem meaning)
    {
        foreach (var names in order.Names ?? [])
        {
            CheckTexts($"{order.Id}.names", names.Texts);
            if (!_file.Sources.ContainsKey(names.Source))
            {
                Fault($"{order.Id}.names: '{names.Source}' must be a key of sources.");
            }

            foreach (var text in names.Texts.Where(text => !into.TryAdd(text, meaning)))
            {
                Fault($"{order.Id}.names: {text} is there twice.");
            }
        }
    }

    private void CheckTexts(string place, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0 || texts.Any(text => text.Trim().Length < ShortestName))
        {
            Fault($"{place}: needs texts of {ShortestName} letters or more.");
        }
    }

    private void AddCodes<T>(Dictionary<(string, string), T> into, string id, IReadOnlyList<CodesFile> codes, T meaning)
    {
        foreach (var list in codes)
        {
            if (!_file.Systems.ContainsKey(list.System) || !_file.Sources.ContainsKey(list.Source))
            {
                Fault($"{id}: '{list.System}' must be a key of systems, and '{list.Source}' of sources.");
                continue;
            }

            foreach (var code in list.Codes.Where(code => !into.TryAdd((list.System, CodingTable.Normalize(list.System, code)), meaning)))
            {
                Fault($"{id}: {list.System} {code} is there twice.");
            }
        }
    }

    private void Fault(string fault) => _faults.Add(fault);
}
