using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>One criterion and what decided it, as a line of a card.</summary>
internal static class CriterionLine
{
    /// <summary>
    /// The line: "18 headache days a month: meets 15 or more". Where the criterion's words do not begin with its limit, they stand as they are,
    /// with the answer behind them.
    /// </summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="screening">What was answered, and how that is known.</param>
    public static string Of(CriterionScreening criterion, HookScreening screening)
    {
        var (leaf, verdict, text) = criterion;
        var profile = screening.Screening.Profile;
        var observation = leaf.Observe(profile);
        if (observation is not { Fact: { } fact, Observed: { } observed })
        {
            // A number that was given in part may be too much already; the words of the criterion alone would read as if it were met.
            return verdict == Verdict.NotMet ? $"Required: {Words.Within(text.Text)}" : text.Text;
        }

        if (fact is NumberFact && !observation.IsNoted && leaf.Limits.OfType<NumberLimit>().FirstOrDefault() is { } limit
            && Counted(text.Text, Words.Of(limit.Value), Words.Of(observed.Number), verdict, WhenOf(fact)) is { } counted)
        {
            return counted;
        }

        // A sum, a difference or a percentage is nobody's answer.
        var isAnswer = fact is not NumberFact || profile[fact]?.Number == observed.Number;
        var (known, answer) = isAnswer ? (screening.SourceOf(fact), Words.Of(fact, observed))
            : ("worked out", leaf is NumberComparison { Quantity.IsPercent: true } ? $"{Words.Of(decimal.Round(observed.Number, 1))}%" : Words.Of(fact, observed));
        // An answer that stands in was held against a limit of its own: by it alone the criterion's words may be false.
        if (verdict == Verdict.Met && observation.IsNoted)
        {
            return $"{Words.Sentence(known)}: {answer}, in place of: {Words.Within(text.Text)}";
        }

        // The criterion's words say what is asked for: of one that is not met, or that the answer leaves open, they would read as if it were so.
        return verdict != Verdict.Met ? $"{Words.Sentence(known)}: {answer}; required: {Words.Within(text.Text)}" : $"{text.Text} ({known}: {answer})";
    }

    /// <summary>The line, and what its rule says of that where it is not met, or where its answer stands in for a better one.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="screening">What was answered, and how that is known.</param>
    public static (string Line, string Why) Said(CriterionScreening criterion, HookScreening screening)
    {
        var (leaf, verdict, text) = criterion;
        // Of what no answer can fulfil there is nothing to compare.
        if (verdict == Verdict.NotMet && leaf.Facts.IsEmpty && text.NotMet is { } never)
        {
            return (never, "");
        }

        var why = (verdict == Verdict.NotMet ? text.NotMet : null) ?? "";
        var note = (text.Note is not null && leaf.Observe(screening.Screening.Profile).IsNoted ? text.Note : null) ?? "";
        return (Of(criterion, screening), why.Length > 0 && note.Length > 0 ? $"{why} {note}" : why + note);
    }

    /// <summary>The same in one.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="screening">What was answered, and how that is known.</param>
    public static string Whole(CriterionScreening criterion, HookScreening screening)
    {
        var (line, why) = Said(criterion, screening);
        return Joined(line, why);
    }

    /// <summary>A line with what is said of it. Only one with nothing behind it stands without its full stop.</summary>
    /// <param name="line">The line.</param>
    /// <param name="why">What is said of it; may be empty.</param>
    public static string Joined(string line, string why) => why.Length == 0 ? line : $"{line.TrimEnd('.')}. {why}";

    /// <summary>The question behind a criterion that is to confirm; null where the form does not ask about it, or was answered and that leaves it open.</summary>
    /// <param name="leaf">The criterion.</param>
    /// <param name="profile">The answers.</param>
    public static Fact? QuestionOf(Leaf leaf, SymptomProfile profile) =>
        leaf.Facts.IsEmpty ? null : leaf.Observe(profile) is { Observed: null } open ? open.Fact ?? leaf.Facts[0] : null;

    // Once treatment has begun it is the count before it that is held against a limit for starting.
    private static string WhenOf(Fact fact) => fact == FactCatalogue.BaselineHeadacheDaysPerMonth ? " before the first treatment" : "";

    private static string? Counted(string text, string limit, string observed, Verdict verdict, string when)
    {
        var (many, old) = ($"{limit} or more ", $"{limit} years or older");
        if (text.StartsWith(many, StringComparison.Ordinal))
        {
            return $"{observed} {text[many.Length..]}{when}: {(verdict == Verdict.Met ? "meets" : "does not meet")} {limit} or more";
        }

        return text == old ? $"{observed} years: {(verdict == Verdict.Met ? "meets" : "does not meet")} {old}" : null;
    }
}
