using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// How the criteria stand for what was reported, as a sentence of a summary. That the basic criteria of this service are met is not called more than that:
/// those of the label may be to confirm, or there may be none.
/// </summary>
/// <param name="screening">What the criteria say.</param>
/// <param name="safety">What was found that stands against an injection.</param>
internal sealed class CriteriaStanding(HookScreening screening, SafetyFindings safety)
{
    private const string LabelOpen = "label to confirm";
    private const string OffLabel = "off label";

    private static readonly string[] Order = ["the label's", "basic", "published"];

    // More names than these of what fails would leave no room for what does not.
    private const int LongestNames = 40;

    private readonly ImmutableArray<IndicationScreening> _best = [.. screening.Reported.Where(part => part.Candidacy == screening.Standing)];

    // Reported, and worse than what stands best: the best alone would pass it over.
    private readonly ImmutableArray<IndicationScreening> _failed = screening.Standing >= Candidacy.NotCandidate ? []
        : [.. screening.Reported.Where(part => part.Candidacy is Candidacy.NotCandidate or Candidacy.Contraindicated)];

    /// <summary>Whose criteria are met and whose are not; whose are to confirm; or that one is not met: as the best of what was reported stands.</summary>
    public SummarySentence Sentence => screening.Standing switch
    {
        // Another product may be known, and what is asked of it not.
        Candidacy.Undetermined when !ToConfirm.Any() => SummarySentence.Of(
            $"For {Names}, {(Uncompared is { } product ? $"what is asked of {product}" : "what is open")} is not compared here{Failing("; a criterion is not met")}.",
            $"For {Names}, {(Uncompared is null ? "what is open" : "what is asked of this product")} is not compared here{Failing("; a criterion is not met")}.",
            $"For {Counted}, what is open is not compared here{Failing("; a criterion is not met")}."),
        Candidacy.Undetermined => SummarySentence.Of(
            $"For {Names}, answers are missing{Failing("; a criterion is not met")}.",
            $"For {Counted}, answers are missing{Failing("; a criterion is not met")}.",
            "Answers are missing."),
        Candidacy.NotCandidate => SummarySentence.Of(
            $"A published criterion is not met for {Names}.", $"A published criterion is not met for {Counted}.", "A published criterion is not met."),
        _ => Met,
    };

    /// <summary>The questions behind what is to confirm.</summary>
    public IEnumerable<Fact> ToConfirm => _best.SelectMany(screening.ToConfirm);

    // The product, where it leaves every criterion open that is.
    private string? Uncompared => _best.SelectMany(HookScreening.Deciding).SelectMany(HookScreening.Lines).Where(line => line.Verdict == Verdict.Unknown).ToList() is { Count: > 0 } open
        && open.TrueForAll(line => line.Leaf.Facts.Contains(FactCatalogue.ToxinProduct))
            ? Words.Of(FactCatalogue.ToxinProduct, screening.Screening.Profile[FactCatalogue.ToxinProduct]!.Value)
            : null;

    private SummarySentence Met
    {
        get
        {
            var (named, counted, fails) = (MetFor(isCounted: false), MetFor(isCounted: true), $"{Failing("; not met")}.");
            string[] whole =
            [
                .. IsLabelOpen ? [$"{MetFor(isCounted: false, isMarked: false)}{Waiting}{Against(isShort: Waiting.Length > 0)}; those of the label are to confirm{fails}"] : Array.Empty<string>(),
                $"{named}{Waiting}{Against(isShort: Waiting.Length > 0)}{fails}",
                $"{named}{Waiting}{Against(isShort: true)}{fails}",
            ];
            var sentence = SummarySentence.Of(
            [
                .. whole,
                $"{named}{Waiting}{fails}",
                $"{counted}{Waiting}{Against(isShort: true)}{fails}",
                $"{counted}{Waiting}{fails}",
                .. _failed.IsEmpty ? Array.Empty<string>() : [$"Not met{Failing("")}; met for {Counted}."],
                Least,
            ]);
            return sentence with { Whole = _failed.IsEmpty ? whole.Length : 1 };
        }
    }

    // Of all that stands best alike: then it is said of all of it at once.
    private bool IsLabelOpen => _best.All(part => Mark(part) == LabelOpen);

    private string Least => _failed.Length > 0
        ? FormattableString.Invariant($"Criteria are met{(_best.Any(IsOff) ? $", {(_best.All(IsOff) ? "" : "some ")}{OffLabel}," : "")} for {_best.Length} of {_best.Length + _failed.Length} indications.")
        : _best.All(part => Whose(part) == Whose(_best[0]) && Mark(part) == Mark(_best[0]))
            ? $"{Words.Sentence(Whose(_best[0]))} criteria are met{(Mark(_best[0]) is { Length: > 0 } mark ? $" ({mark})" : "")}."
            : $"Criteria are met for {Counted}.";

