using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Api.CdsHooks;

/// <summary>The sources of a card, numbered as they come up, each once.</summary>
internal sealed class CardSources
{
    private readonly List<Citation> _citations = [];
    private readonly Dictionary<Citation, string> _marks = new(ReferenceEqualityComparer.Instance);

    /// <summary>The sources that have come up as links, each address once.</summary>
    public ImmutableArray<CardLink> Links => [.. _citations.DistinctBy(citation => citation.Url.OriginalString).GroupBy(citation => citation.Title)
        // One source may have been read at several addresses: then the section tells them apart.
        .SelectMany(same => same.Select(citation => new CardLink(same.Count() == 1 ? citation.Title : $"{citation.Title}: {citation.Section}", citation.Url)))];

    /// <summary>The number that stands for a source in the text: <c>[1]</c>.</summary>
    /// <param name="citation">The source.</param>
    public string Mark(Citation citation)
    {
        if (!_marks.TryGetValue(citation, out var mark))
        {
            var place = _citations.FindIndex(other => IsSame(other, citation));
            if (place < 0)
            {
                place = _citations.Count;
                _citations.Add(citation);
            }

            _marks.Add(citation, mark = string.Create(CultureInfo.InvariantCulture, $"[{place + 1}]"));
        }

        return mark;
    }

    /// <summary>The numbers of several, each once.</summary>
    /// <param name="citations">The sources.</param>
    public string Marks(IEnumerable<Citation> citations) => string.Join(' ', citations.Select(Mark).Distinct());

    /// <summary>Writes the numbered list of them.</summary>
    /// <param name="text">Where to.</param>
    public void Write(StringBuilder text)
    {
        for (var i = 0; i < _citations.Count; i++)
        {
            var (title, section) = (Plain(_citations[i].Title), Plain(_citations[i].Section));
            var how = _citations[i].Confidence == Confidence.Secondary ? "; read in a restatement" : "";
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. [{title}]({Address(_citations[i].Url)}), {section}{how}\n");
        }

        text.Append(_citations.Count > 0 ? "\n" : "");
    }

    // What was noted about a source is not shown, so it makes no two lines of one.
    private static bool IsSame(Citation one, Citation other) =>
        one.Section == other.Section && one.Title == other.Title && one.Confidence == other.Confidence && one.Url.OriginalString == other.Url.OriginalString;

    // A bracket would end the words of a link, a parenthesis its address.
    private static string Plain(string text) => text.Replace('[', '(').Replace(']', ')');

    private static string Address(Uri url) =>
        url.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
}
