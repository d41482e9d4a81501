using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using BenchmarkDotNet.Attributes;
using Eligibility.Benchmarks.Samples;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;
using Eligibility.Json.Screenings;

namespace Eligibility.Benchmarks.Code;

/// <summary>What a request is made of, each step alone. Open, because BenchmarkDotNet does not run a sealed class.</summary>
public class LibraryBenchmarks
{
    // More kinds of profiles than the service keeps anything for: by the time one comes again, it is forgotten.
    private const int Drawn = 40_000;

    private readonly byte[] _fourAnswers = Encoding.UTF8.GetBytes(Sample.FourAnswers);
    private readonly byte[] _fullProfile = Encoding.UTF8.GetBytes(Sample.Full);
    private readonly SymptomProfile _four = Sample.Read(Sample.FourAnswers);
    private readonly SymptomProfile _full = Sample.Read(Sample.Full);
    private readonly Screener _screener = new(RuleBook.Shipped);
    private readonly RulesInForce _rules = new(RuleBook.Shipped, Sample.Day);
    private readonly Word[] _words;
    private readonly Verdict[] _verdicts;
    private readonly SymptomProfile[] _drawn;
    private int _next;
    private readonly Screening _screening;
    private readonly ArrayBufferWriter<byte> _output = new();

    /// <summary>Screens once what is written many times.</summary>
    public LibraryBenchmarks()
    {
        var drawn = new DrawnProfiles(RuleBook.Shipped, seed: 2);
        _drawn = [.. Enumerable.Range(0, Drawn).Select(_ => drawn.Next())];
        (_words, _verdicts) = (new Word[_rules.Words], new Verdict[_rules.All.Length]);
        _screening = _screener.Screen(_full, Sample.Day);
    }

    /// <summary>Judging alone.</summary>
    /// <returns>The verdict of each rule.</returns>
    [Benchmark(Description = "judge a full profile by every rule")]
    public Verdict[] JudgeFull()
    {
        _rules.Judge(_full, _words, _verdicts);
        return _verdicts;
    }

    /// <summary>Judging, with candidacies and needs, of profiles that were not met before.</summary>
    /// <returns>The screening.</returns>
    [Benchmark(Description = "screen a drawn profile, each time another one")]
    public Screening ScreenDrawn()
    {
        _next = (_next + 1) % _drawn.Length;
        return _screener.Screen(_drawn[_next], Sample.Day);
    }

    /// <summary>The same of one that was.</summary>
    /// <returns>The screening.</returns>
    [Benchmark(Description = "screen a full profile, always the same")]
    public Screening ScreenFull() => _screener.Screen(_full, Sample.Day);

    /// <summary>The same where most is unknown.</summary>
    /// <returns>The screening.</returns>
    [Benchmark(Description = "screen four answers, always the same")]
    public Screening ScreenFour() => _screener.Screen(_four, Sample.Day);

    /// <summary>Reading what every clinic sends.</summary>
    /// <returns>The profile.</returns>
    [Benchmark(Description = "read four answers")]
    public ProfileReading ReadFour() => ProfileReader.Read(_fourAnswers);

    /// <summary>Reading all that can be sent.</summary>
    /// <returns>The profile.</returns>
    [Benchmark(Description = "read a full profile")]
    public ProfileReading ReadFull() => ProfileReader.Read(_fullProfile);

    /// <summary>Writing everything.</summary>
    /// <returns>How many bytes were written.</returns>
    [Benchmark(Description = "write the full answer to a full profile")]
    public int WriteFull() => Write(Detail.Full);

    /// <summary>Writing what was decided.</summary>
    /// <returns>How many bytes were written.</returns>
    [Benchmark(Description = "write the verdicts on a full profile")]
    public int WriteVerdicts() => Write(Detail.Verdicts);

    /// <summary>What a start waits for.</summary>
    /// <returns>The rule book.</returns>
    [Benchmark(Description = "open the rule book")]
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "BenchmarkDotNet runs methods of an instance.")]
    public RuleBook OpenRuleBook() => RuleBook.Open(RuleBook.ShippedFiles());

    private int Write(Detail detail)
    {
        _output.ResetWrittenCount();
        ScreeningWriter.Write(_output, _screening, reference: null, detail);
        return _output.WrittenCount;
    }
}
