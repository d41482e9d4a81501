using System.Collections.Immutable;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// How the criteria stand for what was reported, as a sentence of a summary. That the basic criteria of this service are met is not called more than that:
/// those of the label may be to confirm, or there may be none.
/// </summary>
internal sealed class CriteriaStanding
{
    // More names than these of what fails would leave no room for what does not.
    private const int LongestNames = 40;

    private readonly HookScreening _screening;
    private readonly SafetyFindings _safety;
    private readonly ImmutableArray<IndicationScreening> _best;
    private readonly StandingWords _words;
    private readonly ImmutableArray<string> _failed;

    /// <summary>Takes what was reported and stands best, and what stands beside it.</summary>
    /// <param name="screening">What the criteria say.</param>
    /// <param name="safety">What was found that stands against an injection.</param>
    public CriteriaStanding(HookScreening screening, SafetyFindings safety)
    {
        (_screening, _safety) = (screening, safety);
        _best = [.. screening.Reported.Where(part => part.Candidacy == screening.Standing)];
        _words = new StandingWords(_best);
        // Reported, and worse than what stands best: the best alone would pass it over. What is contraindicated stands before all of this.
        _failed = screening.Standing >= Candidacy.NotCandidate ? []
            : [.. screening.Reported.Where(part => part.Candidacy == Candidacy.NotCandidate).Select(part => Words.Within(part.Indication.Title))];
    }

    /// <summary>Whose criteria are met and whose are not; whose are to confirm; or that one is not met: as the best of what was reported stands.</summary>
    public SummarySentence Sentence => _screening.Standing switch
    {
        Candidacy.Undetermined => Open,
        Candidacy.NotCandidate => SummarySentence.Of(
            $"A published criterion is not met for {_words.Names}.", $"A published criterion is not met for {_words.Counted}.", "A published criterion is not met."),
        _ => Met,
    };

    /// <summary>The questions behind what is to confirm.</summary>
    public IEnumerable<Fact> ToConfirm => _best.SelectMany(_screening.ToConfirm);

    // What is open for want of an answer, and what no answer would settle, such as what is asked of another product.
    private SummarySentence Open
    {
        get
        {
            var fails = $"{Failing("; a criterion is not met")}.";
            var asked = new StandingWords(_best.Where(HasQuestion));
            var rest = new StandingWords(_best.Where(part => !HasQuestion(part)));
            if (asked.IsEmpty)
            {
                return SummarySentence.Of(
                    $"For {rest.Names}, {Uncompared()}{fails}",
                    $"For {rest.Names}, {Uncompared(isShort: true)}{fails}",
                    $"For {rest.Counted}, what is still open is not compared here{fails}");
            }

            var missing = $"For {asked.Names}, answers are missing";
            return SummarySentence.Of(
            [
                .. rest.IsEmpty ? Array.Empty<string>()
                    : [$"{missing}; for {rest.Names}, {Uncompared()}{fails}", $"{missing}; for {rest.Names}, {Uncompared(isShort: true)}{fails}"],
                $"{missing}{fails}",
                $"For {asked.Counted}, answers are missing{fails}",
                "Answers are missing.",
            ]);
        }
    }

    private SummarySentence Met
    {
        get
        {
            var (named, counted, fails) = (_words.Met(), _words.MetCounted(), $"{Failing("; not met")}.");
            var (against, shortAgainst) = Against();
            against = Waiting.Length > 0 ? shortAgainst : against;
            string[] whole =
            [
                .. _words.IsLabelOpen ? [$"{_words.Met(isMarked: false)}{Waiting}{against}; those of the label are to confirm{fails}"] : Array.Empty<string>(),
                $"{named}{Waiting}{against}{fails}",
                $"{named}{Waiting}{shortAgainst}{fails}",
            ];
            var sentence = SummarySentence.Of(
            [
                .. whole,
                $"{named}{Waiting}{fails}",
                $"{named}{NotNow}{fails}",
                $"{counted}{Waiting}{shortAgainst}{fails}",
                $"{counted}{Waiting}{fails}",
                $"{counted}{NotNow}{fails}",
                .. _failed.IsEmpty ? Array.Empty<string>() : [$"Not met{Failing("")}; met for {_words.Counted}{NotNow}."],
                Least,
            ]);
            return sentence with { Whole = _failed.IsEmpty ? whole.Length : 1 };
        }
    }

    // Beside what fails it is said of how many: one that is still open is among them.
    private string Least
    {
        get
        {
            var off = _words.Off is { Length: > 0 } words ? $", {words}," : "";
            return _failed.IsEmpty ? $"{_words.MetInFewWords()}{NotNow}."
                : FormattableString.Invariant($"Criteria are met{off} for {_words.Count} of {_screening.Reported.Length} indications{NotNow}.");
        }
    }

    // An order that is too soon or too much is told so before; in a chart nothing is ordered yet.
    private bool IsToWait => _screening is { Standing: Candidacy.Deferred, Order: null };

    private string Waiting => !IsToWait ? ""
        : _safety is { IsTooSoon: true, IsTooMuch: true } ? ", but it would have to wait, and not with so many units"
        : _safety.IsTooSoon ? ", but it would have to wait"
        : ", but not with so many units";

    private string NotNow => !IsToWait ? "" : _safety.IsTooSoon ? ", but not now" : ", but not as planned";

    private bool HasQuestion(IndicationScreening part) => _screening.ToConfirm(part).Any();

    // The product may be known, and what is asked of it not.
    private string Uncompared(bool isShort = false)
    {
        var product = FactCatalogue.ToxinProduct;
        var open = _best.Where(part => !HasQuestion(part)).SelectMany(HookScreening.Deciding).SelectMany(rule => rule.Bearing)
            .Where(one => one.Verdict == Verdict.Unknown).ToList();
        var isProduct = open.Count > 0 && open.TrueForAll(one => one.Leaf.Facts.Contains(product));
        var asked = !isProduct ? "is still open"
            : isShort ? "is asked of this product"
            : $"is asked of {Words.Of(product, _screening.Screening.Profile[product]!.Value)}";
        return $"what {asked} is not compared here";
    }

    // What one authority calls met another may not: a summary that named the first alone would promise too much.
    private (string Words, string Short) Against()
    {
        var others = _best.SelectMany(HookScreening.Others).GroupBy(rule => rule.Rule.Authority).ToList();
        var against = others.Count(rules => rules.Any(rule => rule.Verdict == Verdict.NotMet));
        if (against == 0)
        {
            return ("", "");
        }

        var some = _best.Where(part => HookScreening.Others(part).Any(rule => rule.Verdict == Verdict.NotMet))
            .Select(part => Words.Within(part.Indication.Title)).ToList();
        var which = some.Count == _best.Length ? "" : some.Count == 1 ? $" for {some[0]}" : FormattableString.Invariant($" for {some.Count} of these");
        var authorities = others.Count == 1 ? "authority" : "authorities";
        return (
            against == others.Count ? FormattableString.Invariant($", but not those of the {against} other {authorities}{which}")
                : FormattableString.Invariant($", but not those of {against} of {others.Count} other {authorities}{which}"),
            FormattableString.Invariant($"; not those of {against} {(against == 1 ? "other" : "others")}"));
    }

    private string Failing(string how) => _failed.IsEmpty ? ""
        : Words.List(_failed) is { Length: <= LongestNames } titles ? $"{how} for {titles}"
        : FormattableString.Invariant($"{how} for {_failed.Length} others");
}
