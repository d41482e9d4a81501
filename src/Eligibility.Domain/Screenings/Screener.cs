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
