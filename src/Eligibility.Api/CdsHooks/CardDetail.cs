using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// The detail of a card, in plain Markdown without HTML: what came from the chart, what restricts, for each indication that was reported the criteria met, not
/// met and to confirm and what every authority says, the caveats, what is still to ask, and the sources. Every text in it is ours; of what was sent it holds the
/// answers alone.
/// </summary>
/// <param name="hookScreening">What the criteria say.</param>
/// <param name="safety">What was found that stands against an injection.</param>
/// <param name="provenance">Of which day the answers are, in sentences.</param>
internal sealed class CardDetail(HookScreening hookScreening, SafetyFindings safety, string provenance)
{
    private const int MostQuestions = 3;

    private readonly StringBuilder _text = new(16 * 1024);
    private readonly List<Citation> _citations = [];
    private readonly Dictionary<(string Title, string Section, string Url, Confidence Confidence), int> _places = [];
    private readonly HashSet<Fact> _asked = [];
    private readonly Screening _screening = hookScreening.Screening;

    /// <summary>The sources as links, once it is written.</summary>
    public ImmutableArray<CardLink> Links => [.. _citations.DistinctBy(citation => citation.Url).GroupBy(citation => citation.Title)
        // One source may have been read at several addresses: then the section tells them apart.
        .SelectMany(same => same.Select(citation => new CardLink(same.Count() == 1 ? citation.Title : $"{citation.Title}: {citation.Section}", citation.Url)))];

    private bool IsRestricted => hookScreening.Standing is Candidacy.ReferUrgently or Candidacy.Contraindicated;

    /// <summary>Writes it.</summary>
    public string Write()
    {
        // First, since a verdict below may rest on it, or be in doubt for it.
        _text.Append(provenance).Append("\n\n");
        WriteList("Beside the form", hookScreening.Beside);
        WriteSafeguards();
        foreach (var part in hookScreening.Reported)
        {
            WriteIndication(part);
        }

        var caveats = Caveats();
        WriteList("Before deciding", caveats.Where(caveat => caveat.Severity > Severity.Info).Select(Line));
        // What is good to know of a treatment is not what matters where it must not be given, or something else comes first.
        WriteList("Good to know", caveats.Where(caveat => caveat.Severity == Severity.Info && !IsRestricted).Select(Line));
        WriteOthers();
        WriteQuestions();
        WriteSources();
        _text.Append(CultureInfo.InvariantCulture, $"As of {_screening.AsOf:yyyy-MM-dd}, rule book {_screening.RuleBook.Version}. {_screening.RuleBook.IntendedUse}");
        return _text.ToString();
    }

    private void WriteIndication(IndicationScreening part)
    {
        _text.Append(CultureInfo.InvariantCulture, $"**{part.Indication.Title}: {Of(part.Candidacy)}**{(LabelWords.IsTold(part) ? $" ({LabelWords.Of(part)})" : "")}\n\n");
        WriteCriteria("Met", Verdict.Met, part);
        WriteCriteria("Not met", Verdict.NotMet, part);
        WriteCriteria("To confirm", Verdict.Unknown, part);
        // Of what is about something else than the indication alone, such as going on with its treatment, that is said.
        WriteList("What each authority says", part.Authorities.Select(rule => (rule.Verdict, Title: RuleTitle.Of(rule.Rule)))
            .GroupBy(rule => (rule.Title.About, rule.Verdict), rule => rule.Title.Name)
            .OrderBy(same => same.Key.About.Length > 0)
            .Select(same => $"{Words.Sentence($"{same.Key.About}{(same.Key.About.Length > 0 ? ", " : "")}{Of(same.Key.Verdict)}")}: {string.Join("; ", same)}"));
        WriteOthersAgainst(part);
    }

