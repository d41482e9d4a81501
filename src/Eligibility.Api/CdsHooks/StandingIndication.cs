using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>Whose criteria are met for an indication. The order is that in a summary.</summary>
internal enum CriteriaOwner
{
    /// <summary>The label's.</summary>
    Label,

    /// <summary>This service's own basic ones, which say less than those of a label.</summary>
    Basic,

    /// <summary>Those of whoever leads where there is neither.</summary>
    Published,
}

/// <summary>What has to be said of the label where the criteria of an indication are called met.</summary>
internal enum LabelMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>That the use is off label.</summary>
    OffLabel,

    /// <summary>That the label's criteria are to confirm.</summary>
    ToConfirm,
}

/// <summary>An indication as it stands in a summary.</summary>
/// <param name="Title">Its title, within a sentence.</param>
/// <param name="Owner">Whose criteria are met, where any are.</param>
/// <param name="Mark">How it stands to the label.</param>
internal sealed record StandingIndication(string Title, CriteriaOwner Owner, LabelMark Mark)
{
    /// <summary>Whether it is off label.</summary>
    public bool IsOff => Mark == LabelMark.OffLabel;

    /// <summary>How an indication stands.</summary>
    /// <param name="part">The indication.</param>
    public static StandingIndication Of(IndicationScreening part)
    {
        var isBasic = part.Authorities[0].Rule.Kind == RuleKind.Screening;
        var label = part.Authorities.FirstOrDefault(rule => rule.Rule is { Kind: RuleKind.Label, Stage: Stage.Initial })?.Verdict;
        return new StandingIndication(
            Words.Within(part.Indication.Title),
            // The lead's where there is no label, which may be another's than this service's.
            label == Verdict.Met ? CriteriaOwner.Label : isBasic ? CriteriaOwner.Basic : CriteriaOwner.Published,
            LabelWords.IsOff(part) && LabelWords.IsTold(part) ? LabelMark.OffLabel
                : isBasic && label == Verdict.Unknown ? LabelMark.ToConfirm
                : LabelMark.None);
    }
}
