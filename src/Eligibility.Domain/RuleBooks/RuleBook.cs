using System.Collections.Immutable;
using System.Reflection;

namespace Eligibility.Domain.RuleBooks;

/// <summary>Every rule there is, opened and checked. Immutable.</summary>
public sealed class RuleBook
{
    private static readonly Lazy<RuleBook> Embedded = new(OpenEmbedded);

    internal RuleBook(
        string version,
        string digest,
        string intendedUse,
        ImmutableDictionary<string, string> summaries,
        ImmutableArray<Indication> indications,
        ImmutableArray<Rule> rules)
    {
        Version = version;
        Digest = digest;
        IntendedUse = intendedUse;
        Summaries = summaries;
        Indications = indications;
        Rules = [.. rules.OrderBy(rule => rule.Kind).ThenBy(rule => rule.Id, StringComparer.Ordinal)];
        Authorities = [.. Rules.Where(rule => rule.Safeguard is null).Select(rule => rule.Authority).Distinct()];
    }

    /// <summary>The rule book that ships with this assembly.</summary>
    /// <exception cref="RuleBookException">Something is wrong with one of its files.</exception>
    public static RuleBook Shipped => Embedded.Value;

    /// <summary>The version of the content.</summary>
    public string Version { get; }

    /// <summary>The SHA-256 of every file that can change an answer: the same digest, the same answers.</summary>
    public string Digest { get; }

    /// <summary>Whom the answers are for, and what they are not.</summary>
    public string IntendedUse { get; }

    /// <summary>The summary sentence for each candidacy, by its code.</summary>
    public ImmutableDictionary<string, string> Summaries { get; }

    /// <summary>The indications, in the order of an answer.</summary>
    public ImmutableArray<Indication> Indications { get; }

    /// <summary>The rules, in the order of an answer.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The authorities, in the order in which an answer lists their rules.</summary>
    public ImmutableArray<string> Authorities { get; }

    /// <summary>Opens a rule book.</summary>
    /// <param name="files">The files by their path from <c>rules/</c> on, with forward slashes; only <c>.json</c>, without the schema.</param>
    /// <returns>The rule book.</returns>
    /// <exception cref="RuleBookException">Something is wrong with a file; the message lists every fault with its remedy.</exception>
    public static RuleBook Open(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) => new RuleBookReader(files).Read();

    /// <summary>The files of the rule book that ships with this assembly, by their path from <c>rules/</c> on.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ShippedFiles()
    {
        const string Folder = "rules/";
        var assembly = typeof(RuleBook).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..], name => Content(assembly, name));
    }

    /// <summary>The rule of an id, or null.</summary>
    /// <param name="id">The id, <c>authority/name</c>.</param>
    /// <returns>The rule, or null where there is none.</returns>
    public Rule? Find(string id) => Rules.FirstOrDefault(rule => rule.Id == id);

    private static RuleBook OpenEmbedded() => Open(ShippedFiles());

    private static ReadOnlyMemory<byte> Content(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
