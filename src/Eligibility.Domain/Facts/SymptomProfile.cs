namespace Eligibility.Domain.Facts;

/// <summary>
/// The facts that were answered about one person. Every fact may be missing, and a missing fact is unknown, never "no". A profile is
/// valid by construction: each answer is within its fact's bounds and agrees with the others. Immutable.
/// </summary>
public sealed class SymptomProfile
{
    private static readonly FactSet Assumed = FactSet.Of([.. FactCatalogue.All.Where(fact => fact.Assumed is not null)]);

    private readonly Answer[] _answers;
    private ulong _answered;

    internal SymptomProfile(Answer[] answers, ulong answered)
    {
        _answers = answers;
        _answered = answered;
    }

    /// <summary>The profile in which nothing was answered.</summary>
    public static SymptomProfile Empty { get; } = new ProfileDraft().ToProfile();

    /// <summary>Whether a first treatment was given: from then on the state before it is what criteria for starting ask about.</summary>
    internal bool TreatmentHasBegun => Has(FactCatalogue.CyclesCompleted) && _answers[FactCatalogue.CyclesCompleted.Index].Number > 0;

    /// <summary>The facts that were answered.</summary>
    internal FactSet Answered => FactSet.OfBits(_answered);

    /// <summary>The facts whose answer is known, or assumed.</summary>
    internal FactSet Known => Answered | Assumed;

    /// <summary>Whether a fact was answered.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <returns>True where it was, also where the answer was "none".</returns>
    public bool Has(Fact fact) => (_answered & (1UL << fact.Index)) != 0;

    /// <summary>The answer to a fact; what is assumed where a context fact is missing; otherwise null.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <returns>The answer, or null where it is not known.</returns>
    public Answer? this[Fact fact] => Has(fact) ? _answers[fact.Index] : fact.Assumed?.Answer;

    /// <summary>The codes that were answered to a fact, or are assumed.</summary>
    /// <param name="fact">A fact that is among <see cref="Known"/>.</param>
    /// <returns>Their bits.</returns>
    internal ulong CodesOf(CodedFact fact) => Has(fact) ? _answers[fact.Index].Codes : fact.Assumed!.Answer.Codes;

    /// <summary>The number that was answered to a fact, or is assumed.</summary>
    /// <param name="fact">A fact that is among <see cref="Known"/>.</param>
    /// <returns>The number.</returns>
    internal decimal NumberOf(NumberFact fact) => Has(fact) ? _answers[fact.Index].Number : fact.Assumed!.Answer.Number;

    /// <summary>The same profile with one more answer, or another one. The answer is not checked against the others.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <param name="answer">Its answer.</param>
    /// <returns>A new profile.</returns>
    internal SymptomProfile With(Fact fact, Answer answer)
    {
        var answers = (Answer[])_answers.Clone();
        answers[fact.Index] = answer;
        return new SymptomProfile(answers, _answered | (1UL << fact.Index));
    }

    /// <summary>A copy, and the answers in it, for trying others in their place.</summary>
    internal (Answer[] Answers, SymptomProfile Profile) ToTry()
    {
        var answers = (Answer[])_answers.Clone();
        return (answers, new SymptomProfile(answers, _answered));
    }

    /// <summary>Takes over which facts were answered, from the draft whose answers these are.</summary>
    internal void Share(ulong answered) => _answered = answered;

    /// <summary>The same profile with one answer less.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <returns>A new profile.</returns>
    internal SymptomProfile Without(Fact fact) => new(_answers, _answered & ~(1UL << fact.Index));
}
