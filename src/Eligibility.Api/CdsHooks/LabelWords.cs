using Eligibility.Domain.Screenings;

namespace Eligibility.Api.CdsHooks;

/// <summary>How an indication stands to the label, in words.</summary>
internal static class LabelWords
{
    /// <summary>Whether it is off label.</summary>
    /// <param name="part">The indication.</param>
    public static bool IsOff(IndicationScreening part) => part.LabelStatus == LabelStatus.OffLabel;

    /// <summary>Whether it is of use to say: "contraindicated, on label" would read as a contradiction.</summary>
    /// <param name="part">The indication.</param>
    public static bool IsTold(IndicationScreening part) => part.Candidacy is Candidacy.Candidate or Candidacy.Deferred or Candidacy.Undetermined;

    /// <summary>The words.</summary>
    /// <param name="part">The indication.</param>
    public static string Of(IndicationScreening part) => part.LabelStatus switch
    {
        LabelStatus.OnLabel => "on label",
        LabelStatus.OffLabel => "off label",
        _ => "whether it is on label is not settled",
    };
}
