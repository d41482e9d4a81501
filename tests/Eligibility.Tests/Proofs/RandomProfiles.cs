using CsCheck;
using Eligibility.Domain.Facts;

namespace Eligibility.Tests.Proofs;

/// <summary>Valid profiles at random, made from the facts: each fact missing or answered, bounds and the facts that bound each other heeded.</summary>
internal static class RandomProfiles
{
    /// <summary>Any valid profile.</summary>
    public static Gen<SymptomProfile> Any { get; } = Gen.Select(Gen.ULong, Answers(), (answered, answers) =>
    {
        var draft = new ProfileDraft();
        foreach (var fact in FactCatalogue.All.Where(fact => (answered & (1UL << fact.Index)) != 0))
        {
            var answer = answers[fact.Index];
            draft.Set(fact, fact is NumberFact { AtMost: { } bound } && draft.Number(bound) is { } most && answer.Number > most ? new Answer(Number: most) : answer);
        }

        foreach (var total in FactCatalogue.All.OfType<NumberFact>().Where(fact => draft.Number(fact) < draft.LeastOf(fact)))
        {
            draft.Set(total, draft.LeastOf(total));
        }

        return draft.ToProfile();
    });

    private static Gen<Answer[]> Answers() => FactCatalogue.All.Aggregate(
        Gen.Const(Array.Empty<Answer>()), (answers, fact) => Gen.Select(answers, AnswerTo(fact), (before, answer) => (Answer[])[.. before, answer]));

    private static Gen<Answer> AnswerTo(Fact fact) => fact switch
    {
        // Small numbers are where the limits are; halves show what a fraction does.
        NumberFact { WholeNumbers: true } whole => Gen.Int[0, (int)Math.Min(whole.Maximum, 130)].Select(number => new Answer(Number: number)),
        NumberFact number => Gen.Int[0, (int)Math.Min(number.Maximum * 2, 900)].Select(halves => new Answer(Number: halves / 2m)),
        CodeSetFact set => Gen.ULong.Select(Gen.ULong, (a, b) => new Answer(Codes: a & b & ((1UL << set.Codes.Length) - 1))),
        CodedFact coded => Gen.Int[0, coded.Codes.Length - 1].Select(index => new Answer(Codes: 1UL << index)),
        EntryListFact list => EntryOf(list).Array[0, 4].Select(entries => new Answer(Entries: [.. entries])),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Gen<Entry> EntryOf(EntryListFact list) => list.Fields.Aggregate(
            Gen.Const(Array.Empty<Answer?>()), (answers, field) => Gen.Select(answers, FieldOf(list, field), (before, answer) => (Answer?[])[.. before, answer]))
        .Select(answers => new Entry(answers));

    private static Gen<Answer?> FieldOf(EntryListFact list, Fact field) =>
        Gen.Select(AnswerTo(field), Gen.Int[0, 5], (answer, gap) => gap == 0 && field != list.Fields[0] ? (Answer?)null : answer);
}
