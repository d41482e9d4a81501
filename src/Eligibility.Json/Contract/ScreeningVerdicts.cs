using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Contract;

/// <summary>A screening without texts and sources, for those who screen many: what was decided, not why. Its members mean what they mean in a full one.</summary>
/// <param name="Reference" example="visit-4711">The caller's own reference, as it was sent. Absent where none was.</param>
/// <param name="Candidacy" example="candidate">The best candidacy of the indications; any red flag makes it <c>refer-urgently</c>. A closed list.</param>
/// <param name="Settled">True where no unanswered question could change a candidacy.</param>
/// <param name="Indications">What the toxin might be given for, each with its own candidacy.</param>
/// <param name="Safeguards">The verdict of each safeguard, by the id of its rule: <c>met</c>, <c>not-met</c> or <c>unknown</c>.</param>
/// <param name="RuledOut">Indications that were asked about and whose presentation is definitely absent.</param>
/// <param name="AsOf">The day whose editions were used.</param>
/// <param name="RuleBook">The rule book that was used: the same profile, day and digest give the same answer.</param>
public sealed record ScreeningVerdicts(
    string? Reference,
    [property: ClosedList(typeof(Candidacy))] string Candidacy,
    bool Settled,
    IReadOnlyList<IndicationVerdicts> Indications,
    IReadOnlyDictionary<string, string> Safeguards,
    IReadOnlyList<string> RuledOut,
    DateOnly AsOf,
    RuleBookStamp RuleBook);

/// <summary>What was decided for one indication.</summary>
/// <param name="Indication" example="chronic-migraine">The indication's code. An open list: expect new ones.</param>
/// <param name="Candidacy" example="candidate">Its candidacy. A closed list.</param>
/// <param name="Settled">True where no unanswered question could change its candidacy.</param>
/// <param name="LabelStatus" example="undetermined">How it stands to the product label. A closed list.</param>
/// <param name="Verdicts">The verdict of each authority's rule, by the rule's id: <c>met</c>, <c>not-met</c> or <c>unknown</c>.</param>
public sealed record IndicationVerdicts(
    string Indication,
    [property: ClosedList(typeof(Candidacy))] string Candidacy,
    bool Settled,
    [property: ClosedList(typeof(LabelStatus))] string LabelStatus,
    IReadOnlyDictionary<string, string> Verdicts);
