using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Api.CdsHooks;

/// <summary>A question of the form as a line of a card: with its unit or its choices, without which many say too little.</summary>
internal static class Question
{
    private static readonly ImmutableDictionary<Fact, string> Texts = FactCatalogue.All.ToImmutableDictionary(fact => fact, Text);

    /// <summary>The question with what may be answered.</summary>
    /// <param name="fact">A fact of the catalogue.</param>
    public static string Of(Fact fact) => Texts[fact];

    private static string Text(Fact fact) => $"{fact.Question} ({AnswersTo(fact)})";

    private static string AnswersTo(Fact fact) => fact switch
    {
        NumberFact number => $"{Words.Of(number.Minimum)} to {Words.Of(number.Maximum)} {number.Unit}",
        BooleanFact => "yes or no",
        CodeSetFact set => $"any of: {string.Join(", ", set.Codes.Select(Words.Of))}; or none of them",
        CodedFact coded => $"one of: {string.Join(", ", coded.Codes.Select(Words.Of))}",
        EntryListFact list => $"for each: {string.Join(" ", list.Fields.Select(Text))}; or none",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };
}
