namespace Eligibility.Domain.Facts;

/// <summary>
/// Answers as they came in, each of the right type, not yet checked for bounds and consistency. A reader fills a draft, a validator
/// explains what is wrong with it, and only a draft without fault becomes a <see cref="SymptomProfile"/>.
/// </summary>
public sealed class ProfileDraft
{
    private readonly Answer[] _answers = new Answer[FactCatalogue.All.Length];
    private ulong _answered;
    private SymptomProfile? _shared;

    /// <summary>The answer that was given to a fact, or null.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <returns>The answer, unchecked, or null.</returns>
    public Answer? this[Fact fact] => (_answered & (1UL << fact.Index)) != 0 ? _answers[fact.Index] : null;

    /// <summary>The number that was given, or null.</summary>
    /// <param name="fact">A number fact of the catalogue.</param>
    /// <returns>The number, unchecked, or null.</returns>
    public decimal? Number(NumberFact fact) => this[fact]?.Number;

    /// <summary>Puts down an answer; a second one replaces the first.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>This draft.</returns>
    public ProfileDraft Set(Fact fact, Answer answer)
    {
        _answers[fact.Index] = answer;
        _answered |= 1UL << fact.Index;
        return this;
    }

    /// <summary>Puts down a number.</summary>
    /// <param name="fact">A number fact of the catalogue.</param>
    /// <param name="number">The number.</param>
    /// <returns>This draft.</returns>
    public ProfileDraft Set(NumberFact fact, decimal number) => Set(fact, new Answer(Number: number));

    /// <summary>Puts down codes; no code at all means "asked, none".</summary>
    /// <param name="fact">A coded fact of the catalogue.</param>
    /// <param name="codes">Its codes.</param>
    /// <returns>This draft.</returns>
    /// <exception cref="ArgumentException">One of them is not a code of the fact.</exception>
    public ProfileDraft Set(CodedFact fact, params IEnumerable<string> codes) => Set(fact, new Answer(Codes: fact.MaskOf(codes)));

    /// <summary>Whether every answer is within its fact's bounds and agrees with the others.</summary>
    /// <returns>True where the draft can become a profile.</returns>
    public bool IsValid()
    {
        for (var left = FactSet.OfBits(_answered); !left.IsEmpty; left = left.WithoutFirst())
        {
            if (!Accepts(FactCatalogue.All[left.First], _answers[left.First]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets every answer.</summary>
    /// <returns>This draft.</returns>
    public ProfileDraft Clear()
    {
        Array.Clear(_answers);
        _answered = 0;
        return this;
    }

    /// <summary>The profile, once <see cref="IsValid"/> has said so, without a copy: it is good until this draft is changed.</summary>
    internal SymptomProfile Share()
    {
        _shared ??= new SymptomProfile(_answers, 0);
        _shared.Share(_answered);
        return _shared;
    }

    /// <summary>The profile, where every answer is within bounds.</summary>
    /// <returns>A valid profile that later changes to this draft do not touch.</returns>
    /// <exception cref="InvalidOperationException">An answer is out of bounds. The message does not say which: it may be logged.</exception>
    public SymptomProfile ToProfile() => IsValid()
        ? new SymptomProfile([.. _answers], _answered)
        : throw new InvalidOperationException("An answer of the draft is out of bounds.");

    /// <summary>The largest number in the entries that bound a fact from below; the fact's own minimum where none does.</summary>
    /// <param name="fact">A number fact of the catalogue.</param>
    /// <returns>The number.</returns>
    public decimal LeastOf(NumberFact fact)
    {
        var least = fact.Minimum;
        if (fact.AtLeastEachOf is { } list && this[list] is { } given)
        {
            foreach (var entry in given.Entries)
            {
                least = Math.Max(least, entry[fact.EachOf!]?.Number ?? least);
            }
        }

        return least;
    }

    private bool Accepts(Fact fact, Answer answer) => fact switch
    {
        NumberFact number => number.Accepts(answer.Number) && !(number.AtMost is { } bound && answer.Number > Number(bound)) && answer.Number >= LeastOf(number),
        CodeSetFact => true,
        CodedFact => ulong.IsPow2(answer.Codes),
        EntryListFact list => AcceptsAll(list, answer),
        _ => false,
    };

    private static bool AcceptsAll(EntryListFact list, Answer answer) =>
        answer.Entries.Length <= list.MaximumEntries && answer.Entries.All(entry => Accepts(list, entry));

    private static bool Accepts(EntryListFact list, Entry entry) => entry[list.Fields[0]] is not null && list.Fields.All(
        field => field is not NumberFact number || entry[number] is not { } answer || number.Accepts(answer.Number));
}
