using RulesEngine.Models;

namespace Eligibility.Benchmarks.Code;

/// <summary>Microsoft's RulesEngine with the compared rules as one workflow.</summary>
internal sealed class RulesEnginePeer
{
    private const string Name = "compared";

    private readonly RulesEngine.RulesEngine _engine;

    public RulesEnginePeer(ComparedRules rules) => _engine = new RulesEngine.RulesEngine(
    [
        new Workflow
        {
            WorkflowName = Name,
            Rules = [.. rules.Rules.Select(rule => new Rule { RuleName = rule.Id, Expression = rule.Expression, RuleExpressionType = RuleExpressionType.LambdaExpression })],
        },
    ]);

    /// <summary>Judges every rule; the first time, it compiles them.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>What came of each rule.</returns>
    public ValueTask<List<RuleResultTree>> JudgeAsync(RuleParameter profile) => _engine.ExecuteAllRulesAsync(Name, profile);
}
