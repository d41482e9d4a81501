using System.Collections.Immutable;
using Eligibility.Api.Fhir;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// The card of a screening: what decided in its summary, the rest in its detail. Its warnings are never critical: that is for life or
/// death, and a form may be weeks old.
/// </summary>
internal static class ScreeningCard
{
    private const string Reasons = "urn:eligibility:override-reason";

    private static readonly IReadOnlyList<Coding> OverrideReasons =
    [
        new(Reasons, "assessed-otherwise", "Assessed in person, with another result"),
        new(Reasons, "answers-out-of-date", "The answers of the form are out of date"),
        new(Reasons, "other-use", "For a use that is not screened here"),
        new(Reasons, "informed-choice", "Decided together with the person, who knows this"),
    ];

    /// <summary>The card, or null where there is nothing to say.</summary>
    /// <param name="hook">When it was asked. A chart that is opened has no card about criteria that are not met; an order has.</param>
    /// <param name="screening">What the criteria say.</param>
    /// <param name="provenance">Of which day the answers are, in sentences.</param>
    /// <param name="old">How old the answers are, where that is worth a word in the summary; else null.</param>
    /// <param name="id">The card's id.</param>
    public static Card? Of(Hook hook, HookScreening screening, string provenance, string? old, string id)
    {
        if (hook == Hook.PatientView
            && (screening.Standing == Candidacy.NotCandidate || (screening.Reported.IsEmpty && screening.Standing == Candidacy.Undetermined)))
        {
            return null;
        }

        var safety = new SafetyFindings(screening);
        var (decided, citation) = Decided(screening, safety);
        var detail = new CardDetail(screening, safety, provenance);
        var isWarning = IsWarning(hook, screening, safety);
        return new Card(
            id,
            CardSummary.Of(screening, safety, old, decided),
            isWarning ? "warning" : "info",
            CardSource.Of(citation?.Title ?? Source(screening), citation?.Url, Topic(hook, screening, safety)),
            detail.Write(),
            isWarning ? OverrideReasons : null,
            detail.Links is { IsEmpty: false } links ? links : null);
    }

    // A risk that nobody disputes is no quieter than one that form and chart disagree about.
    private static bool IsWarning(Hook hook, HookScreening screening, SafetyFindings safety) => screening.Standing switch
    {
        Candidacy.ReferUrgently or Candidacy.Contraindicated => true,
        Candidacy.NotCandidate or Candidacy.Deferred when hook == Hook.OrderSign => true,
        _ => !screening.Contraindicated.IsEmpty || !screening.DeniedRisks.IsEmpty || screening.ProductAgainstOrder is not null || !safety.ToReview.IsEmpty || !safety.Deferrals.IsEmpty,
    };

    private static string Source(HookScreening screening) => $"Eligibility, rule book {screening.Screening.RuleBook.Version}";

    private static string Topic(Hook hook, HookScreening screening, SafetyFindings safety) => screening.Standing switch
    {
        Candidacy.Contraindicated => "contraindication",
        < Candidacy.Contraindicated when !screening.Contraindicated.IsEmpty => "contraindication",
        Candidacy.NotCandidate when hook == Hook.OrderSign && IsWithoutTherapy(screening) => "therapy-alternatives-req",
        Candidacy.NotCandidate or Candidacy.ReferUrgently => "off-guideline",
        _ when !safety.Deferrals.IsEmpty => "off-guideline",
        _ => "guideline",
    };

    // A criterion that asks for physical therapy is not met by these answers, or a caveat says that there was none.
    private static bool IsWithoutTherapy(HookScreening screening)
    {
        var therapy = FactCatalogue.PriorPhysicalTherapy;
        return screening.Reported.SelectMany(part => part.Authorities).Where(rule => rule.Verdict == Verdict.NotMet)
                .Any(rule => rule.Bearing.Any(one => one.Verdict == Verdict.NotMet && one.Leaf.Facts.Contains(therapy)))
            || screening.Reported.Any(part => part.Candidacy == Candidacy.NotCandidate && screening.BroughtByAnswers(part).Any(use => use.When.Fact == therapy));
    }

    // The line that decided, and who says so. What a red flag or a contraindication is has no line: its name says it. Else: of the safeguard that defers,
    // or of the first indication that stands as the whole does.
    private static (string? Line, Citation? Citation) Decided(HookScreening screening, SafetyFindings safety)
    {
        if (screening.Standing is Candidacy.ReferUrgently or Candidacy.Contraindicated)
        {
            var found = screening.Standing == Candidacy.ReferUrgently ? safety.RedFlags : safety.Contraindications;
            return (null, found.FirstOrDefault()?.Citation);
        }

        var rules = screening.Standing == Candidacy.Deferred
            ? screening.Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == Effect.Deferred).Select(rule => (Rule: rule, IsOwn: false))
            : screening.Reported.Where(part => part.Candidacy == screening.Standing)
                .SelectMany(part => HookScreening.Deciding(part).Select(rule => (Rule: rule, IsOwn: HookScreening.IsOwn(part, rule))));
        var wanted = screening.Standing == Candidacy.Candidate ? Verdict.Met : Verdict.NotMet;
        foreach (var (rule, isOwn) in rules)
        {
            foreach (var one in rule.Bearing.Where(one => one.Verdict == wanted))
            {
                return (CriterionLine.Of(one, screening), isOwn ? null : one.Text.Citation);
            }
        }

        return (null, null);
    }
}
