namespace Eligibility.Json.Screenings;

/// <summary>How much of a screening is written.</summary>
public enum Detail
{
    /// <summary>Everything: criteria, texts, sources, needs.</summary>
    Full,

    /// <summary>Candidacies, label status and the verdict of each rule; see <see cref="Contract.ScreeningVerdicts"/>.</summary>
    Verdicts,
}
