using System.Collections.Immutable;
using System.Diagnostics;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Benchmarks.Code;

/// <summary>A rule in the form in which both sides judge it.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Criterion">What Eligibility judges: the criterion tree, without the leaves that have no expression.</param>
/// <param name="Expression">What RulesEngine judges: the same as an expression over a plain profile.</param>
internal sealed record ComparedRule(string Id, Criterion Criterion, string Expression);

/// <summary>
/// The rules in force in both forms. What has no expression over a flat record, such as a response after some treatments, is left out on
/// both sides, and counted.
/// </summary>
internal sealed class ComparedRules
{
    /// <summary>What expressions call the profile.</summary>
    public const string Profile = "profile";

    private readonly RuleJudge _judge;
    private readonly ImmutableArray<VerdictTree> _trees;
    private readonly Word[] _words;

    public ComparedRules(RuleBook book, DateOnly asOf)
    {
        var inForce = book.Rules.Select(rule => (rule.Id, Edition: rule.InForce(asOf))).Where(rule => rule.Edition is not null).ToList();
        Rules = [.. inForce.Select(rule => Of(rule.Id, rule.Edition!.Criterion)).OfType<ComparedRule>()];
        _judge = new RuleJudge(Rules.Select((rule, place) => (place, rule.Criterion)), Rules.Length);
        _trees = [.. Rules.Select(rule => VerdictTree.Of(rule.Criterion))];
        _words = new Word[Rules.Length];
        RulesInForce = inForce.Count;
        LeavesInForce = inForce.Sum(rule => rule.Edition!.Leaves.Length);
        Leaves = Rules.Sum(rule => rule.Criterion.Leaves.Count());
        Whole = Rules.Count(rule => rule.Criterion.Leaves.Count() == inForce.Find(other => other.Id == rule.Id).Edition!.Leaves.Length);
    }

    /// <summary>The rules of which at least a part can be compared.</summary>
    public ImmutableArray<ComparedRule> Rules { get; }

    /// <summary>How many of them are compared whole.</summary>
    public int Whole { get; }

    /// <summary>How many criteria are compared.</summary>
    public int Leaves { get; }

    /// <summary>How many rules there are.</summary>
    public int RulesInForce { get; }

    /// <summary>How many criteria there are.</summary>
    public int LeavesInForce { get; }

    /// <summary>How much is compared, in a sentence.</summary>
    public string Extent =>
        $"Compared were {Rules.Length} of {RulesInForce} rules, {Whole} of them whole, with {Leaves} of {LeavesInForce} criteria; what has no expression over a flat record was left out on both sides.";

    /// <summary>Judges them as the service judges its rules. For one thread at a time.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="verdicts">The verdict of each of <see cref="Rules"/>.</param>
    public void Judge(SymptomProfile profile, Span<Verdict> verdicts)
    {
        _judge.Judge(profile, _words);
        for (var i = 0; i < _trees.Length; i++)
        {
            verdicts[i] = _trees[i].Of(_words[i]);
        }
    }

    private static ComparedRule? Of(string id, Criterion criterion) => Translate(criterion) is var (tree, expression) ? new ComparedRule(id, tree, expression) : null;

    private static (Criterion Criterion, string Expression)? Translate(Criterion criterion)
    {
        if (criterion is not Combination combination)
        {
            return Expression((Leaf)criterion) is { } expression ? (criterion, expression) : null;
        }

        var parts = combination.Parts.Select(Translate).OfType<(Criterion Criterion, string Expression)>().ToList();
        var trees = parts.Select(part => part.Criterion);
        return parts.Count == 0 ? null : (
            combination.All ? Criterion.AllOf(trees) : Criterion.AnyOf(trees),
            $"({string.Join(combination.All ? " && " : " || ", parts.Select(part => part.Expression))})");
    }

    private static string? Expression(Leaf leaf) => leaf switch
    {
        NotCovered => "false",
        // A product that is not compared is not among the answers that are.
        CodeMembership or ProductCompared => Membership(leaf, (CodedFact)leaf.Facts[0]),
        NumberComparison { Facts: [NumberFact fact] } => $"{Member(fact)} {Required(leaf)}",
        // These read two facts; which rule class they come from shows in their id, and their facts.
        NumberComparison { Id: "headache-days" or "present", Facts: [var now, var baseline] } when now == FactCatalogue.HeadacheDaysPerMonth =>
            $"({Member(FactCatalogue.CyclesCompleted)} > 0 ? {Member(baseline)} : {Member(now)}) {Required(leaf)}",
        NumberComparison { Facts: [var planned, var earlier] } when planned == FactCatalogue.PlannedUnits =>
            $"({Member(planned)} + {Member(earlier)}) {Required(leaf)}",
        _ => null,
    };

    private static string Membership(Leaf leaf, CodedFact fact)
    {
        var tests = fact.CodesOf(leaf.Distinguishes(fact)[0]).Select(code => fact switch
        {
            BooleanFact => $"{Member(fact)} == {code}",
            CodeSetFact => $"{Member(fact)}.Contains(\"{code}\")",
            CodeFact => $"{Member(fact)} == \"{code}\"",
            _ => throw new UnreachableException(),
        });
        var anyOf = $"({string.Join(" || ", tests)})";
        return Required(leaf).StartsWith("any of", StringComparison.Ordinal) ? anyOf : $"!{anyOf}";
    }

    private static string Required(Leaf leaf) => leaf.Observe(SymptomProfile.Empty).Required;

    private static string Member(Fact fact) => $"{Profile}.{char.ToUpperInvariant(fact.Name[0])}{fact.Name[1..]}";
}
