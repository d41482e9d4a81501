using System.Globalization;
using System.Text.Json;
using Eligibility.Benchmarks.Plain;
using Eligibility.Benchmarks.Samples;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;
using RulesEngine.Models;

namespace Eligibility.Benchmarks.Code;

/// <summary>Whether both sides come to the same verdicts. Before they do, there is nothing to time.</summary>
/// <param name="rules">The rules in both forms.</param>
internal sealed class Agreement(ComparedRules rules)
{
    private const int Drawn = 500;

    private readonly RulesEnginePeer _peer = new(rules);

    private int _met;
    private int _judged;

    /// <summary>What was judged, in a sentence. Had hardly anything been met, or everything, agreeing would say little.</summary>
    public string Extent => string.Create(CultureInfo.InvariantCulture, $"Both sides agreed on all of {_judged:N0} verdicts, {_met:N0} of them met, on {Drawn + 1} fully answered profiles.");

    /// <summary>Judges many fully answered profiles on both sides.</summary>
    /// <returns>A sentence for each difference.</returns>
    public async Task<List<string>> CheckAsync()
    {
        var drawn = new DrawnProfiles(RuleBook.Shipped, seed: 1);
        List<SymptomProfile> profiles = [Sample.Read(Sample.Full), .. Enumerable.Range(0, Drawn).Select(_ => drawn.Next(complete: true))];
        var differences = new List<string>();
        foreach (var profile in profiles)
        {
            differences.AddRange(await DifferencesAsync(profile));
        }

        return differences;
    }

    private async Task<IEnumerable<string>> DifferencesAsync(SymptomProfile profile)
    {
        var plain = JsonSerializer.Deserialize(ProfileWriter.Write(profile), PlainJson.Default.PlainProfile);
        var theirs = (await _peer.JudgeAsync(new RuleParameter(ComparedRules.Profile, plain))).ToDictionary(result => result.Rule.RuleName);
        _judged += theirs.Count;
        _met += theirs.Values.Count(result => result.IsSuccess);
        var ours = new Verdict[rules.Rules.Length];
        rules.Judge(profile, ours);
        return rules.Rules
            .Select((rule, place) => (rule.Id, Ours: ours[place], Theirs: theirs[rule.Id]))
            .Where(rule => rule.Ours != (rule.Theirs.IsSuccess ? Verdict.Met : Verdict.NotMet) || rule.Theirs.ExceptionMessage is { Length: > 0 })
            .Select(rule => $"{rule.Id}: {rule.Ours} here, {(rule.Theirs.IsSuccess ? "a success" : "no success")} there. {rule.Theirs.ExceptionMessage}");
    }
}
