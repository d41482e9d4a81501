using System.Buffers;
using System.Text;
using Eligibility.Benchmarks.Samples;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;

namespace Eligibility.Benchmarks.Batch;

/// <summary>The lines of a batch: the valid profiles of the rule book's worked examples, and drawn ones. No two are the same.</summary>
internal sealed class BatchLinesSample
{
    private const ulong Seed = 20261123;

    /// <summary>Makes the lines.</summary>
    /// <param name="book">The rule book.</param>
    /// <param name="drawn">How many are drawn.</param>
    public BatchLinesSample(RuleBook book, int drawn)
    {
        var lines = new HashSet<string>();
        foreach (var example in book.Rules.SelectMany(rule => rule.Cases))
        {
            // What is refused has no place in a comparison with readers that take anything.
            if (ProfileReader.Read(Encoding.UTF8.GetBytes(example.Profile.GetRawText())).Profile is { } profile)
            {
                lines.Add(ProfileWriter.Write(profile));
            }
        }

        Examples = lines.Count;
        var profiles = new DrawnProfiles(book, Seed);
        while (lines.Count < Examples + drawn)
        {
            lines.Add(ProfileWriter.Write(profiles.Next()));
        }

        Lines = [.. lines.Select(line => new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(line)))];
    }

    /// <summary>The lines, without line feeds.</summary>
    public IReadOnlyList<ReadOnlySequence<byte>> Lines { get; }

    /// <summary>How many of them are worked examples.</summary>
    public int Examples { get; }
}