    private string Names => Words.List([.. _best.GroupBy(IsOff).OrderBy(off => off.Key).SelectMany(off => Marked([.. off], off.Key ? OffLabel : ""))]);

    private string Counted => _best.Length == 1 ? Names : FormattableString.Invariant($"{_best.Length} indications{OffAmongThem}");

    private string OffAmongThem => _best.Count(IsOff) switch
    {
        0 => "",
        var off when off == _best.Length => $" ({Each(off)}{OffLabel})",
        var off => FormattableString.Invariant($", {off} of them {OffLabel}"),
    };

    // An order that is too soon or too much is told so before; in a chart nothing is ordered yet.
    private string Waiting => screening.Standing != Candidacy.Deferred || screening.Order is not null ? ""
        : safety is { IsTooSoon: true, IsTooMuch: true } ? ", but it would have to wait, and not with so many units"
        : safety.IsTooSoon ? ", but it would have to wait"
        : ", but not with so many units";

    private string MetFor(bool isCounted, bool isMarked = true)
    {
        var clauses = _best.GroupBy(Whose).OrderBy(whose => Array.IndexOf(Order, whose.Key)).Select((whose, place) =>
            $"{(place == 0 ? $"{Words.Sentence(whose.Key)} criteria are met" : $"{whose.Key} ones")} for {Words.List([.. whose.GroupBy(part => isMarked ? Mark(part) : "").SelectMany(mark => isCounted ? Number([.. mark], mark.Key, place == 0 ? " indications" : "") : Marked([.. mark], mark.Key))])}");
        return string.Join(", ", clauses);
    }

    // The lead's where there is no label, which may be another's than this service's.
    private static string Whose(IndicationScreening part) => Order[Label(part)?.Verdict == Verdict.Met ? 0 : IsBasic(part) ? 1 : 2];

    private static string Mark(IndicationScreening part) => IsOff(part) ? OffLabel : IsBasic(part) && Label(part)?.Verdict == Verdict.Unknown ? LabelOpen : "";

    // "a", "b (both off label)": behind the last of several it is said that all of them are meant.
    private static IEnumerable<string> Marked(ImmutableArray<IndicationScreening> parts, string mark) =>
        parts.Select((part, place) => mark.Length > 0 && place == parts.Length - 1 ? $"{Title(part)} ({Each(parts.Length)}{mark})" : Title(part));

    private static IEnumerable<string> Number(ImmutableArray<IndicationScreening> parts, string mark, string what) =>
        parts.Length == 1 ? Marked(parts, mark) : [FormattableString.Invariant($"{parts.Length}{what}{(mark.Length > 0 ? $" ({mark})" : "")}")];

    private static string Each(int count) => count switch
    {
        1 => "",
        2 => "both ",
        _ => "all ",
    };

    // What one authority calls met another may not: a summary that named the first alone would promise too much.
    private string Against(bool isShort)
    {
        var others = _best.SelectMany(HookScreening.Others).GroupBy(rule => rule.Rule.Authority).ToList();
        var against = others.Count(rules => rules.Any(rule => rule.Verdict == Verdict.NotMet));
        return against == 0 ? ""
            : isShort ? FormattableString.Invariant($"; not those of {against} {(against == 1 ? "other" : "others")}")
            : FormattableString.Invariant($", but not those of {(against == others.Count ? "the " : "")}{against}{(against == others.Count ? "" : $" of {others.Count}")} other {(others.Count == 1 ? "authority" : "authorities")}");
    }

    private string Failing(string how) => _failed.IsEmpty ? ""
        : Words.List([.. _failed.Select(Title)]) is { Length: <= LongestNames } titles ? $"{how} for {titles}"
        : FormattableString.Invariant($"{how} for {_failed.Length} others");

    private static bool IsOff(IndicationScreening part) => LabelWords.IsOff(part) && LabelWords.IsTold(part);

    private static bool IsBasic(IndicationScreening part) => part.Authorities[0].Rule.Kind == RuleKind.Screening;

    private static RuleScreening? Label(IndicationScreening part) => part.Authorities.FirstOrDefault(rule => rule.Rule is { Kind: RuleKind.Label, Stage: Stage.Initial });

    private static string Title(IndicationScreening part) => Words.Within(part.Indication.Title);
}
