using System.Collections.Immutable;
using CsCheck;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Profiles;

namespace Eligibility.Tests.Screenings;

public sealed class MonotonicityTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Screener Screener = new(RuleBook.Shipped);

    private static readonly ImmutableArray<Criterion> Criteria =
    [
        .. RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions)
            .SelectMany(edition => edition.Leaves.Append<Criterion?>(edition.Criterion).Append(edition.Presentation)).OfType<Criterion>(),
    ];

    // The usual hours stand in for the days with long headache until those are counted, so such a count is not one answer more but
    // another answer to the same question: RandomProfiles takes both away together.
    [Fact]
    public void More_answers_never_flip_a_met_or_a_not_met() => RandomProfiles.Growing.Sample(
        profiles => Criteria.Select(criterion => (Before: criterion.Judge(profiles.Less), After: criterion.Judge(profiles.More)))
            .Where(verdict => verdict.Before != Verdict.Unknown && verdict.After != verdict.Before).Should().BeEmpty(),
        iter: 1000, print: Both);

    [Fact]
    public void What_was_ruled_out_stays_ruled_out() => RandomProfiles.Growing.Sample(
        profiles => Screener.Screen(profiles.Less, Today).RuledOut.Except(Screener.Screen(profiles.More, Today).RuledOut).Should().BeEmpty(),
        iter: 60, print: Both);

    [Fact]
    public void More_harm_never_helps() =>
        Gen.Select(RandomProfiles.Any, Gen.OneOf(FactCatalogue.RedFlags, FactCatalogue.SafetyFactors), Gen.ULong).Sample(
            (profile, fact, bits) =>
            {
                var harm = bits & ((1UL << fact.Codes.Length) - 1);
                var before = Screener.Screen(profile, Today);
                var after = Screener.Screen(profile.With(fact, new Answer(Codes: (profile[fact]?.Codes ?? 0) | harm)), Today);

                // From best to worst, so that a greater candidacy is no better one.
                ((int)after.Candidacy).Should().BeGreaterThanOrEqualTo((int)before.Candidacy);
                foreach (var (was, now) in before.Indications.Zip(after.Indications))
                {
                    now.Indication.Should().Be(was.Indication);
                    ((int)now.Candidacy).Should().BeGreaterThanOrEqualTo((int)was.Candidacy);
                }

                after.RuledOut.Should().Equal(before.RuledOut);
            },
            iter: 200, print: sample => $"{ProfileText.Of(sample.Item1)} and {sample.Item2} {sample.Item3:x}");

    private static string Both((SymptomProfile Less, SymptomProfile More) profiles) =>
        $"{ProfileText.Of(profiles.Less)} and then {ProfileText.Of(profiles.More)}";
}
