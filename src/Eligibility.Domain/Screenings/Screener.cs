using System.Collections.Concurrent;
using System.Collections.Immutable;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>Screens symptom profiles by a rule book. Safe for use by many threads.</summary>
public sealed class Screener
{
    private readonly ConcurrentDictionary<DateOnly, RulesInForce> _inForce = [];
    private readonly ImmutableArray<DateOnly> _turns;
    private readonly Func<DateOnly, RulesInForce> _compile;

    /// <summary>Makes a screener.</summary>
    /// <param name="ruleBook">The rule book.</param>
    public Screener(RuleBook ruleBook)
    {
        RuleBook = ruleBook;
        _turns = [.. ruleBook.Rules.SelectMany(rule => rule.Editions).Select(edition => edition.EffectiveFrom).Append(DateOnly.MinValue).Distinct().Order()];
        _compile = turn => new RulesInForce(ruleBook, turn);
    }

    /// <summary>The rule book that profiles are screened by.</summary>
    public RuleBook RuleBook { get; }

    /// <summary>Screens one profile.</summary>
    /// <param name="profile">The answers.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    /// <param name="scope">What part of the answer is wanted; null: everything.</param>
    /// <param name="into">An answer to be filled, whose content is not needed any more; null: a new one.</param>
    /// <returns>The answer.</returns>
    public Screening Screen(SymptomProfile profile, DateOnly asOf, Scope? scope = null, Screening? into = null) =>
        (into ?? new Screening()).Fill(RuleBook, _inForce.GetOrAdd(Turn(asOf), _compile), profile, asOf, scope ?? Scope.Everything);

    /// <summary>
    /// Screens answers together with findings. A criterion that a finding decides is decided, whatever else its set may hold; every other
    /// criterion about that set stays unknown. The needs do not count the rest of the set: ask the answers alone for those.
    /// </summary>
    /// <param name="profile">The answers. A finding about a fact that was answered is left out: an answer is not overruled.</param>
    /// <param name="findings">The findings, one a fact at most.</param>
    /// <param name="asOf">The day whose editions apply.</param>
    /// <param name="scope">What part of the answer is wanted; null: everything.</param>
    /// <returns>The answer; its profile holds the findings as answers.</returns>
    public Screening Screen(SymptomProfile profile, ImmutableArray<Finding> findings, DateOnly asOf, Scope? scope = null)
    {
        var heldInPart = FactSet.None;
        foreach (var finding in findings.Where(finding => !profile.Has(finding.Fact)))
        {
            profile = profile.With(finding.Fact, new Answer(Codes: finding.Codes));
            heldInPart |= FactSet.Of(finding.Fact);
        }

        return new Screening().Fill(RuleBook, _inForce.GetOrAdd(Turn(asOf), _compile), profile, asOf, scope ?? Scope.Everything, heldInPart);
    }

    // Days between two turns of the rule book have the same editions in force, so they share what is made ready for them.
    private DateOnly Turn(DateOnly asOf)
    {
        var place = _turns.Length - 1;
        while (_turns[place] > asOf)
        {
            place--;
        }

        return _turns[place];
    }
}
