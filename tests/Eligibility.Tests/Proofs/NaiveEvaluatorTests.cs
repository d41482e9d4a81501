using System.Text.Json.Nodes;
using CsCheck;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Proofs;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Screenings;

namespace Eligibility.Tests.Proofs;

public sealed class NaiveEvaluatorTests
{
    private const int MostKinds = 1_500;

    public static TheoryData<string, int> Editions =>
        [.. RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions.Select((_, index) => (rule.Id, index)))];

    [Theory]
    [MemberData(nameof(Editions))]
    public void A_second_judge_agrees_on_every_kind_of_profile(string id, int edition)
    {
        var criterion = RuleBook.Shipped.Find(id)!.Editions[edition].Criterion;
        var (ruleClass, limits) = Content(id, edition);
        var kinds = new DistinguishableProfiles(criterion.Leaves);
        var step = Math.Max(1, kinds.Count / MostKinds);
        foreach (var example in kinds.All.Where((_, index) => index % step == 0).Select(kind => kind.Example))
        {
            Agree(criterion, ruleClass, limits, example);
        }
    }

    [Fact]
    public void A_second_judge_agrees_on_random_profiles()
    {
        var editions = RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions.Select((edition, index) => (edition.Criterion, Content: Content(rule.Id, index)))).ToList();
        RandomProfiles.Any.Sample(profile =>
        {
            foreach (var (criterion, (ruleClass, limits)) in editions)
            {
                Agree(criterion, ruleClass, limits, profile);
            }
        }, iter: 700);
    }

    private static void Agree(Criterion criterion, string ruleClass, JsonNode limits, SymptomProfile profile)
    {
        var json = ProfileWriter.Write(profile);
        Verdict expected = new NaiveEvaluator(ruleClass, limits, JsonNode.Parse(json)!.AsObject()).Judge() switch
        {
            true => Verdict.Met,
            false => Verdict.NotMet,
            null => Verdict.Unknown,
        };
        if (criterion.Judge(profile) != expected)
        {
            throw new InvalidOperationException($"{ruleClass} says {criterion.Judge(profile)}, the second judge {expected}, of {json}");
        }
    }

    private static (string RuleClass, JsonNode Limits) Content(string id, int edition)
    {
        var rule = JsonNode.Parse(RuleBook.ShippedFiles()[$"{id}.json"].Span)!;
        return ((string)rule["ruleClass"]!, rule["editions"]![edition]!["limits"] ?? new JsonObject());
    }
}