    private void WriteCriteria(string heading, Verdict verdict, IndicationScreening part) => WriteList(heading, HookScreening.Deciding(part)
        .SelectMany(rule => TextsOf(rule, verdict).Select(line => (line.Leaf, line.Text, IsOwn: HookScreening.IsOwn(part, rule))))
        .GroupBy(line => (Line: Line(line.Leaf, line.Text, verdict), line.IsOwn), line => (line.Leaf, Mark: Mark(line.Text.Citation)))
        .Select(line => (line.Key, line.First().Leaf, Marks: string.Join(' ', line.Select(one => one.Mark).Distinct())))
        .Select(line => verdict == Verdict.Unknown ? $"{line.Key.Line.TrimEnd('.')}.{ToConfirm(line.Leaf)} {line.Marks}"
            // Its source may be against the treatment.
            : verdict == Verdict.Met && line.Key.IsOwn
                ? $"{line.Key.Line.TrimEnd('.')}. A basic criterion of this service, after {line.Marks}; meeting it does not show a benefit."
            : $"{line.Key.Line} {line.Marks}"));

    // What several begin to say in the same words is said once, with what each has to add.
    private void WriteOthersAgainst(IndicationScreening part) => WriteList("What others find not met", HookScreening.Others(part)
        .Where(rule => rule.Verdict == Verdict.NotMet)
        .SelectMany(rule => TextsOf(rule, Verdict.NotMet)
            .Select(line => (RuleTitle.Of(rule.Rule).Whole, Said: Said(line.Leaf, line.Text, Verdict.NotMet), Mark: Mark(line.Text.Citation))))
        .GroupBy(line => (line.Said.Line, Why: Beginning(line.Said.Why)))
        .Select(same =>
        {
            var added = same.GroupBy(line => line.Said.Why[same.Key.Why.Length..].TrimStart(), line => line.Mark).OrderBy(added => added.Key.Length > 0)
                .Select(added => $"{added.Key} {string.Join(' ', added.Distinct())}".TrimStart());
            return $"{Words.Sentence(Words.List([.. same.Select(line => line.Whole).Distinct()]))}: {Joined(same.Key.Line, same.Key.Why)} {string.Join(' ', added)}";
        }));

    private static IEnumerable<(Leaf Leaf, CriterionText Text)> TextsOf(RuleScreening rule, Verdict verdict) =>
        HookScreening.Lines(rule).Where(line => line.Verdict == verdict).Select(line => (line.Leaf, line.Edition.TextOf(line.Leaf)));

    private static string Beginning(string why) => why.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? why[..(end + 1)] : why;

    private string Line(Leaf leaf, CriterionText text, Verdict verdict)
    {
        var (line, why) = Said(leaf, text, verdict);
        return Joined(line, why);
    }

    // Only a line with nothing behind it stands without its full stop.
    private static string Joined(string line, string why) => why.Length == 0 ? line : $"{line.TrimEnd('.')}. {why}";

    // The criterion with what was answered, and what its rule says of that.
    private (string Line, string Why) Said(Leaf leaf, CriterionText text, Verdict verdict)
    {
        // Of what no answer can fulfil there is nothing to compare.
        if (verdict == Verdict.NotMet && leaf.Facts.IsEmpty && text.NotMet is { } never)
        {
            return (never, "");
        }

        var why = verdict == Verdict.NotMet ? text.NotMet : null;
        var note = leaf.Observe(_screening.Profile).IsNoted ? text.Note : null;
        return (CriterionLine.Of(leaf, text, verdict, hookScreening), string.Join(' ', new[] { why, note }.OfType<string>()));
    }

    private string ToConfirm(Leaf leaf) => CriterionLine.QuestionOf(leaf, _screening.Profile) is { } fact ? $" {Ask(fact)}"
        : leaf.Facts.IsEmpty ? " The form does not ask about it."
        : "";

    // What may be answered is said once.
    private string Ask(Fact fact) => _asked.Add(fact) ? Question.Of(fact) : fact.Question;

    private void WriteSafeguards() => WriteList("What restricts", safety.Restricting
        .SelectMany(HookScreening.Lines)
        .Where(line => line.Verdict == Verdict.NotMet)
        .Select(line => (line.Leaf, Text: line.Edition.TextOf(line.Leaf)))
        .Select(line => $"{Restricting(line.Leaf, line.Text)} {Mark(line.Text.Citation)}"));

