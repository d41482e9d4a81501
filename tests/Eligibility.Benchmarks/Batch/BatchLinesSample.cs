using System.Buffers;
using System.Text;
using Eligibility.Benchmarks.Samples;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;

namespace Eligibility.Benchmarks.Batch;

/// <summary>
/// The lines of a batch: the valid profiles of the rule book's worked examples, and drawn ones. Each pass has lines of its own, so that what
/// is kept for profiles that were met before is of no more use than among the patients of a clinic.
/// </summary>
internal sealed class BatchLinesSample
{
    private const ulong Seed = 20261123;

    private readonly List<string> _examples;
    private readonly HashSet<string> _known;
    private readonly DrawnProfiles _profiles;

    /// <summary>Reads the examples.</summary>
    /// <param name="book">The rule book.</param>
    public BatchLinesSample(RuleBook book)
    {
        // What is refused has no place in a comparison with readers that take anything.
        _examples =
        [
            .. book.Rules.SelectMany(rule => rule.Cases).Select(example => ProfileReader.Read(Encoding.UTF8.GetBytes(example.Profile.GetRawText())).Profile)
                .Where(profile => profile is not null).Select(profile => ProfileWriter.Write(profile!)).Distinct(),
        ];
        _known = [.. _examples];
        _profiles = new DrawnProfiles(book, Seed);
    }

    /// <summary>How many examples there are.</summary>
    public int Examples => _examples.Count;

    /// <summary>How many different lines there were.</summary>
    public int Distinct => _known.Count;

    /// <summary>The lines of the next pass, without line feeds: the examples, and drawn ones that no pass had before.</summary>
    /// <param name="drawn">How many are drawn.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<ReadOnlySequence<byte>> Next(int drawn)
    {
        List<string> lines = [.. _examples];
        while (lines.Count < Examples + drawn)
        {
            var line = ProfileWriter.Write(_profiles.Next());
            if (_known.Add(line))
            {
                lines.Add(line);
            }
        }

        return [.. lines.Select(line => new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(line)))];
    }
}
