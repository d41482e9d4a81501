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
    private readonly CardSources _sources = new();
    private readonly HashSet<Fact> _asked = [];
    private readonly Screening _screening = hookScreening.Screening;

    /// <summary>The sources as links, once it is written.</summary>
    public ImmutableArray<CardLink> Links => _sources.Links;

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

        WriteCaveats();
        WriteOthers();
        WriteQuestions();
        _sources.Write(_text);
        _text.Append(CultureInfo.InvariantCulture, $"As of {_screening.AsOf:yyyy-MM-dd}, rule book {_screening.RuleBook.Version}. {_screening.RuleBook.IntendedUse}");
        return _text.ToString();
    }

    private void WriteIndication(IndicationScreening part)
    {
        _text.Append(CultureInfo.InvariantCulture, $"**{part.Indication.Title}: {Of(part.Candidacy)}**{(LabelWords.IsTold(part) ? $" ({LabelWords.Of(part)})" : "")}\n\n");
        WriteCriteria(part);
        WriteAuthorities(part);
        WriteOthersAgainst(part);
    }

    // Of what is about something else than the indication alone, such as going on with its treatment, that is said, behind the rest.
    private void WriteAuthorities(IndicationScreening part)
    {
        List<(string About, Verdict Verdict, List<string> Names)> said = [];
        foreach (var rule in part.Authorities)
        {
            var (about, name) = RuleTitle.Of(rule.Rule);
            if (said.Find(one => one.Verdict == rule.Verdict && one.About == about).Names is not { } names)
            {
                said.Insert(about.Length > 0 ? said.Count : said.TakeWhile(one => one.About.Length == 0).Count(), (about, rule.Verdict, names = []));
            }

            names.Add(name);
        }

        WriteList("What each authority says", said, one =>
            _text.Append(one.About.Length == 0 ? Words.Sentence(Of(one.Verdict)) : $"{Words.Sentence(one.About)}, {Of(one.Verdict)}").Append(": ").AppendJoin("; ", one.Names));
    }

    private void WriteCriteria(IndicationScreening part)
    {
        var lines = Criteria(part);
        WriteList("Met", lines.Where(line => line.Verdict == Verdict.Met), line => _ = line.IsOwn
            // Its source may be against the treatment.
            ? _text.Append($"{line.Text.AsSpan().TrimEnd('.')}. A basic criterion of this service, after {_sources.Marks(line.Sources)}; meeting it does not show a benefit.")
            : _text.Append($"{line.Text} {_sources.Marks(line.Sources)}"));
        WriteList("Not met", lines.Where(line => line.Verdict == Verdict.NotMet), line => _text.Append($"{line.Text} {_sources.Marks(line.Sources)}"));
        WriteList("To confirm", lines.Where(line => line.Verdict == Verdict.Unknown),
            line => _text.Append($"{line.Text.AsSpan().TrimEnd('.')}.{ToConfirm(line.Leaf)} {_sources.Marks(line.Sources)}"));
    }

    // What two rules ask for in the same words is said once, with the sources of both. They are numbered where they are written, so that the numbers come in order.
    private List<(Leaf Leaf, Verdict Verdict, string Text, bool IsOwn, List<Citation> Sources)> Criteria(IndicationScreening part)
    {
        List<(Leaf Leaf, Verdict Verdict, string Text, bool IsOwn, List<Citation> Sources)> lines = [];
        foreach (var rule in HookScreening.Deciding(part))
        {
            var isOwn = HookScreening.IsOwn(part, rule);
            foreach (var criterion in rule.Bearing)
            {
                Add(criterion, isOwn);
            }
        }

        return lines;

        void Add(CriterionScreening criterion, bool isOwn)
        {
            var line = CriterionLine.Whole(criterion, hookScreening);
            if (lines.Find(other => other.Text == line && other.Verdict == criterion.Verdict && other.IsOwn == isOwn).Sources is not { } sources)
            {
                lines.Add((criterion.Leaf, criterion.Verdict, line, isOwn, sources = []));
            }

            sources.Add(criterion.Text.Citation);
        }
    }

    // What several begin to say in the same words is said once, with what each has to add.
    private void WriteOthersAgainst(IndicationScreening part) => WriteList("What others find not met", HookScreening.Others(part)
        .Where(rule => rule.Verdict == Verdict.NotMet)
        .SelectMany(rule => rule.Bearing.Where(one => one.Verdict == Verdict.NotMet)
            .Select(one => (RuleTitle.Of(rule.Rule).Whole, Said: CriterionLine.Said(one, hookScreening), one.Text.Citation)))
        .GroupBy(line => (line.Said.Line, Why: Beginning(line.Said.Why)))
        .Select(same =>
        {
            var added = same.GroupBy(line => line.Said.Why[same.Key.Why.Length..].TrimStart(), line => line.Citation).OrderBy(added => added.Key.Length > 0)
                .Select(added => $"{added.Key} {_sources.Marks(added)}".TrimStart());
            return $"{Words.Sentence(Words.List([.. same.Select(line => line.Whole).Distinct()]))}: {CriterionLine.Joined(same.Key.Line, same.Key.Why)} {string.Join(' ', added)}";
        }));

    private static string Beginning(string why) => why.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? why[..(end + 1)] : why;

    private string ToConfirm(Leaf leaf) => CriterionLine.QuestionOf(leaf, _screening.Profile) is { } fact ? $" {Ask(fact)}"
        : leaf.Facts.IsEmpty ? " The form does not ask about it."
        : "";

    // What may be answered is said once.
    private string Ask(Fact fact) => _asked.Add(fact) ? Question.Of(fact) : fact.Question;

    private void WriteSafeguards() => WriteList("What restricts", safety.Restricting.SelectMany(rule => rule.Bearing).Where(one => one.Verdict == Verdict.NotMet)
        .Select(one => $"{Restricting(one)} {_sources.Mark(one.Text.Citation)}"));

    // Of a set of answers those alone that the safeguard looks for: the others are not what restricts.
    private string Restricting(CriterionScreening criterion) =>
        safety.FoundBy(criterion.Leaf, criterion.Text.Citation).ToList() is { Count: > 0 } found && criterion.Text.NotMet is { } notMet
            ? $"{Words.Sentence(hookScreening.SourceOf(found[0].Fact))}: {Words.List([.. found.Select(one => one.Name)])}. {notMet}"
            : CriterionLine.Whole(criterion, hookScreening);

    // Those of what was reported, and those of safeguards, the heaviest first. What was not reported needs no caveats.
    private void WriteCaveats()
    {
        List<Caveat> caveats = [];
        foreach (var caveat in hookScreening.Reported.SelectMany(part => part.Caveats).Concat(_screening.SafeguardCaveats))
        {
            if (!caveats.Contains(caveat))
            {
                caveats.Add(caveat);
            }
        }

        WriteList("Before deciding", caveats.Where(caveat => caveat.Severity == Severity.Warning).Concat(caveats.Where(caveat => caveat.Severity == Severity.Caution)), WriteCaveat);
        // What is good to know of a treatment is not what matters where it must not be given, or something else comes first.
        WriteList("Good to know", IsRestricted ? [] : caveats.Where(caveat => caveat.Severity == Severity.Info), WriteCaveat);
    }

    private void WriteCaveat(Caveat caveat)
    {
        if (caveat.Severity > Severity.Info)
        {
            _text.Append(Words.Sentence(Codes.Of(caveat.Severity))).Append(": ");
        }

        _text.Append(caveat.Text).Append(' ').Append(_sources.Mark(caveat.Citation));
    }

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
        List<Fact> questions = [.. hookScreening.SafetyQuestions];
        questions.AddRange(hookScreening.Needs.Where(fact => !hookScreening.SafetyQuestions.Contains(fact)).Take(MostQuestions));
        foreach (var fact in hookScreening.Reported.SelectMany(hookScreening.ToConfirm).Concat(hookScreening.Asked.Select(asked => asked.Fact)))
        {
            if (!questions.Contains(fact))
            {
                questions.Add(fact);
            }
        }

        WriteList("Still to ask", questions.Select(Ask));
        if (hookScreening.MostNeeds > questions.Count)
        {
            _text.Append(CultureInfo.InvariantCulture, $"At most {hookScreening.MostNeeds} answers can still be needed; {questions.Count} are listed.\n\n");
        }

        WriteList("Taken for granted", _screening.Assumptions);
    }

    private void WriteList(string heading, IEnumerable<string> lines) => WriteList(heading, lines, line => _text.Append(line));

    // Each writes itself: of what a card is long for there is no second copy.
    private void WriteList<T>(string heading, IEnumerable<T> items, Action<T> write)
    {
        var isFirst = true;
        foreach (var item in items)
        {
            _text.Append(isFirst ? heading : "").Append(isFirst ? "\n\n- " : "- ");
            write(item);
            _text.Append('\n');
            isFirst = false;
        }

        _text.Append(isFirst ? "" : "\n");
    }

    // "Not candidate" would be a verdict on the person; what is known is that a criterion is not met.
    private static string Of(Candidacy candidacy) => candidacy == Candidacy.NotCandidate ? "a published criterion is not met" : Words.Of(Codes.Of(candidacy));

    private static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.NotMet => "not met",
        _ => "to confirm",
    };
}
