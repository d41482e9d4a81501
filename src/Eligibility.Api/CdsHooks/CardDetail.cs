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
/// The detail of a card, in plain Markdown without HTML: for each indication that was reported the criteria met, not met and to confirm,
/// what every authority says, the caveats, what came from the chart, and the sources. Every text in it is ours; of what was sent it holds the
/// answers alone.
/// </summary>
internal sealed class CardDetail(HookScreening hookScreening, string provenance)
{
    private const int MostQuestions = 3;

    private readonly StringBuilder _text = new(16 * 1024);
    private readonly List<Citation> _citations = [];
    private readonly HashSet<Fact> _asked = [];
    private readonly Screening _screening = hookScreening.Screening;

    /// <summary>The sources as links, once it is written.</summary>
    public ImmutableArray<CardLink> Links => [.. _citations.DistinctBy(citation => citation.Url).GroupBy(citation => citation.Title)
        // One source may have been read at several addresses: then the section tells them apart.
        .SelectMany(same => same.Select(citation => new CardLink(same.Count() == 1 ? citation.Title : $"{citation.Title}: {citation.Section}", citation.Url)))];

    /// <summary>Writes it.</summary>
    public string Write()
    {
        // First, since a verdict below may rest on it, or be in doubt for it.
        _text.Append(provenance).Append("\n\n");
        WriteList("Beside the form", hookScreening.Beside);
        foreach (var part in hookScreening.Reported)
        {
            WriteIndication(part);
        }

        WriteSafeguards();
        WriteList("Before deciding", Caveats().Select(Line));
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
        WriteList("What each authority says", part.Authorities.Select(rule => $"{rule.Rule.Title}: {Of(rule.Verdict)}"));
        WriteOthersAgainst(part);
    }

    private void WriteCriteria(string heading, Verdict verdict, IndicationScreening part) => WriteList(heading, HookScreening.Deciding(part)
        .SelectMany(HookScreening.Lines)
        .Where(line => line.Verdict == verdict)
        .GroupBy(line => Line(line.Leaf, line.Edition.TextOf(line.Leaf), verdict), line => (line.Leaf, Mark: Mark(line.Edition.TextOf(line.Leaf).Citation)))
        .Select(line => $"{(verdict == Verdict.Unknown ? $"{line.Key.TrimEnd('.')}.{ToConfirm(line.First().Leaf)}" : line.Key)} {string.Join(' ', line.Select(one => one.Mark).Distinct())}"));

    private void WriteOthersAgainst(IndicationScreening part) => WriteList("What others find not met", HookScreening.Others(part)
        .Where(rule => rule.Verdict == Verdict.NotMet)
        .SelectMany(rule => HookScreening.Lines(rule).Where(line => line.Verdict == Verdict.NotMet).Select(line => (rule.Rule.Title, Text: line.Edition.TextOf(line.Leaf), line.Leaf)))
        .Select(line => $"{line.Title}: {Line(line.Leaf, line.Text, Verdict.NotMet)} {Mark(line.Text.Citation)}"));

    private string Line(Leaf leaf, CriterionText text, Verdict verdict)
    {
        // Of what no answer can fulfil there is nothing to compare.
        if (verdict == Verdict.NotMet && leaf.Facts.IsEmpty && text.NotMet is { } never)
        {
            return never;
        }

        var why = verdict == Verdict.NotMet && text.NotMet is { } notMet ? $". {notMet}" : "";
        var note = text.Note is { } said && leaf.Observe(_screening.Profile).IsNoted ? $". {said}" : "";
        return $"{CriterionLine.Of(leaf, text, verdict, hookScreening)}{why}{note}";
    }

    private string ToConfirm(Leaf leaf) => CriterionLine.QuestionOf(leaf, _screening.Profile) is { } fact ? $" {Ask(fact)}"
        : leaf.Facts.IsEmpty ? " The form does not ask about it."
        : "";

    // What may be answered is said once.
    private string Ask(Fact fact) => _asked.Add(fact) ? Question.Of(fact) : fact.Question;

    private void WriteSafeguards() => WriteList("What restricts", hookScreening.Safeguards.Where(rule => rule.Verdict == Verdict.NotMet)
        .SelectMany(HookScreening.Lines)
        .Where(line => line.Verdict == Verdict.NotMet)
        .Select(line => $"{Line(line.Leaf, line.Edition.TextOf(line.Leaf), line.Verdict)} {Mark(line.Edition.TextOf(line.Leaf).Citation)}"));

    // Those of what was reported, and those of safeguards, the heaviest first. What was not reported needs no caveats.
    private IEnumerable<Caveat> Caveats() => hookScreening.Reported.SelectMany(part => part.Caveats).Concat(_screening.SafeguardCaveats)
        .Distinct().OrderByDescending(caveat => caveat.Severity);

    private string Line(Caveat caveat) =>
        $"{(caveat.Severity == Severity.Info ? "" : $"{Words.Sentence(Codes.Of(caveat.Severity))}: ")}{caveat.Text} {Mark(caveat.Citation)}";

    private void WriteOthers()
    {
        WriteList("Not known to be there", _screening.Unreported
            .Select(part => $"{part.Indication.Title}: {Of(part.Candidacy)}"));
        WriteList("Not there, by the form", _screening.RuledOut.Select(indication => $"{indication.Title}: {indication.Absent}"));
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
            _text.Append(CultureInfo.InvariantCulture, $"{i + 1}. [{title}]({Address(_citations[i].Url)}), {section}\n");
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
        // How it was read is not shown, so it makes no two lines of one.
        var place = _citations.FindIndex(known => (known.Title, known.Section, known.Url) == (citation.Title, citation.Section, citation.Url));
        if (place < 0)
        {
            place = _citations.Count;
            _citations.Add(citation);
        }

        return string.Create(CultureInfo.InvariantCulture, $"[{place + 1}]");
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
