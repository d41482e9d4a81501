using Eligibility.Domain.Facts;

namespace Eligibility.Domain.Screenings;

/// <summary>A profile to which answers are tried one after the other and taken back, without a copy for each. For one thread.</summary>
internal sealed class TriedProfile
{
    private readonly Answer[] _answers;

    /// <summary>Begins with a profile, which stays as it is.</summary>
    public TriedProfile(SymptomProfile profile)
    {
        (_answers, Profile) = profile.ToTry();
    }

    /// <summary>The profile as it is with what is being tried.</summary>
    public SymptomProfile Profile { get; }

    /// <summary>Tries an answer.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <param name="answer">Its answer.</param>
    public void Put(Fact fact, in Answer answer)
    {
        _answers[fact.Index] = answer;
        Profile.Share((Profile.Answered | FactSet.Of(fact)).Bits);
    }

    /// <summary>Takes back what was tried.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="before">What it was before; null where it had not been answered.</param>
    public void PutBack(Fact fact, Answer? before)
    {
        _answers[fact.Index] = before ?? default;
        if (before is null)
        {
            Profile.Share(Profile.Answered.Without(FactSet.Of(fact)).Bits);
        }
    }

    /// <summary>What was answered to a fact, so that it can be put back; null where it was not.</summary>
    public Answer? Given(Fact fact) => Profile.Has(fact) ? _answers[fact.Index] : null;
}
