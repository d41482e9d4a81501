using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>
/// The detail of a card, in plain Markdown without HTML: for each indication that was reported the criteria met, not met and to confirm,
/// what every authority says, the caveats, what came from the chart, and the sources. Every text in it is ours; of what was sent it holds the
/// answers alone.
/// </summary>
internal sealed class CardDetail(HookScreening hookScreening)
{
    private const int MostQuestions = 3;

    private readonly StringBuilder _text = new(16 * 1024);
    private readonly List<Citation> _citations = [];
    private readonly Screening _screening = hookScreening.Screening;

    /// <summary>The sources as links, once it is written.</summary>
    public ImmutableArray<CardLink> Links => [.. _citations.DistinctBy(citation => citation.Url).Select(citation => new CardLink(citation.Title, citation.Url))];

    /// <summary>The rules that a candidacy is made of: the lead's, and the label's where that is another one.</summary>
    /// <param name="authorities">What each authority says, in the order of an answer.</param>
    public static IEnumerable<RuleScreening> Deciding(ImmutableArray<RuleScreening> authorities) =>
        authorities.Where((rule, place) => place == 0 || rule.Rule is { Kind: RuleKind.Label, Stage: Stage.Initial });

    /// <summary>Writes it.</summary>
    public string Write()
    {
        // First, since a verdict below may rest on it, or be in doubt for it.
        WriteList("Beside the form", hookScreening.Contradictions.Concat(hookScreening.Additions));
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
        _text.Append(CultureInfo.InvariantCulture, $"**{part.Indication.Title}: {Of(part.Candidacy)}** ({LabelOf(part.LabelStatus)})\n\n");
        WriteCriteria("Met", Verdict.Met, part);
        WriteCriteria("Not met", Verdict.NotMet, part);
        WriteCriteria("To confirm", Verdict.Unknown, part);
        WriteList("What each authority says", part.Authorities.Select(rule => $"{rule.Rule.Title}: {Of(rule.Verdict)}"));
    }

    private void WriteCriteria(string heading, Verdict verdict, IndicationScreening part) => WriteList(heading, Deciding(part.Authorities)
        .Where(rule => rule.Edition is not null)
        .SelectMany(rule => rule.Edition!.Leaves.Zip(rule.Criteria, (leaf, verdict) => (rule.Edition, Leaf: leaf, Verdict: verdict)))
        .Where(line => line.Verdict == verdict)
        .GroupBy(line => Line(line.Leaf, line.Edition.TextOf(line.Leaf), verdict), line => Mark(line.Edition.TextOf(line.Leaf).Citation))
        .Select(line => $"{line.Key} {string.Join(' ', line.Distinct())}"));

    private string Line(Leaf leaf, CriterionText text, Verdict verdict)
    {
        var why = verdict == Verdict.NotMet && text.NotMet is { } notMet ? $". {notMet}" : "";
        var note = text.Note is { } standIn && leaf.Observe(_screening.Profile).StandsIn ? $". {standIn}" : "";
        return $"{CriterionLine.Of(leaf, text, verdict, _screening.Profile)}{why}{note}";
    }

    private void WriteSafeguards() => WriteList("What restricts", hookScreening.Safeguards.Where(rule => rule.Verdict == Verdict.NotMet && rule.Edition is not null)
        .SelectMany(rule => rule.Edition!.Leaves.Zip(rule.Criteria, (leaf, verdict) => (rule.Edition, Leaf: leaf, Verdict: verdict)))
        .Where(line => line.Verdict == Verdict.NotMet)
        .Select(line => $"{Line(line.Leaf, line.Edition.TextOf(line.Leaf), line.Verdict)} {Mark(line.Edition.TextOf(line.Leaf).Citation)}"));

    // Those of what was reported, and those of safeguards, the heaviest first. What was not reported needs no caveats.
    private IEnumerable<Caveat> Caveats() => hookScreening.Reported.SelectMany(part => part.Caveats).Concat(_screening.SafeguardCaveats)
        .Distinct().OrderByDescending(caveat => caveat.Severity);

    private string Line(Caveat caveat) =>
        $"{(caveat.Severity == Severity.Info ? "" : $"{Words.Sentence(Codes.Of(caveat.Severity))}: ")}{caveat.Text} {Mark(caveat.Citation)}";

    private void WriteOthers()
    {
        WriteList("Not reported by these answers", _screening.Unreported
            .Select(part => $"{part.Indication.Title}: {Of(part.Candidacy)}"));
        WriteList("Not there", _screening.RuledOut.Select(indication => $"{indication.Title}: {indication.Absent}"));
    }

    private void WriteQuestions()
    {
        WriteList("Still to ask", hookScreening.Needs.Take(MostQuestions).Select(fact => fact.Question));
        if (hookScreening.MostNeeds > MostQuestions)
        {
            _text.Append(CultureInfo.InvariantCulture, $"At most {hookScreening.MostNeeds} answers can still be needed.\n\n");
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
        var place = _citations.IndexOf(citation);
        if (place < 0)
        {
            place = _citations.Count;
            _citations.Add(citation);
        }

        return string.Create(CultureInfo.InvariantCulture, $"[{place + 1}]");
    }

    private static string LabelOf(LabelStatus status) => status switch
    {
        LabelStatus.OnLabel => "on label",
        LabelStatus.OffLabel => "off label",
        _ => "whether it is on label is not settled",
    };

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
