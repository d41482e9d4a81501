using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// The summary of a card: how it stands, and what decided. What may not be overlooked stands first, since it is cut at its end: a red flag or a
/// contraindication, a risk that the chart lists and the form leaves out, a precaution, an order that is too soon or too much, that several products are ordered,
/// that a use is off label.
/// </summary>
internal static class CardSummary
{
    // More names than these would leave no room for what decided.
    private const int LongestNames = 80;

    // With fewer characters of it nobody could tell what decided.
    private const int LeastReason = 40;

    /// <summary>Writes it.</summary>
    /// <param name="screening">What the criteria say.</param>
    /// <param name="decided">The line that decided; null where none did.</param>
    public static string Of(HookScreening screening, string? decided)
    {
        var alerts = Alerts(screening);
        var reason = decided is null ? "" : $"{decided}.";
        return Words.Cut(screening.Standing switch
        {
            Candidacy.ReferUrgently => Restricted("A red flag is reported: urgent assessment comes before botulinum toxin.", Names(screening, Effect.ReferUrgently),
                Sentences(Beside("Contraindication", Names(screening, Effect.Contraindicated)), alerts)),
            Candidacy.Contraindicated => Restricted("A contraindication to botulinum toxin is reported.", Names(screening, Effect.Contraindicated), alerts),
            Candidacy.Undetermined => Open(screening, Sentences(alerts, Products(screening))),
            _ => WithRoom(Standings(screening).Select(standing => Sentences(alerts, Products(screening), standing)).ToList(), reason),
        });
    }

    // What a professional has to look at before anything else, whatever the criteria say.
    private static string Alerts(HookScreening screening) => Sentences(
        screening.ProductAgainstOrder is { } product ? $"The order names {Ordered(screening.Order!)}; this is for {product}, which the form says." : "",
        screening.DeniedRisks.IsEmpty ? "" : $"Against the form, the chart lists {Words.List(screening.DeniedRisks)}.",
        Beside("To be reviewed first", [.. Names(screening, Effect.Caution), .. SafetyFindings.OtherHeadache(screening)]),
        screening.Standing == Candidacy.Deferred ? "" : string.Join(' ', SafetyFindings.Deferrals(screening)));

    // The sentence of what decides stays whole, with one name at least; of many names those that have no room are counted.
    private static string Restricted(string sentence, ImmutableArray<string> found, string besides)
    {
        var shown = found.Length;
        while (shown > 1 && !Words.Fits(Written()))
        {
            shown--;
        }

        return Written();

        string Written() => Sentences(sentence, Words.Sentence(shown == found.Length
            ? $"{string.Join(", ", found)}."
            : FormattableString.Invariant($"{string.Join(", ", found.Take(shown))} and {found.Length - shown} more.")), besides);
    }

    private static string Beside(string what, ImmutableArray<string> names) => names.IsEmpty ? "" : $"{what}: {Words.List(names)}.";

    private static ImmutableArray<string> Names(HookScreening screening, Effect effect) => [.. SafetyFindings.Of(screening, effect).Select(found => found.Name)];

    // Where there is little room, what decided is left to the detail rather than cut to a number without its words.
    private static string WithRoom(List<string> standings, string reason)
    {
        var standing = standings.Find(Words.Fits) ?? standings[^1];
        return Sentences(standing, reason) is var whole && (Words.Fits(whole) || standing.Length <= Words.LongestSummary - LeastReason) ? whole : standing;
    }

    // The same with less and less in it: the first that fits is taken.
    private static IEnumerable<string> Standings(HookScreening screening)
    {
        ImmutableArray<IndicationScreening> parts = [.. screening.Reported.Where(part => part.Candidacy == screening.Standing)];
        string[] wordings = parts.Length > 1 ? [Names(parts), Counted(parts)] : [Names(parts)];
        var failed = Failed(screening);
        foreach (var names in wordings)
        {
            yield return screening.Standing switch
            {
                Candidacy.Candidate => $"Published criteria are met for {names}{Against(screening)}{(failed.Length > 0 ? $"; not for {failed}" : "")}.",
                Candidacy.Deferred => $"Criteria are met for {names}, but {(SafetyFindings.IsTooSoon(screening) ? "it would have to wait" : "not with so many units")}{(failed.Length > 0 ? $"; not met for {failed}" : "")}.",
                _ => $"A published criterion is not met for {names}.",
            };
        }

        if (failed.Length > 0)
        {
            yield return $"Not met for {failed}; met for {wordings[^1]}{(screening.Standing == Candidacy.Deferred ? ", but not now" : "")}.";
        }
    }

