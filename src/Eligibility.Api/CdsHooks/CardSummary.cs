using System.Collections.Immutable;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// The summary of a card: how it stands, and what decided. What may not be overlooked stands first: a red flag or a contraindication, an order for another
/// product, a risk that the chart lists and the form leaves out, what has to be reviewed, an order that is too soon or too much. Behind it stands whose criteria
/// are met, or what is missing, then what the chart lists otherwise than the form, and last what decided.
/// </summary>
internal static class CardSummary
{
    // With fewer characters of it nobody could tell what decided.
    private const int LeastReason = 40;

    /// <summary>Writes it.</summary>
    /// <param name="screening">What the criteria say.</param>
    /// <param name="safety">What was found that stands against an injection.</param>
    /// <param name="old">How old the answers are, where that is worth a word; else null.</param>
    /// <param name="decided">The line that decided; null where none did.</param>
    public static string Of(HookScreening screening, SafetyFindings safety, string? old, string? decided)
    {
        ImmutableArray<SummarySentence> alerts = [.. Alerts(screening, safety), .. old is null ? [] : new[] { SummarySentence.Of($"The answers are {old} old.", "") }];
        return screening.Standing switch
        {
            Candidacy.ReferUrgently => SummarySentence.Fit(
            [
                SummarySentence.Of("A red flag is reported: urgent assessment comes before botulinum toxin."), Found("", safety.RedFlags, "red flags"),
                Found("Contraindication: ", safety.Contraindications, "findings"), .. alerts.Select(alert => alert.OrNothing),
            ]),
            Candidacy.Contraindicated => SummarySentence.Fit(
            [
                SummarySentence.Of("A contraindication to botulinum toxin is reported."), Found("", safety.Contraindications, "contraindications"),
                .. alerts.Select(alert => alert.OrNothing),
            ]),
            _ when screening.Reported.IsEmpty || screening.Standing == Candidacy.Undetermined =>
                SummarySentence.Fit([.. alerts, .. Products(screening), .. Open(screening, safety)]),
            _ => WithReason([.. alerts, .. Products(screening), new CriteriaStanding(screening, safety).Sentence, Uses(screening)], screening, safety, decided),
        };
    }

    // What a professional has to look at before anything else, whatever the criteria say.
    private static ImmutableArray<SummarySentence> Alerts(HookScreening screening, SafetyFindings safety) =>
    [
        // Of one use alone: the order may be for that one. Where nothing stands better, it was said before.
        screening.Contraindicated.IsEmpty || screening.Standing >= Candidacy.Contraindicated ? SummarySentence.Of("")
            : SummarySentence.Naming($"Contraindicated for {Words.List([.. screening.Contraindicated.Select(part => Words.Within(part.Indication.Title))])}: ",
                [.. safety.Contraindications.Select(one => one.Name)], "findings"),
        screening.ProductAgainstOrder is { } product
            ? new([$"The order names {Ordered(screening.Order!)}; this is for {product}, which the form says.", "The order names another product than the form."], 0)
            : SummarySentence.Of(""),
        SummarySentence.Naming("Against the form, the chart lists ", screening.DeniedRisks, "risks"),
        SummarySentence.Naming("To be reviewed first: ", safety.ToReview, "findings"),
        .. safety.Deferrals.Select(deferral => SummarySentence.Of(deferral.Sentence, deferral.Short)),
    ];

    private static SummarySentence Found(string before, ImmutableArray<SafetyFindings.Found> found, string what) =>
        SummarySentence.Naming(before, [.. found.Select(one => one.Name)], what);

    // What the chart lists may be what the toxin is ordered for.
    private static SummarySentence Uses(HookScreening screening) => SummarySentence.Naming("Against the form, the chart lists ", screening.DeniedUses, "conditions");

    // What decided has the room that is left where nothing else was shortened for want of it; a sentence may say the same in fewer words for its sake. Cut to a
    // number without its words it would say nothing. Of an order that is too soon or too much it was said before.
    private static string WithReason(ImmutableArray<SummarySentence> sentences, HookScreening screening, SafetyFindings safety, string? decided)
    {
        if (decided is null || (screening.Standing == Candidacy.Deferred && !safety.Deferrals.IsEmpty))
        {
            return SummarySentence.Fit(sentences);
        }

        var reason = $" {decided}.";
        for (var brief = 0; brief < sentences.Max(sentence => sentence.Whole); brief++)
        {
            var whole = string.Join(' ', sentences.Select(sentence => sentence.Wordings[Math.Min(brief, sentence.Whole - 1)]).Where(sentence => sentence.Length > 0)) + reason;
            if (Words.Fits(whole))
            {
                return whole;
            }
        }

        var text = SummarySentence.Fit(sentences);
        return screening.Standing == Candidacy.NotCandidate && text.Length <= Words.LongestSummary - LeastReason ? Words.Cut(text + reason) : text;
    }

