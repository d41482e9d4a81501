using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;

namespace Eligibility.Domain.RuleBooks;

/// <summary>Makes conditions of what the files say.</summary>
internal sealed class ConditionReader(ContentReader content)
{
    private const string AnyVerdict = "any";

    /// <summary>The condition; null, and a fault, where it cannot be made. Left out, it asks for a rule that is met.</summary>
    public Condition? Read(string file, string where, WhenFile? source)
    {
        var when = source ?? new WhenFile();
        var verdict = when.Verdict == AnyVerdict ? null : content.Code<Verdict>(file, $"{where}.when.verdict", when.Verdict ?? Codes.Of(Verdict.Met));
        var condition = new Condition(verdict, when.Criterion);
        if (when.Rule is not null)
        {
            condition = condition with
            {
                OtherRule = when.Rule,
                OtherVerdict = content.Code<Verdict>(file, $"{where}.when.ruleVerdict", when.RuleVerdict),
            };
        }

        if (when.Fact is null && (when.Answers is not null || when.Missing is not null))
        {
            content.Fault(file, $"{where}.when: has answers but no fact.", "Name the fact.");
            return null;
        }

        return when.Fact is null ? condition : WithFact(file, where, when, condition);
    }

    private Condition? WithFact(string file, string where, WhenFile when, Condition condition)
    {
        if (FactCatalogue.Find(when.Fact!) is not CodedFact fact)
        {
            content.Fault(file, $"{where}.when.fact: '{when.Fact}' is not a fact with codes.", "Use the name of a fact that is answered by codes.");
            return null;
        }

        var answers = when.Answers ?? [];
        if (answers.IsEmpty != (when.Missing == true) || answers.Any(code => !fact.Codes.Contains(code)))
        {
            content.Fault(file, $"{where}.when: asks neither for a missing answer nor for codes of {fact.Name}.",
                $"Give \"missing\": true, or \"answers\" out of: {string.Join(", ", fact.Codes)}.");
            return null;
        }

        return condition with { Fact = fact, Codes = fact.MaskOf(answers) };
    }
}
