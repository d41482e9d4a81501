using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Judging;
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
public sealed class RuleScreening
{
    private readonly RuleInForce _rule;
    private readonly Word _word;
    private readonly SymptomProfile _profile;
    private readonly DateOnly _asOf;

    internal RuleScreening(RuleInForce rule, Verdict verdict, Word word, SymptomProfile profile, DateOnly asOf) =>
        (_rule, Verdict, _word, _profile, _asOf) = (rule, verdict, word, profile, asOf);

    /// <summary>The rule.</summary>
    public Rule Rule => _rule.Rule;

    /// <summary>Its edition in force; null: there was none, and the verdict is unknown.</summary>
    public Edition? Edition => _rule.Edition;

    /// <summary>Its verdict.</summary>
    public Verdict Verdict { get; }

    /// <summary>The verdict of each leaf of the edition, in order.</summary>
    public ImmutableArray<Verdict> Criteria => [.. Enumerable.Range(0, _rule.Leaves.Length).Select(_word.Of)];

    /// <summary>
    /// The criteria that its verdict hangs on, in the order of the edition: of criteria of which one is enough, those that come out as they do together. None
    /// where there is no edition.
    /// </summary>
    public ImmutableArray<CriterionScreening> Bearing => field.IsDefault ? field = FindBearing() : field;

    /// <summary>The unanswered facts in the parts of it that are not decided.</summary>
    public ImmutableArray<Fact> Needs => _rule.OpenFacts(_word, _profile).InOrder;

    /// <summary>The smallest sets of other answers after which it would no longer be not met; empty where it is not. Searched for whenever it is asked for.</summary>
    public ImmutableArray<ImmutableArray<Change>> Changes => Verdict == Verdict.NotMet ? _rule.Changes(_profile, _asOf) : [];

    private ImmutableArray<CriterionScreening> FindBearing()
    {
        if (Edition is not { } edition)
        {
            return [];
        }

        var bears = edition.Criterion.IsAllOfLeaves ? null : edition.Criterion.Bearing(leaf => _word.Of(edition.Leaves.IndexOf(leaf))).ToHashSet();
        var found = ImmutableArray.CreateBuilder<CriterionScreening>(edition.Leaves.Length);
        for (var place = 0; place < edition.Leaves.Length; place++)
        {
            if (edition.Leaves[place] is var leaf && bears?.Contains(leaf) != false)
            {
                found.Add(new CriterionScreening(leaf, _word.Of(place), edition.Texts[place]));
            }
        }

        return found.DrainToImmutable();
    }
}

/// <summary>What came of one criterion of a rule.</summary>
/// <param name="Leaf">The criterion.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Text">Its words.</param>
public readonly record struct CriterionScreening(Leaf Leaf, Verdict Verdict, CriterionText Text);

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
