using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.RuleBooks;

/// <summary>The shipped rule book with something changed, as an author would change it: by file and by RFC 6901 pointer into the file.</summary>
internal sealed class ChangedBook
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(RuleBook.ShippedFiles());

    private RuleBook? _opened;

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;

    /// <summary>Puts a value where the pointer says; the empty pointer is the whole file, which need not be JSON then.</summary>
    public ChangedBook Set(string file, string pointer, string json) =>
        pointer.Length == 0 ? Put(file, json) : Edit(file, pointer, (parent, key) => Put(parent, key, JsonNode.Parse(json)));

    /// <summary>Puts a copy of a value, or of a whole file, somewhere else.</summary>
    public ChangedBook Copy(string file, string pointer, string toFile, string toPointer) =>
        Set(toFile, toPointer, Find(JsonNode.Parse(_files[file].Span)!, pointer.Length == 0 ? [] : Steps(pointer)).ToJsonString());

    /// <summary>Puts another value in the place of one that is there.</summary>
    public ChangedBook Replace(string file, string pointer, string json) => Remove(file, pointer).Set(file, pointer, json);

    /// <summary>Takes a value out; the empty pointer is the whole file.</summary>
    public ChangedBook Remove(string file, string pointer)
    {
        if (pointer.Length == 0)
        {
            _files.Remove(file).Should().BeTrue("{0} is to be taken out", file);
            return this;
        }

        return Edit(file, pointer, Remove);
    }

    /// <summary>Takes out the cases of every rule but one: reading them all is most of what opening a book costs.</summary>
    public ChangedBook WithCasesOf(string rule)
    {
        foreach (var file in _files.Keys.Where(file => file.EndsWith(".cases.json", StringComparison.Ordinal) && file != $"{rule}.cases.json").ToList())
        {
            _files[file] = "{\"cases\":[]}"u8.ToArray();
        }

        return this;
    }

    /// <summary>The book, opened once however often it is asked for. Nothing is changed after that.</summary>
    public RuleBook Open() => _opened ??= RuleBook.Open(_files);

    /// <summary>Every fault that stops the book; none where it opens.</summary>
    public ImmutableArray<RuleBookFault> Faults()
    {
        try
        {
            Open();
            return [];
        }
        catch (RuleBookException fault)
        {
            return fault.Faults;
        }
    }

    private static void Put(JsonNode parent, string key, JsonNode? value)
    {
        if (parent is JsonArray list)
        {
            list.Insert(key == "-" ? list.Count : int.Parse(key, CultureInfo.InvariantCulture), value);
        }
        else
        {
            parent[key] = value;
        }
    }

    private static void Remove(JsonNode parent, string key)
    {
        if (parent is JsonArray list)
        {
            list.RemoveAt(int.Parse(key, CultureInfo.InvariantCulture));
        }
        else
        {
            parent.AsObject().Remove(key).Should().BeTrue("{0} is to be taken out", key);
        }
    }

    private static string[] Steps(string pointer) => pointer.Split('/')[1..];

    private static JsonNode Find(JsonNode root, IEnumerable<string> steps) =>
        steps.Aggregate(root, (node, step) => node is JsonArray ? node[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);

    private ChangedBook Put(string file, string text)
    {
        _files[file] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    private ChangedBook Edit(string file, string pointer, Action<JsonNode, string> change)
    {
        var root = JsonNode.Parse(_files[file].Span)!;
        var steps = Steps(pointer);
        change(Find(root, steps[..^1]), steps[^1]);
        return Put(file, root.ToJsonString());
    }
}