    // Of a set of answers those alone that the safeguard looks for: the others are not what restricts.
    private string Restricting(Leaf leaf, CriterionText text) => safety.FoundBy(leaf, text.Citation).ToList() is { Count: > 0 } found && text.NotMet is { } notMet
        ? $"{Words.Sentence(hookScreening.SourceOf(found[0].Fact))}: {Words.List([.. found.Select(one => one.Name)])}. {notMet}"
        : Line(leaf, text, Verdict.NotMet);

    // Those of what was reported, and those of safeguards, the heaviest first. What was not reported needs no caveats.
    private ImmutableArray<Caveat> Caveats() => [.. hookScreening.Reported.SelectMany(part => part.Caveats).Concat(_screening.SafeguardCaveats)
        .Distinct().OrderByDescending(caveat => caveat.Severity)];

    private string Line(Caveat caveat) =>
        $"{(caveat.Severity == Severity.Info ? "" : $"{Words.Sentence(Codes.Of(caveat.Severity))}: ")}{caveat.Text} {Mark(caveat.Citation)}";

    private void WriteOthers()
    {
        WriteList("Not known to be there", _screening.Unreported.GroupBy(part => part.Candidacy, part => Words.Within(part.Indication.Title))
            .Select(same => $"{Words.Sentence(Of(same.Key))}: {string.Join(", ", same)}"));
        WriteList("Not there, by the form", _screening.RuledOut.Select(indication => Words.Within(indication.Title)).ToList() is { Count: > 0 } absent
            ? [Words.Sentence(string.Join(", ", absent))] : []);
    }

    private void WriteQuestions()
    {
        // What could forbid the treatment comes first. What is to confirm above is among the rest, and what the chart makes worth asking.
        var questions = hookScreening.SafetyQuestions.Concat(hookScreening.Needs.Except(hookScreening.SafetyQuestions).Take(MostQuestions))
            .Concat(hookScreening.Reported.SelectMany(hookScreening.ToConfirm)).Concat(hookScreening.Asked.Select(asked => asked.Fact)).Distinct().ToList();
        WriteList("Still to ask", questions.Select(Ask));
        if (hookScreening.MostNeeds > questions.Count)
        {
            _text.Append(CultureInfo.InvariantCulture, $"At most {hookScreening.MostNeeds} answers can still be needed; {questions.Count} are listed.\n\n");
        }

        WriteList("Taken for granted", _screening.Assumptions);
    }

    private void WriteSources()
    {
        for (var i = 0; i < _citations.Count; i++)
        {
            var (title, section) = (Plain(_citations[i].Title), Plain(_citations[i].Section));
            var how = _citations[i].Confidence == Confidence.Secondary ? "; read in a restatement" : "";
            _text.Append(CultureInfo.InvariantCulture, $"{i + 1}. [{title}]({Address(_citations[i].Url)}), {section}{how}\n");
        }

        _text.Append(_citations.Count > 0 ? "\n" : "");
    }

    private void WriteList(string heading, IEnumerable<string> lines)
    {
        var isFirst = true;
        foreach (var line in lines)
        {
            _text.Append(isFirst ? $"{heading}\n\n" : "").Append("- ").Append(line).Append('\n');
            isFirst = false;
        }

        _text.Append(isFirst ? "" : "\n");
    }

    private string Mark(Citation citation)
    {
        // What was noted about it is not shown, so it makes no two lines of one.
        var source = (citation.Title, citation.Section, citation.Url.OriginalString, citation.Confidence);
        if (!_places.TryGetValue(source, out var place))
        {
            _citations.Add(citation);
            _places.Add(source, place = _citations.Count);
        }

        return string.Create(CultureInfo.InvariantCulture, $"[{place}]");
    }

    // "Not candidate" would be a verdict on the person; what is known is that a criterion is not met.
    private static string Of(Candidacy candidacy) => candidacy == Candidacy.NotCandidate ? "a published criterion is not met" : Words.Of(Codes.Of(candidacy));

    private static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.NotMet => "not met",
        _ => "to confirm",
    };

    // A bracket would end the words of a link, a parenthesis its address.
    private static string Plain(string text) => text.Replace('[', '(').Replace(']', ')');

    private static string Address(Uri url) =>
        url.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
}
