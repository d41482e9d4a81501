using System.Collections.Immutable;

namespace Eligibility.Api.CdsHooks;

/// <summary>A sentence of a summary in several wordings: a summary has little room, and what stands behind in it shall not be pushed out of it altogether.</summary>
/// <param name="Wordings">The wordings, longest first; an empty one leaves it out.</param>
/// <param name="Least">The place of the shortest that still says enough. Those behind it are taken only where there is no room for that.</param>
internal sealed record SummarySentence(ImmutableArray<string> Wordings, int Least)
{
    /// <summary>How many of the first wordings leave nothing out.</summary>
    public int Whole { get; init; } = 1;

    /// <summary>A sentence with one wording.</summary>
    public static SummarySentence Of(string sentence) => new([sentence], 0);

    /// <summary>A sentence with shorter wordings, all of which say enough.</summary>
    public static SummarySentence Of(params ImmutableArray<string> wordings) => new(wordings, wordings.Length - 1);

    /// <summary>The same sentence, left out altogether where there is no room for the least of it.</summary>
    public SummarySentence OrNothing => this with { Wordings = [.. Wordings, ""] };

    /// <summary>A sentence that ends in names: those that have no room are counted, and where there is room for none, all of them are.</summary>
    /// <param name="before">What stands before them.</param>
    /// <param name="names">The names; without any, there is no sentence.</param>
    /// <param name="what">What they are, several of them.</param>
    public static SummarySentence Naming(string before, ImmutableArray<string> names, string what)
    {
        if (names.IsEmpty)
        {
            return Of("");
        }

        var fewer = Enumerable.Range(1, names.Length - 1).Reverse()
            .Select(shown => FormattableString.Invariant($"{string.Join(", ", names.Take(shown))} and {names.Length - shown} more"));
        ImmutableArray<string> wordings = [.. fewer.Prepend(Words.List(names)).Select(Ended)];
        return new([.. wordings, .. names.Length > 1 ? [Ended(FormattableString.Invariant($"{names.Length} {what}"))] : Array.Empty<string>()], wordings.Length - 1);

        string Ended(string found) => Words.Sentence($"{before}{found}.");
    }

    /// <summary>
    /// Writes sentences within the room of a summary. Each gets the least that it needs, where that can be had; then the first gets as much room as it can use,
    /// then the next.
    /// </summary>
    /// <param name="sentences">The sentences, the one that matters most first.</param>
    public static string Fit(IReadOnlyList<SummarySentence> sentences)
    {
        var chosen = new int[sentences.Count];
        if (Written() is var whole && Words.Fits(whole))
        {
            return whole;
        }

        for (var place = 0; place < sentences.Count; place++)
        {
            chosen[place] = sentences[place].Least;
        }

        for (var place = sentences.Count - 1; place >= 0 && !Words.Fits(Written()); place--)
        {
            chosen[place] = sentences[place].Wordings.Length - 1;
        }

        for (var place = 0; place < sentences.Count; place++)
        {
            var least = chosen[place];
            chosen[place] = 0;
            while (chosen[place] < least && !Words.Fits(Written()))
            {
                chosen[place]++;
            }
        }

        return Words.Cut(Written());

        string Written() => string.Join(' ', sentences.Select((sentence, place) => sentence.Wordings[chosen[place]]).Where(sentence => sentence.Length > 0));
    }
}
