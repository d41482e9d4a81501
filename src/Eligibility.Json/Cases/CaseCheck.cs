using System.Collections.Immutable;
using System.Text;
using Eligibility.Domain;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;

namespace Eligibility.Json.Cases;

/// <summary>Holds a worked example against the answer.</summary>
public static class CaseCheck
{
    /// <summary>Where the answer to an example differs from what the example expects.</summary>
    /// <param name="screener">Screens by the rule book that the example belongs to, or by a changed one.</param>
    /// <param name="example">The example.</param>
    /// <returns>One sentence a difference; none where they agree.</returns>
    public static ImmutableArray<string> Differences(Screener screener, Case example)
    {
        var reading = ProfileReader.Read(Encoding.UTF8.GetBytes(example.Profile.GetRawText()));
        var expected = example.Expected;
        var faults = reading.Faults.Select(fault => fault.Pointer).ToList();
        if (reading.Profile is not { } profile || expected.Faults is not null)
        {
            return [.. Compare("faults", Join(expected.Faults ?? []), Join(faults))];
        }

        var screening = screener.Screen(profile, example.AsOf, AskedAbout(screener.RuleBook, expected));
        var caveats = screening.Caveats.Select(caveat => caveat.Code).ToHashSet();
        return
        [
            .. expected.Overall is { } overall ? Compare("overall candidacy", overall, Codes.Of(screening.Candidacy)) : [],
            .. (expected.Candidacy ?? NoneExpected).SelectMany(pair => Compare($"candidacy of {pair.Key}", pair.Value,
                Of(screening, pair.Key) is { } indication ? Codes.Of(indication.Candidacy) : null)),
            .. (expected.LabelStatus ?? NoneExpected).SelectMany(pair => Compare($"label status of {pair.Key}", pair.Value,
                Of(screening, pair.Key) is { } indication ? Codes.Of(indication.LabelStatus) : null)),
            .. (expected.Verdicts ?? NoneExpected).SelectMany(pair => Compare($"verdict of {pair.Key}", pair.Value, VerdictOf(screening, pair.Key))),
            .. (expected.Evidence ?? ImmutableDictionary<string, EvidenceExpectation>.Empty)
                .Where(pair => Of(screening, pair.Key)?.Evidence.Any(found => found.Grade == pair.Value.Grade && found.Effective == pair.Value.Effective) != true)
                .Select(pair => $"evidence for {pair.Key}: expected grade {pair.Value.Grade ?? "none"}, {(pair.Value.Effective ? "effective" : "not effective")}, but is absent."),
            .. (expected.Caveats ?? []).Where(code => !caveats.Contains(code)).Select(code => $"caveat {code}: expected, but absent."),
            .. (expected.WithoutCaveats ?? []).Where(caveats.Contains).Select(code => $"caveat {code}: not expected, but there."),
            .. (expected.RuledOut ?? []).Where(id => screening.RuledOut.All(indication => indication.Id != id)).Select(id => $"{id}: expected to be ruled out, but is not."),
        ];
    }

    private static ImmutableDictionary<string, string> NoneExpected => ImmutableDictionary<string, string>.Empty;

    // Screening what nothing is expected of would be most of the work.
    private static Scope AskedAbout(RuleBook book, CaseExpectation expected) =>
        expected is { Overall: null, Caveats: null, WithoutCaveats: null, RuledOut: null }
            ? new Scope([], [.. (expected.Candidacy ?? NoneExpected).Keys.Concat((expected.LabelStatus ?? NoneExpected).Keys)
                .Concat(expected.Evidence?.Keys ?? [])
                .Concat((expected.Verdicts ?? NoneExpected).Keys.Select(rule => book.Find(rule)?.Indication?.Id).OfType<string>()).Distinct()])
            : Scope.Everything;

    private static IndicationScreening? Of(Screening screening, string indication) =>
        screening.Indications.FirstOrDefault(answer => answer.Indication.Id == indication);

    private static string? VerdictOf(Screening screening, string rule) => screening.Indications
        .SelectMany(indication => indication.Authorities).Concat(screening.Safeguards)
        .Where(answer => answer.Rule.Id == rule).Select(answer => Codes.Of(answer.Verdict)).FirstOrDefault();

    private static IEnumerable<string> Compare(string what, string expected, string? actual) =>
        expected == actual ? [] : [$"{what}: expected {(expected.Length == 0 ? "none" : expected)}, but is {(string.IsNullOrEmpty(actual) ? "none" : actual)}."];

    private static string Join(IEnumerable<string> pointers) => string.Join(", ", pointers.Order(StringComparer.Ordinal));
}
