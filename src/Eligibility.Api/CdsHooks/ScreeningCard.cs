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
    private const string Topics = "http://terminology.hl7.org/CodeSystem/cdshooks-card-type";
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
    /// <param name="id">The card's id.</param>
    public static Card? Of(Hook hook, HookScreening screening, string provenance, string id)
    {
        if (hook == Hook.PatientView && (screening.Standing == Candidacy.NotCandidate || (screening.Reported.IsEmpty && screening.Standing == Candidacy.Undetermined)))
        {
            return null;
        }

        var (decided, citation) = Decided(screening);
        var detail = new CardDetail(screening, provenance);
        // A risk that nobody disputes is no quieter than one that form and chart disagree about.
        var isWarning = !screening.DeniedRisks.IsEmpty || screening.ProductAgainstOrder is not null || SafetyFindings.Of(screening, Effect.Caution).Length > 0 || !SafetyFindings.OtherHeadache(screening).IsEmpty || !SafetyFindings.Deferrals(screening).IsEmpty
            || IsWarning(hook, screening.Standing);
        return new Card(
            id,
            CardSummary.Of(screening, decided),
            isWarning ? "warning" : "info",
            new CardSource(citation?.Title ?? Source(screening), citation?.Url, new Coding(Topics, Topic(hook, screening))),
            detail.Write(),
            isWarning ? OverrideReasons : null,
            detail.Links is { IsEmpty: false } links ? links : null);
    }

    /// <summary>The card of an order, or of a chart, where the form was not filled in.</summary>
    /// <param name="hook">When it was asked.</param>
    /// <param name="formUrl">Where the form is filled in; null where that is not known.</param>
    /// <param name="id">The card's id.</param>
    public static Card WithoutIntake(Hook hook, string? formUrl, string id) => new(
        id,
        hook == Hook.OrderSign
            ? "Botulinum toxin is ordered, and the intake form is not filled in: no published criterion could be looked at."
            : "The intake form for botulinum toxin is not filled in.",
        "info",
        new CardSource("Eligibility", null, new Coding(Topics, "guideline")),
        "No answers to the intake form were found in the chart, so nothing is known of the published criteria: neither that they are met nor that they are not.",
        Links: formUrl is null ? null : [new CardLink("Intake form", new Uri(formUrl))]);

    private static bool IsWarning(Hook hook, Candidacy standing) => standing switch
    {
        Candidacy.ReferUrgently or Candidacy.Contraindicated => true,
        Candidacy.NotCandidate or Candidacy.Deferred => hook == Hook.OrderSign,
        _ => false,
    };

    private static string Source(HookScreening screening) => $"Eligibility, rule book {screening.Screening.RuleBook.Version}";

    private static string Topic(Hook hook, HookScreening screening) => screening.Standing switch
    {
        Candidacy.Contraindicated => "contraindication",
        Candidacy.NotCandidate when hook == Hook.OrderSign && IsWithoutTherapy(screening) => "therapy-alternatives-req",
        Candidacy.NotCandidate or Candidacy.ReferUrgently => "off-guideline",
        _ when !SafetyFindings.Deferrals(screening).IsEmpty => "off-guideline",
        _ => "guideline",
    };

    // A criterion that asks for physical therapy is not met by these answers.
    private static bool IsWithoutTherapy(HookScreening screening) => screening.Reported
        .SelectMany(part => part.Authorities).Where(rule => rule.Verdict == Verdict.NotMet)
        .Any(rule => HookScreening.Lines(rule).Any(line => line.Verdict == Verdict.NotMet && line.Leaf.Facts.Contains(FactCatalogue.PriorPhysicalTherapy)))
        || screening.Reported.Any(part => part.Candidacy == Candidacy.NotCandidate && part.Caveats.Any(caveat => caveat.Code == "physical-therapy-not-tried"));

    // The line that decided, and who says so. What a red flag or a contraindication is has no line: its name says it. Else: of the safeguard that defers, or of the first indication that stands as the whole does.
    private static (string? Line, Citation? Citation) Decided(HookScreening screening)
    {
        if (screening.Standing is Candidacy.ReferUrgently or Candidacy.Contraindicated)
        {
            var effect = screening.Standing == Candidacy.ReferUrgently ? Effect.ReferUrgently : Effect.Contraindicated;
            return (null, SafetyFindings.Of(screening, effect).Select(found => found.Citation).FirstOrDefault());
        }

        var rules = screening.Standing == Candidacy.Deferred
            ? screening.Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == Effect.Deferred)
            : screening.Reported.Where(part => part.Candidacy == screening.Standing).SelectMany(HookScreening.Deciding);
        var wanted = screening.Standing == Candidacy.Candidate ? Verdict.Met : Verdict.NotMet;
        foreach (var rule in rules.Where(rule => rule.Edition is not null))
        {
            foreach (var line in HookScreening.Lines(rule).Where(line => line.Verdict == wanted))
            {
                var text = rule.Edition!.TextOf(line.Leaf);
                return (CriterionLine.Of(line.Leaf, text, line.Verdict, screening), IsOwn(rule, screening) ? null : text.Citation);
            }
        }

        return (null, null);
    }

    // A basic criterion of this service where no label speaks: what it cites names the people who were studied, and may be against the treatment.
    private static bool IsOwn(RuleScreening rule, HookScreening screening) => rule.Rule.Kind == RuleKind.Screening
        && screening.Reported.Any(part => part.Indication == rule.Rule.Indication && part.Authorities.All(other => other.Rule.Kind != RuleKind.Label));
}
