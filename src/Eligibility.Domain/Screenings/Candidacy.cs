namespace Eligibility.Domain.Screenings;

/// <summary>What the published criteria say about an indication, from best to worst. A closed list.</summary>
public enum Candidacy
{
    /// <summary>The criteria of the lead authority are met and nothing known stands against it.</summary>
    Candidate,

    /// <summary>The criteria are met, but it is too soon, or the units would exceed the cap.</summary>
    Deferred,

    /// <summary>Not enough was answered to tell.</summary>
    Undetermined,

    /// <summary>A published criterion is not met.</summary>
    NotCandidate,

    /// <summary>A contraindication is present.</summary>
    Contraindicated,

    /// <summary>A red flag is present: urgent assessment comes first.</summary>
    ReferUrgently,
}

/// <summary>How an indication stands to the product label. A closed list.</summary>
public enum LabelStatus
{
    /// <summary>The label has a rule for it, and it is met.</summary>
    OnLabel,

    /// <summary>The label has a rule for it, and not enough was answered to tell.</summary>
    Undetermined,

    /// <summary>The label has no rule for it, or its rule is not met.</summary>
    OffLabel,
}