    // What was reported and fails while something else stands better: a summary of the best alone would pass it over.
    private static string Failed(HookScreening screening)
    {
        ImmutableArray<IndicationScreening> failed = [.. screening.Reported.Where(part => part.Candidacy > screening.Standing && part.Candidacy is Candidacy.NotCandidate or Candidacy.Contraindicated)];
        return screening.Standing < Candidacy.NotCandidate && Words.List([.. failed.Select(Title)]) is var titles
            ? titles.Length <= LongestNames / 2 ? titles : FormattableString.Invariant($"{failed.Length} others")
            : "";
    }

    private static string Open(HookScreening screening, string before)
    {
        var asked = screening.Asked.Where(asked => screening.Needs.Contains(asked.Fact)).ToList();
        if (!screening.Reported.IsEmpty)
        {
            var open = screening.Reported.Where(part => part.Candidacy == screening.Standing).ToImmutableArray();
            return Asking($"For {Names(open)}, answers are missing{(Failed(screening) is { Length: > 0 } failed ? $"; a criterion is not met for {failed}" : "")}.", [.. open.SelectMany(screening.ToConfirm), .. screening.Needs]);
        }

        if (screening.Order is { IsForAnything: false } order)
        {
            return order.Indications.IsEmpty ? Sentences(before, order.Uses.First())
                : screening.Screening.Unreported.IsEmpty ? Sentences(before, $"By the form, what the order is for is not there: {order.Titles}.")
                : Asking($"The answers do not say whether there is what the order is for: {order.Titles}.", [.. asked.Select(asked => asked.Fact), .. screening.Needs]);
        }

        return asked.Count > 0 ? Sentences(before, $"The chart lists {asked[0].Title}; the form leaves open: {asked[0].Fact.Question}")
            : screening.Screening.Unreported.IsEmpty ? Sentences(before, "By the form, nothing is there that botulinum toxin is screened for here.")
            : Asking("The answers do not say whether anything is there that botulinum toxin is screened for here.", screening.Needs);

        // A list of choices that has no room is left to the detail, and so is a question that is none without it.
        string Asking(string sentence, ImmutableArray<Fact> facts)
        {
            var text = Sentences(before, sentence);
            return facts.IsEmpty ? text
                : Sentences(text, Question.Of(facts[0])) is var whole && Words.Fits(whole) ? whole
                : facts[0] is CodeSetFact or EntryListFact ? text
                : Sentences(text, facts[0].Question);
        }
    }

    private static string Products(HookScreening screening) =>
        screening.ProductOfSeveral is { } product ? $"The order names {screening.Order!.ProductNames.Count} products; this is for {product}." : "";

    private static string Ordered(DraftOrders order) =>
        order.NamesSeveral ? FormattableString.Invariant($"{order.ProductNames.Count} products") : order.ProductNames[0];

    private static string Names(ImmutableArray<IndicationScreening> parts)
    {
        var off = parts.Where(IsToldOff).Select(Title).ToList();
        var others = parts.Where(part => !IsToldOff(part)).Select(Title).ToList();
        var names = off.Count == 0 ? Words.List(others)
            : others.Count > 0 ? $"{Words.List(others)}, and off label for {Words.List(off)}"
            : $"{Words.List(off)} ({(off.Count == 1 ? "" : off.Count == 2 ? "both " : "all ")}off label)";
        return names.Length <= LongestNames ? names : Counted(parts);
    }

    private static string Counted(ImmutableArray<IndicationScreening> parts)
    {
        var off = parts.Count(IsToldOff);
        return FormattableString.Invariant($"{parts.Length} indications{(off > 0 ? FormattableString.Invariant($", {off} of them off label") : "")}");
    }

    private static bool IsToldOff(IndicationScreening part) => LabelWords.IsOff(part) && LabelWords.IsTold(part);

    // What one authority calls met another may not: a summary that named the first alone would promise too much.
    private static string Against(HookScreening screening)
    {
        var authorities = screening.Reported.Where(part => part.Candidacy == screening.Standing)
            .SelectMany(part => HookScreening.Deciding(part).Concat(HookScreening.Others(part))).GroupBy(rule => rule.Rule.Authority).ToList();
        var against = authorities.Count(rules => rules.Any(rule => rule.Verdict == Verdict.NotMet));
        return against == 0 ? "" : FormattableString.Invariant($", but not those of {against} of {authorities.Count} authorities");
    }

    private static string Title(IndicationScreening part) => Words.Within(part.Indication.Title);

    private static string Sentences(params ReadOnlySpan<string> sentences)
    {
        var all = new List<string>();
        foreach (var sentence in sentences)
        {
            if (sentence.Length > 0)
            {
                all.Add(sentence);
            }
        }

        return string.Join(' ', all);
    }
}