    private static IEnumerable<SummarySentence> Open(HookScreening screening, SafetyFindings safety)
    {
        if (!screening.Reported.IsEmpty)
        {
            var standing = new CriteriaStanding(screening, safety);
            return [standing.Sentence, Uses(screening), Asking([.. standing.ToConfirm, .. screening.Needs])];
        }

        // Of what no answer is there for, the chart may list something all the same.
        IEnumerable<SummarySentence> noAnswers = screening.HasAnswers ? [] : [SummarySentence.Of("There are no answers to the form.")];
        return screening.Order is { IsForAnything: false } order ? [.. noAnswers, .. OpenOf(order, screening)] : [.. noAnswers, .. OpenOfAnything(screening)];
    }

    private static IEnumerable<SummarySentence> OpenOf(DraftOrders order, HookScreening screening)
    {
        if (order.Indications.IsEmpty)
        {
            return [SummarySentence.Of(order.Uses.First())];
        }

        var asked = Asked(screening);
        return !screening.HasAnswers ? [Listed(asked), SummarySentence.Of($"The order is for {order.Titles}.").OrNothing]
            : screening.Screening.Unreported.IsEmpty ? [SummarySentence.Of($"By the form, what the order is for is not there: {order.Titles}."), Uses(screening)]
            :
            [
                SummarySentence.Of($"The answers do not say whether there is what the order is for: {order.Titles}.", $"The answers leave open: {order.Titles}."),
                Uses(screening), Asking([.. asked.Select(one => one.Fact), .. screening.Needs]),
            ];
    }

    private static IEnumerable<SummarySentence> OpenOfAnything(HookScreening screening)
    {
        var asked = Asked(screening);
        return !screening.HasAnswers ? [Listed(asked)]
            : asked.Count > 0 ? [Listed(asked), Uses(screening)]
            : screening.Screening.Unreported.IsEmpty ? [SummarySentence.Of("By the form, nothing is there that botulinum toxin is screened for here."), Uses(screening)]
            :
            [
                SummarySentence.Of(
                    "The answers do not say whether anything is there that botulinum toxin is screened for here.", "The answers do not say what it would be for."),
                Uses(screening), Asking(screening.Needs),
            ];
    }

    private static List<(string Title, Fact Fact)> Asked(HookScreening screening) => [.. screening.Asked.Where(asked => screening.Needs.Contains(asked.Fact))];

    private static SummarySentence Listed(List<(string Title, Fact Fact)> asked) => asked.Count == 0 ? SummarySentence.Of("")
        : SummarySentence.Of(
            $"The chart lists {asked[0].Title}; the form leaves open: {asked[0].Fact.Question}",
            $"The chart lists {asked[0].Title}. {asked[0].Fact.Question}",
            $"The chart lists {asked[0].Title}.");

    // A list of choices that has no room is left to the detail, and so is a question that is none without it.
    private static SummarySentence Asking(ImmutableArray<Fact> facts) => facts.IsEmpty ? SummarySentence.Of("")
        : SummarySentence.Of([Question.Of(facts[0]), .. facts[0] is CodeSetFact or EntryListFact ? Array.Empty<string>() : [facts[0].Question], ""]);

    private static IEnumerable<SummarySentence> Products(HookScreening screening) =>
        screening.ProductOfSeveral is { } product ? [SummarySentence.Of($"The order names {screening.Order!.ProductNames.Count} products; this is for {product}.", $"This is for {product}.")]
        : screening.Order is { OtherProduct: { } other, IsForNothingScreened: false } ? [SummarySentence.Of($"A product of the order {other}.")]
        : [];

    private static string Ordered(DraftOrders order) =>
        order.NamesSeveral ? FormattableString.Invariant($"{order.ProductNames.Count} products") : order.ProductNames[0];
}
