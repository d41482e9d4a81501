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
    /// <param name="id">The card's id.</param>
    public static Card? Of(Hook hook, HookScreening screening, string id)
    {
        if (hook == Hook.PatientView && (screening.Standing == Candidacy.NotCandidate || (screening.Reported.IsEmpty && screening.Standing == Candidacy.Undetermined)))
        {
            return null;
        }

        var (decided, citation) = Decided(screening);
        var detail = new CardDetail(screening);
        var isWarning = IsWarning(hook, screening.Standing);
        return new Card(
            id,
            Words.Cut(Summary(screening, decided)),
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
        Candidacy.Deferred when hook == Hook.OrderSign => "off-guideline",
        _ => "guideline",
    };

    // A criterion that asks for physical therapy is not met by these answers.
    private static bool IsWithoutTherapy(HookScreening screening) => screening.Reported
        .SelectMany(part => part.Authorities).Where(rule => rule.Verdict == Verdict.NotMet)
        .Any(rule => Lines(rule).Any(line => line.Verdict == Verdict.NotMet && line.Leaf.Facts.Contains(FactCatalogue.PriorPhysicalTherapy)))
        || screening.Reported.Any(part => part.Candidacy == Candidacy.NotCandidate && part.Caveats.Any(caveat => caveat.Code == "physical-therapy-not-tried"));

    private static string Summary(HookScreening screening, string? decided)
    {
        var names = Words.List([.. screening.Reported.Where(part => part.Candidacy == screening.Standing).Select(part => Words.Within(part.Indication.Title))]);
        var reason = decided is null ? "" : $" {decided}.";
        return screening.Standing switch
        {
            Candidacy.Candidate => $"Published criteria are met for {names}.{reason}",
            Candidacy.Deferred => $"Criteria are met for {names}, but {(IsTooSoon(screening) ? "it would have to wait" : "not with so many units")}.{reason}",
            Candidacy.NotCandidate => $"A published criterion is not met for {names}.{reason}",
            Candidacy.Contraindicated => $"A contraindication to botulinum toxin is reported.{reason}",
            Candidacy.ReferUrgently => $"A red flag is reported: urgent assessment comes before botulinum toxin.{reason}",
            _ when names.Length == 0 => "The answers of the intake form report nothing that botulinum toxin is screened for here.",
            _ => $"For {names}, answers are missing. {screening.Needs.Select(fact => fact.Question).FirstOrDefault()}",
        };
    }

    // The line that decided, and who says so: of the safeguard that restricts, else of the first indication that stands as the whole does.
    private static (string? Line, Citation? Citation) Decided(HookScreening screening)
    {
        Effect? effect = screening.Standing switch
        {
            Candidacy.ReferUrgently => Effect.ReferUrgently,
            Candidacy.Contraindicated => Effect.Contraindicated,
            Candidacy.Deferred => Effect.Deferred,
            _ => null,
        };
        var rules = effect is not null
            ? screening.Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == effect)
            : screening.Reported.Where(part => part.Candidacy == screening.Standing).SelectMany(part => CardDetail.Deciding(part.Authorities));
        var wanted = effect is null && screening.Standing == Candidacy.Candidate ? Verdict.Met : Verdict.NotMet;
        foreach (var rule in rules.Where(rule => rule.Edition is not null))
        {
            foreach (var line in Lines(rule).Where(line => line.Verdict == wanted))
            {
                var text = rule.Edition!.TextOf(line.Leaf);
                return (effect is Effect.ReferUrgently or Effect.Contraindicated
                    ? Found(line.Leaf, screening.Screening.Profile)
                    : CriterionLine.Of(line.Leaf, text, line.Verdict, screening.Screening.Profile), text.Citation);
            }
        }

        return (null, null);
    }

    // Waiting mends what is too soon; too many units it does not.
    private static bool IsTooSoon(HookScreening screening) => screening.Safeguards.Where(rule => rule.Rule.Safeguard!.Effect == Effect.Deferred)
        .SelectMany(Lines).Any(line => line.Verdict == Verdict.NotMet && line.Leaf.Facts.Contains(FactCatalogue.DaysSinceLastInjection));

    private static IEnumerable<(Leaf Leaf, Verdict Verdict)> Lines(RuleScreening rule) => rule.Edition is null ? [] : rule.Edition.Leaves.Zip(rule.Criteria);

    // Which of the codes that a safeguard looks for were reported.
    private static string? Found(Leaf leaf, SymptomProfile profile) =>
        leaf.Limits.OfType<CodesLimit>().FirstOrDefault() is { } limit && leaf.Observe(profile) is { Fact: CodedFact fact, Observed: { } observed }
            ? Words.Sentence(string.Join(", ", fact.CodesOf(observed.Codes).Where(limit.Codes.Contains).Select(Words.Of)))
            : null;
}
