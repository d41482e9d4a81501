using System.Text.Json;
using Eligibility.Domain;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Json.Screenings;

/// <summary>The sources of one answer, each once, in the order in which the answer first refers to them.</summary>
internal sealed class CitationList
{
    private readonly Dictionary<Citation, int> _places = [];

    /// <summary>The sources in order.</summary>
    public IEnumerable<Citation> InOrder => _places.OrderBy(place => place.Value).Select(place => place.Key);

    /// <summary>The place of a source, from 0; a new one goes to the end.</summary>
    public int PlaceOf(Citation citation)
    {
        if (!_places.TryGetValue(citation, out var place))
        {
            _places[citation] = place = _places.Count;
        }

        return place;
    }

    /// <summary>Writes one of them.</summary>
    public static void Write(Utf8JsonWriter json, Citation citation)
    {
        json.WriteStartObject();
        json.WriteString("title", citation.Title);
        json.WriteString("section", citation.Section);
        json.WriteNumber("year", citation.Year);
        json.WriteString("url", citation.Url.OriginalString);
        json.WriteString("confidence", Codes.Of(citation.Confidence));
        if (citation.Note is { } note)
        {
            json.WriteString("note", note);
        }

        json.WriteEndObject();
    }
}
