using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Verdicts = Eligibility.Domain.Criteria.Verdict;

namespace Eligibility.Json.Contract;

// The published shape of an answer. These types describe it: ScreeningWriter writes it, the OpenAPI document is made from them, and a
// test holds the two together, member by member. Members are added within v1, never renamed or removed.

/// <summary>What the published criteria say about a symptom profile. Nothing of it is stored. Clients ignore members they do not know.</summary>
/// <param name="Reference" example="visit-4711">The caller's own reference, as it was sent. Absent where none was.</param>
/// <param name="Candidacy" example="candidate">The best candidacy of the indications; any red flag makes it <c>refer-urgently</c>. A closed list.</param>
/// <param name="Settled">True where no unanswered question could change a candidacy.</param>
/// <param name="Summary">The answer in one plain sentence.</param>
/// <param name="Indications">What the toxin might be given for, each with its own candidacy.</param>
/// <param name="Safeguards">The rules that can only restrict: red flags, contraindications, precautions, interval and dose.</param>
/// <param name="RuledOut">Indications that were asked about and whose presentation is definitely absent.</param>
/// <param name="Caveats">Every caveat of the answer, each once.</param>
/// <param name="Needs">The unanswered facts that could still change a candidacy, the one worth most first. Empty exactly where the answer is settled.</param>
/// <param name="AtMostMoreAnswers" example="6">The most answers that can still be needed until it is settled.</param>
/// <param name="Citations">The sources; criteria and caveats refer to them by their place in this list, from 0.</param>
/// <param name="Assumptions">What was taken for granted, in sentences.</param>
/// <param name="AsOf">The day whose editions were used.</param>
/// <param name="RuleBook">The rule book that was used: the same profile, day and digest give the same answer.</param>
/// <param name="IntendedUse">Whom the answer is for, and what it is not.</param>
public sealed record Screening(
    string? Reference,
    [property: ClosedList(typeof(Candidacy))] string Candidacy,
    bool Settled,
    string Summary,
    IReadOnlyList<IndicationAnswer> Indications,
    IReadOnlyList<RuleAnswer> Safeguards,
    IReadOnlyList<RuledOut> RuledOut,
    IReadOnlyList<Caveat> Caveats,
    IReadOnlyList<Need> Needs,
    int AtMostMoreAnswers,
    IReadOnlyList<Citation> Citations,
    IReadOnlyList<string> Assumptions,
    DateOnly AsOf,
    RuleBookStamp RuleBook,
    string IntendedUse);

/// <summary>The answer for one indication.</summary>
/// <param name="Indication" example="chronic-migraine">The indication's code. An open list: expect new ones.</param>
/// <param name="Title" example="Chronic migraine">Its name.</param>
/// <param name="Candidacy" example="candidate">Its candidacy. A closed list.</param>
/// <param name="Settled">True where no unanswered question could change its candidacy.</param>
/// <param name="LabelStatus" example="undetermined">How it stands to the product label. A closed list.</param>
/// <param name="Authorities">What each authority says, side by side.</param>
/// <param name="Evidence">What research and learned societies say about people like this one. It never decides a candidacy.</param>
/// <param name="Caveats">The codes of its caveats. An open list: expect new ones.</param>
public sealed record IndicationAnswer(
    string Indication,
    string Title,
    [property: ClosedList(typeof(Candidacy))] string Candidacy,
    bool Settled,
    [property: ClosedList(typeof(LabelStatus))] string LabelStatus,
    IReadOnlyList<RuleAnswer> Authorities,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<string> Caveats);

/// <summary>What one rule says.</summary>
/// <param name="Rule" example="general/chronic-migraine">The rule's id, <c>authority/name</c>. An open list.</param>
/// <param name="Authority" example="general">Who published the criteria. An open list.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Kind" example="screening">What sort of authority speaks.</param>
/// <param name="Stage" example="initial">Whether it is about a first treatment or about going on.</param>
/// <param name="Effect" example="deferred">What a safeguard does when it is not met. Absent for other rules.</param>
/// <param name="Binds">The indications that a safeguard binds. Absent: every one, or no safeguard.</param>
/// <param name="Edition" example="2026-11-01">The edition in force, by its first day. Absent: there was none, and the verdict is unknown.</param>
/// <param name="Note" example="No edition in force.">Says that no edition was in force on that day. Absent otherwise.</param>
/// <param name="Verdict" example="met">Its verdict. A closed list; <c>unknown</c> is not <c>not-met</c>.</param>
/// <param name="Criteria">Its criteria, each with what was observed and what is required.</param>
/// <param name="Needs">The unanswered facts in the parts of this rule that are not decided.</param>
/// <param name="Changes">Where it is not met: every smallest set of other answers after which it would no longer be. Each inner list is one set; all of it is needed. A diagnosis, a symptom or a pregnancy is never in it.</param>
public sealed record RuleAnswer(
    string Rule,
    string Authority,
    string Title,
    [property: ClosedList(typeof(RuleKind))] string Kind,
    [property: ClosedList(typeof(Stage))] string Stage,
    [property: ClosedList(typeof(Effect))] string? Effect,
    IReadOnlyList<string>? Binds,
    DateOnly? Edition,
    string? Note,
    [property: ClosedList(typeof(Verdicts))] string Verdict,
    IReadOnlyList<CriterionAnswer> Criteria,
    IReadOnlyList<string> Needs,
    IReadOnlyList<IReadOnlyList<Change>> Changes);

