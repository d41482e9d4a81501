using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Screenings;

/// <summary>The answer to a symptom profile. The same profile, rule book and day give the same answer. Immutable.</summary>
/// <param name="Profile">The profile that was screened.</param>
/// <param name="AsOf">The day whose editions were used.</param>
/// <param name="RuleBook">The rule book that was used.</param>
/// <param name="Candidacy">The best candidacy of the indications; any red flag makes it <see cref="Candidacy.ReferUrgently"/>.</param>
/// <param name="Indications">The indications that were not ruled out.</param>
/// <param name="Safeguards">The rules that can only restrict, whichever indications they bind.</param>
/// <param name="RuledOut">The indications whose presentation is definitely absent.</param>
/// <param name="Caveats">Every caveat of the answer, each once.</param>
/// <param name="Needs">The unanswered facts that could still change a candidacy, the ones worth most first.</param>
/// <param name="Assumptions">What was taken for granted, in sentences.</param>
public sealed record Screening(
    SymptomProfile Profile,
    DateOnly AsOf,
    RuleBook RuleBook,
    Candidacy Candidacy,
    ImmutableArray<IndicationScreening> Indications,
    ImmutableArray<RuleScreening> Safeguards,
    ImmutableArray<Indication> RuledOut,
    ImmutableArray<Caveat> Caveats,
    ImmutableArray<Need> Needs,
    ImmutableArray<string> Assumptions)
{
    /// <summary>Whether no unanswered question could change a candidacy.</summary>
    public bool Settled => Needs.IsEmpty;
}

/// <summary>The answer for one indication.</summary>
/// <param name="Indication">The indication.</param>
/// <param name="Candidacy">Its candidacy.</param>
/// <param name="Settled">Whether no unanswered question could change it.</param>
/// <param name="LabelStatus">How it stands to the label.</param>
/// <param name="Authorities">What each authority says.</param>
/// <param name="Caveats">Its caveats.</param>
public sealed record IndicationScreening(
    Indication Indication,
    Candidacy Candidacy,
    bool Settled,
    LabelStatus LabelStatus,
    ImmutableArray<RuleScreening> Authorities,
    ImmutableArray<Caveat> Caveats);

/// <summary>What one rule says.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Edition">Its edition in force; null: there was none, and the verdict is unknown.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Criteria">The verdict of each leaf of the edition, in order.</param>
/// <param name="Needs">The unanswered facts that could still decide it.</param>
public sealed record RuleScreening(Rule Rule, Edition? Edition, Verdict Verdict, ImmutableArray<Verdict> Criteria, ImmutableArray<Fact> Needs);

/// <summary>An unanswered fact that could still change a candidacy.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Settles">The rules that an answer helps to decide.</param>
public sealed record Need(Fact Fact, ImmutableArray<Rule> Settles);
