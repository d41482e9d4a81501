using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Eligibility.Benchmarks.Plain;
using Eligibility.Benchmarks.Samples;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using RulesEngine.Models;

namespace Eligibility.Benchmarks.Code;

/// <summary>The same rules judged by both sides. Open, because BenchmarkDotNet does not run a sealed class.</summary>
public class PeerBenchmarks
{
    private readonly ComparedRules _rules = new(RuleBook.Shipped, Sample.Day);
    private readonly SymptomProfile _profile = Sample.Read(Sample.Full);
    private readonly RuleParameter _plain = new(ComparedRules.Profile, JsonSerializer.Deserialize(Sample.Full, PlainJson.Default.PlainProfile));
    private readonly RulesEnginePeer _peer;
    private readonly Verdict[] _verdicts;

    /// <summary>Takes over the rules.</summary>
    public PeerBenchmarks() => (_peer, _verdicts) = (new RulesEnginePeer(_rules), new Verdict[_rules.Rules.Length]);

    /// <summary>Has RulesEngine compile its expressions, which it does when they are first asked for.</summary>
    /// <returns>When it is done.</returns>
    [GlobalSetup]
    public async Task WarmAsync() => await _peer.JudgeAsync(_plain);

    /// <summary>Three-valued verdicts from bits.</summary>
    /// <returns>The verdict of each rule.</returns>
    [Benchmark(Description = "judge the compared rules: Eligibility", Baseline = true)]
    public Verdict[] Eligibility()
    {
        _rules.Judge(_profile, _verdicts);
        return _verdicts;
    }

    /// <summary>True or false from compiled expressions.</summary>
    /// <returns>What came of each rule.</returns>
    [Benchmark(Description = "judge the compared rules: Microsoft RulesEngine")]
    public async Task<List<RuleResultTree>> RulesEngine() => await _peer.JudgeAsync(_plain);
}
