using System.Collections.Immutable;
using System.Text.Json;
using Eligibility.Domain.Criteria;

namespace Eligibility.Domain.RuleBooks;

/// <summary>One authority's criteria for one indication and stage, over time. A safeguard is a rule that can only restrict.</summary>
/// <param name="Id">Its id, <c>authority/name</c>, which is also its path under <c>rules/</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What sort of authority speaks.</param>
/// <param name="Indication">The indication it is about; null for a safeguard.</param>
/// <param name="Stage">Whether it is about a first treatment or about going on.</param>
/// <param name="Safeguard">What a safeguard does and to which indications; null for the others.</param>
/// <param name="RuleClass">The name of the class that holds its logic.</param>
/// <param name="Editions">Its editions, oldest first, at least one.</param>
/// <param name="Cases">Its worked examples.</param>
public sealed record Rule(
    string Id,
    string Title,
    RuleKind Kind,
    Indication? Indication,
    Stage Stage,
    Safeguard? Safeguard,
    string RuleClass,
    ImmutableArray<Edition> Editions,
    ImmutableArray<Case> Cases)
{
    /// <summary>Who published the criteria: the first part of the id.</summary>
    public string Authority { get; } = Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The edition in force on a day.</summary>
    /// <param name="asOf">The day.</param>
    /// <returns>The newest edition that had begun by then, or null: no edition in force, and never another one instead.</returns>
    public Edition? InForce(DateOnly asOf) => Editions.LastOrDefault(edition => edition.EffectiveFrom <= asOf);
}

/// <summary>What sort of authority speaks. The order is the order in an answer.</summary>
public enum RuleKind
{
    /// <summary>The basic criteria that this service was founded on.</summary>
    Screening,

    /// <summary>A product label.</summary>
    Label,

    /// <summary>Diagnostic criteria.</summary>
    Diagnosis,

    /// <summary>A clinical guideline.</summary>
    Guideline,

    /// <summary>A payer's coverage policy.</summary>
    Payer,

    /// <summary>A rule that can only restrict.</summary>
    Safeguard,
}

/// <summary>When in a treatment a rule applies.</summary>
public enum Stage
{
    /// <summary>Before a first treatment; these criteria stay on view later, judged on the state before it.</summary>
    Initial,

    /// <summary>Once a first treatment was given.</summary>
    Continuation,
}

/// <summary>What a safeguard does when its criteria are not met.</summary>
public enum Effect
{
    /// <summary>The person needs urgent assessment before anything else.</summary>
    ReferUrgently,

    /// <summary>The treatment must not be given.</summary>
    Contraindicated,

    /// <summary>The treatment has to wait.</summary>
    Deferred,

    /// <summary>Nothing changes but the caveats.</summary>
    Caution,
}

/// <summary>The reach of a safeguard.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Binds">The indications it binds; empty: every one.</param>
public sealed record Safeguard(Effect Effect, ImmutableArray<string> Binds)
{
    /// <summary>Whether it binds an indication.</summary>
    /// <param name="indication">The indication.</param>
    /// <returns>True where it does.</returns>
    internal bool BindsTo(Indication indication) => Binds.IsEmpty || Binds.Contains(indication.Id);
}

/// <summary>What the toxin would be given for.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Title">Its name, as it starts a sentence.</param>
/// <param name="Order">Its place in an answer.</param>
/// <param name="Absent">The sentence for an indication whose presentation is definitely absent.</param>
/// <param name="Evidence">What research and learned societies say about it.</param>
public sealed record Indication(string Id, string Title, int Order, string Absent, ImmutableArray<Evidence> Evidence);

/// <summary>A worked example of a rule: a profile, a date, and what the answer has to say.</summary>
/// <param name="Id">Its id, unique in the rule book.</param>
/// <param name="Title">The example in a sentence.</param>
/// <param name="AsOf">The day of the screening.</param>
/// <param name="Profile">The profile as JSON, as it would be posted.</param>
/// <param name="Expected">What has to hold of the answer.</param>
public sealed record Case(string Id, string Title, DateOnly AsOf, JsonElement Profile, CaseExpectation Expected);
