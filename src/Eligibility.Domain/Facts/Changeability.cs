namespace Eligibility.Domain.Facts;

/// <summary>Whether, and how, the answer to a fact may be expected to change. Nobody is told to change a diagnosis or a pregnancy.</summary>
public enum Changeability
{
    /// <summary>A closer look, another month or the clinic may change it: keep a diary, try a therapy, plan other units.</summary>
    Changeable,

    /// <summary>Only waiting changes it: an age, the days since an injection, the months it has been like this.</summary>
    OnlyWithTime,

    /// <summary>Never to be suggested: a diagnosis, a symptom, a pregnancy, a red flag.</summary>
    NeverSuggest,
}
