using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>The answer for one indication.</summary>
/// <param name="Indication">The indication.</param>
/// <param name="Candidacy">Its candidacy.</param>
/// <param name="Settled">Whether no unanswered question could change it.</param>
/// <param name="LabelStatus">How it stands to the label.</param>
/// <param name="Authorities">What each authority says.</param>
/// <param name="Evidence">What research and learned societies say about people like this one.</param>
/// <param name="Caveats">Its caveats.</param>
public sealed record IndicationScreening(
    Indication Indication,
    Candidacy Candidacy,
    bool Settled,
    LabelStatus LabelStatus,
    ImmutableArray<RuleScreening> Authorities,
    ImmutableArray<Evidence> Evidence,
    ImmutableArray<Caveat> Caveats);

/// <summary>What one rule says.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Edition">Its edition in force; null: there was none, and the verdict is unknown.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Criteria">The verdict of each leaf of the edition, in order.</param>
/// <param name="Needs">The unanswered facts in the parts of it that are not decided.</param>
/// <param name="Changes">The smallest sets of other answers after which it would no longer be not met; empty where it is not.</param>
public sealed record RuleScreening(
    Rule Rule,
    Edition? Edition,
    Verdict Verdict,
    ImmutableArray<Verdict> Criteria,
    ImmutableArray<Fact> Needs,
    ImmutableArray<ImmutableArray<Change>> Changes);

/// <summary>Another answer to a fact, after which a criterion would be met.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Required">What the answer would have to be, in a short exact form.</param>
/// <param name="By">By how much the answer falls short or goes too far; null where it is not a number, or a count of entries.</param>
/// <param name="Reached">The day by which waiting alone does it; null where waiting does not, or the day cannot be told.</param>
public sealed record Change(Fact Fact, string Required, decimal? By, DateOnly? Reached);

/// <summary>What part of an answer is wanted. An empty list leaves nothing out.</summary>
/// <param name="Authorities">The authorities to show.</param>
/// <param name="Indications">The indications to screen.</param>
public sealed record Scope(ImmutableArray<string> Authorities, ImmutableArray<string> Indications)
{
    /// <summary>Everything.</summary>
    public static Scope Everything { get; } = new([], []);

    /// <summary>Whether an authority's rules are wanted.</summary>
    /// <param name="authority">The authority.</param>
    /// <returns>True where they are.</returns>
    internal bool Shows(string authority) => Authorities.IsEmpty || Authorities.Contains(authority);

    /// <summary>Whether an indication is wanted.</summary>
    /// <param name="indication">The indication.</param>
    /// <returns>True where it is.</returns>
    internal bool Screens(Indication indication) => Indications.IsEmpty || Indications.Contains(indication.Id);
}

/// <summary>An unanswered fact that could still change a candidacy.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Settles">The rules that an answer helps to decide.</param>
public sealed record Need(Fact Fact, ImmutableArray<Rule> Settles);