/// <summary>Another answer to a fact, after which a criterion would be met.</summary>
/// <param name="Fact" example="headacheDaysPerMonth">The fact.</param>
/// <param name="Required" example="&gt;= 15">What the answer would have to be.</param>
/// <param name="By" example="3">By how much the answer falls short or goes too far, or how many entries a list lacks. Absent where it is no number.</param>
/// <param name="Reached" example="2027-01-04">The day by which waiting alone does it. Absent where waiting does not, or the day cannot be told.</param>
public sealed record Change(string Fact, string Required, decimal? By, DateOnly? Reached);

/// <summary>What research or a learned society says about an indication.</summary>
/// <param name="Source" example="aan-2016">Who says so. An open list.</param>
/// <param name="Grade" example="A">The grade in the source's own scale. Absent where it has none.</param>
/// <param name="Effective">Whether it speaks for an effect; false: it speaks against one.</param>
/// <param name="Text">What it says, in a plain sentence.</param>
/// <param name="Citation">The source, by its place in the answer's citations.</param>
public sealed record Evidence(string Source, string? Grade, bool Effective, string Text, int Citation);

/// <summary>One criterion and what became of it.</summary>
/// <param name="Id" example="headache-days">The criterion's id within its rule.</param>
/// <param name="Verdict" example="met">Its verdict. A closed list.</param>
/// <param name="Text" example="15 or more headache days a month">What is asked.</param>
/// <param name="Fact" example="headacheDaysPerMonth">The fact that decides it, or that is missing. Absent where no answer could make a difference.</param>
/// <param name="Observed">What was seen: a number, true or false, a code, or a list of codes. Absent where it is not known.</param>
/// <param name="Required" example="&gt;= 15">What is required, in a short exact form.</param>
/// <param name="NotMet">What it means that the criterion is not met. Absent unless it is not met.</param>
/// <param name="Note">What to know where another fact stands in for a better one, or where the answer is one that is not compared here. Absent otherwise.</param>
/// <param name="Citation">The source, by its place in the answer's citations.</param>
public sealed record CriterionAnswer(
    string Id,
    [property: ClosedList(typeof(Verdicts))] string Verdict,
    string Text,
    string? Fact,
    object? Observed,
    string Required,
    string? NotMet,
    string? Note,
    int Citation);

/// <summary>An indication that is not spelt out.</summary>
/// <param name="Indication" example="back-pain">The indication's code.</param>
/// <param name="Because" example="No pain in the back was reported.">Why, in a sentence.</param>
public sealed record RuledOut(string Indication, string Because);

/// <summary>A sentence that the clinician should read.</summary>
/// <param name="Code" example="sore-neck">Its code. An open list: expect new ones.</param>
/// <param name="Severity" example="info">How much it matters. A closed list.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Citation">The source, by its place in the answer's citations.</param>
public sealed record Caveat(string Code, [property: ClosedList(typeof(Severity))] string Severity, string Text, int Citation);

/// <summary>An unanswered fact that could still change a candidacy.</summary>
/// <param name="Fact" example="ageYears">The fact's name: the member of the profile to send next time.</param>
/// <param name="Question" example="How old is the person?">The question in plain words.</param>
/// <param name="Settles">The rules that an answer helps to decide.</param>
public sealed record Need(string Fact, string Question, IReadOnlyList<string> Settles);

/// <summary>Where a number or a sentence comes from.</summary>
/// <param name="Title">The title of the source.</param>
/// <param name="Section">The section, page or part that says it.</param>
/// <param name="Year" example="2023">The year of the source.</param>
/// <param name="Url">Where it can be read.</param>
/// <param name="Confidence" example="primary">Whether the source itself was read, or a restatement of it.</param>
/// <param name="Note">Anything a reviewer should know about it. Absent where there is nothing.</param>
public sealed record Citation(
    string Title, string Section, int Year, Uri Url, [property: ClosedList(typeof(Confidence))] string Confidence, string? Note);

/// <summary>Which rule book gave an answer.</summary>
/// <param name="Version" example="1.0.0">The version of the content.</param>
/// <param name="Digest">The SHA-256 of every file that can change an answer.</param>
public sealed record RuleBookStamp(string Version, string Digest);
