using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.Fhir;

/// <summary>
/// When a question is worth showing. It is hidden only where another answer leaves it without sense: no headache has no length. While that
/// other question is open this one is shown too, since unknown is not no. What is hidden and was answered all the same is read.
/// </summary>
internal static class ShowWhen
{
    private static readonly ImmutableDictionary<string, ImmutableArray<EnableWhen>> Conditions = Build();

    /// <summary>The conditions of an item, of which one has to hold; empty where it is always shown.</summary>
    /// <param name="linkId">The item.</param>
    public static ImmutableArray<EnableWhen> Of(string linkId) => Conditions.GetValueOrDefault(linkId, []);

    private static ImmutableDictionary<string, ImmutableArray<EnableWhen>> Build()
    {
        var conditions = ImmutableDictionary.CreateBuilder<string, ImmutableArray<EnableWhen>>();
        Show(Unless(FactCatalogue.HeadacheDaysPerMonth, EnableWhen.Above(FactCatalogue.HeadacheDaysPerMonth)),
            FactCatalogue.HeadacheType, FactCatalogue.MigraineDaysPerMonth, FactCatalogue.HeadacheHoursPerDay, FactCatalogue.LongHeadacheDaysPerMonth, FactCatalogue.HeadacheMonths);
        Show(Unless(FactCatalogue.PainLocations, EnableWhen.IsNot(FactCatalogue.PainLocations, IntakeItem.None)), FactCatalogue.PainMonths);
        Show(Unless(FactCatalogue.SpasmHistory, EnableWhen.IsNot(FactCatalogue.SpasmHistory, "none")), FactCatalogue.SpasmWeeks);
        Show([EnableWhen.Has(FactCatalogue.PreventivesTried)], FactCatalogue.PreventivesTried);
        Show([EnableWhen.Has(FactCatalogue.AcuteMedicines)], FactCatalogue.AcuteMedicines);
        Show([EnableWhen.IsOpen(IntakeForm.PresenceLinkId(FactCatalogue.AcuteMedicines)), EnableWhen.Has(FactCatalogue.AcuteMedicines)],
            FactCatalogue.AcuteMedicineDaysPerMonth, FactCatalogue.AcuteMedicineMonths, FactCatalogue.MedicationOveruseManaged);
        // A missing count of cycles is taken for a first treatment, before which there is no "before the first treatment".
        Show([EnableWhen.Above(FactCatalogue.CyclesCompleted)], FactCatalogue.BaselineHeadacheDaysPerMonth, FactCatalogue.BaselineHeadacheHoursPerMonth);
        Show(Unless(FactCatalogue.Conditions, EnableWhen.Is(FactCatalogue.Conditions, "axillary-hyperhidrosis")), FactCatalogue.TopicalTreatmentFailed);
        Show(Unless(FactCatalogue.Conditions, EnableWhen.Is(FactCatalogue.Conditions, "overactive-bladder"),
            EnableWhen.Is(FactCatalogue.Conditions, "neurogenic-detrusor-overactivity")), FactCatalogue.AnticholinergicFailed);
        return conditions.ToImmutable();

        void Show(ImmutableArray<EnableWhen> when, params ReadOnlySpan<Fact> facts)
        {
            foreach (var fact in facts)
            {
                conditions.Add(fact.Name, when);
            }
        }
    }

    private static ImmutableArray<EnableWhen> Unless(Fact fact, params ReadOnlySpan<EnableWhen> otherwise) => [EnableWhen.IsOpen(fact.Name), .. otherwise];
}

/// <summary>One condition on the answer to another question. It has one answer.</summary>
/// <param name="Question">The linkId of the other question.</param>
/// <param name="Operator">How its answer is compared.</param>
internal sealed record EnableWhen(string Question, string Operator)
{
    /// <summary>True or false.</summary>
    public bool? AnswerBoolean { get; init; }

    /// <summary>A number.</summary>
    public decimal? AnswerDecimal { get; init; }

    /// <summary>A whole number.</summary>
    public int? AnswerInteger { get; init; }

    /// <summary>A code.</summary>
    public Coding? AnswerCoding { get; init; }

    /// <summary>That a question has no answer.</summary>
    public static EnableWhen IsOpen(string linkId) => new(linkId, "exists") { AnswerBoolean = false };

    /// <summary>That there is something in a list.</summary>
    public static EnableWhen Has(EntryListFact list) => new(IntakeForm.PresenceLinkId(list), "=") { AnswerBoolean = true };

    /// <summary>That a number is above zero.</summary>
    public static EnableWhen Above(NumberFact fact) => fact.WholeNumbers ? new(fact.Name, ">") { AnswerInteger = 0 } : new(fact.Name, ">") { AnswerDecimal = 0 };

    /// <summary>That a code is an answer.</summary>
    public static EnableWhen Is(CodedFact fact, string code) => new(fact.Name, "=") { AnswerCoding = CodeOf(fact, code) };

    /// <summary>That something else than a code is an answer.</summary>
    public static EnableWhen IsNot(CodedFact fact, string code) => new(fact.Name, "!=") { AnswerCoding = CodeOf(fact, code) };

    private static Coding CodeOf(CodedFact fact, string code) => new(Canonical.CodesOf(fact.Name), code);
}
