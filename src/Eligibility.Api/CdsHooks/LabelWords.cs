using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>How an indication stands to the label, in words. The one label that is compared is that of onabotulinumtoxinA.</summary>
internal static class LabelWords
{
    /// <summary>Whether it is off label, and not merely ordered with a product whose own label is not compared here.</summary>
    /// <param name="part">The indication.</param>
    public static bool IsOff(IndicationScreening part) => part.LabelStatus == LabelStatus.OffLabel && !IsOfAnotherProduct(part);

    /// <summary>
    /// Whether it is of use to say: "contraindicated, on label" would read as a contradiction. That the label of a product is not compared says why a
    /// criterion is not met.
    /// </summary>
    /// <param name="part">The indication.</param>
    public static bool IsTold(IndicationScreening part) => part.Candidacy is Candidacy.Candidate or Candidacy.Deferred or Candidacy.Undetermined
        || (part.Candidacy == Candidacy.NotCandidate && IsOfAnotherProduct(part));

    /// <summary>The words.</summary>
    /// <param name="part">The indication.</param>
    public static string Of(IndicationScreening part) => part.LabelStatus switch
    {
        LabelStatus.OnLabel => "on label",
        LabelStatus.OffLabel => IsOff(part) ? "off label" : "the label of this product is not compared here",
        _ => "whether it is on label is not settled",
    };

    private static bool IsOfAnotherProduct(IndicationScreening part) => part.Authorities.Where(rule => rule.Rule.Kind == RuleKind.Label && rule.Edition is not null)
        .SelectMany(rule => rule.Edition!.Leaves.Zip(rule.Criteria))
        .Any(line => line.Second == Verdict.NotMet && line.First.Facts.Contains(FactCatalogue.ToxinProduct));
}
