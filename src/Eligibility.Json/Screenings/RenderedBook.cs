using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Eligibility.Domain;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>Everything that stays the same from answer to answer while the same editions are in force, as bytes: texts, sources, names. Rendered once.</summary>
internal sealed class RenderedBook
{
    private const string NamesHere = "{indications}";
    private static readonly ConditionalWeakTable<RulesInForce, RenderedBook> Known = [];

    private readonly Dictionary<Citation, int> _citations = [];
    private readonly Dictionary<Caveat, int> _caveats = [];

    private RenderedBook(RulesInForce rules, RuleBook book)
    {
        Rules = [.. rules.All.Select(rule => new RenderedRule(rule, citation => Number(_citations, citation), caveat => Number(_caveats, caveat)))];
        Indications = [.. rules.Indications.Select(indication => new RenderedIndication(indication, citation => Number(_citations, citation)))];
        Caveats = [.. _caveats.OrderBy(caveat => caveat.Value).Select(caveat => new RenderedCaveat(caveat.Key, Number(_citations, caveat.Key.Citation)))];
        Citations = [.. _citations.OrderBy(citation => citation.Value).Select(citation => Fragment.Whole(json => Write(json, citation.Key)))];
        Summaries = Fragment.ForEach<Candidacy>(candidacy => Fragment.Content(book.Summaries[Codes.Of(candidacy)].Split(NamesHere)[0]));
        SummaryEnds = Fragment.ForEach<Candidacy>(candidacy => book.Summaries[Codes.Of(candidacy)].Split(NamesHere) is [_, var end] ? Fragment.Content(end) : []);
        NamesIndications = [.. Enum.GetValues<Candidacy>().Select(candidacy => book.Summaries[Codes.Of(candidacy)].Contains(NamesHere, StringComparison.Ordinal))];
        Stamp = Fragment.Further(json =>
        {
            json.WriteStartObject("ruleBook");
            json.WriteString("version", book.Version);
            json.WriteString("digest", book.Digest);
            json.WriteEndObject();
        });
        IntendedUse = Fragment.Further(json => json.WriteString("intendedUse", book.IntendedUse));
    }

    /// <summary>The rules, by their place.</summary>
    public ImmutableArray<RenderedRule> Rules { get; }

    /// <summary>The indications, by their place.</summary>
    public ImmutableArray<RenderedIndication> Indications { get; }

    /// <summary>The caveats, by their number.</summary>
    public ImmutableArray<RenderedCaveat> Caveats { get; }

    /// <summary>The sources, by their number.</summary>
    public ImmutableArray<byte[]> Citations { get; }

    /// <summary>The summary up to the names of the indications, by the number of the candidacy.</summary>
    public byte[][] Summaries { get; }

    /// <summary>The summary after the names.</summary>
    public byte[][] SummaryEnds { get; }

    /// <summary>Whether there are names in it.</summary>
    public ImmutableArray<bool> NamesIndications { get; }

    /// <summary>Which rule book it was.</summary>
    public byte[] Stamp { get; }

    /// <summary>Whom it is for.</summary>
    public byte[] IntendedUse { get; }

    /// <summary>What goes with the editions of a screening.</summary>
    public static RenderedBook Of(Screening screening) =>
        Known.TryGetValue(screening.Rules, out var known) ? known : Render(screening.Rules, screening.RuleBook);

    private static RenderedBook Render(RulesInForce rules, RuleBook book) => Known.GetValue(rules, it => new RenderedBook(it, book));

    private static int Number<T>(Dictionary<T, int> numbers, T item)
        where T : notnull
    {
        if (!numbers.TryGetValue(item, out var number))
        {
            numbers[item] = number = numbers.Count;
        }

        return number;
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, Citation citation)
    {
        json.WriteString("title", citation.Title);
        json.WriteString("section", citation.Section);
        json.WriteNumber("year", citation.Year);
        json.WriteString("url", citation.Url.OriginalString);
        json.WriteString("confidence", Codes.Of(citation.Confidence));
        if (citation.Note is { } note)
        {
            json.WriteString("note", note);
        }
    }
}

/// <summary>What an answer says about an indication whatever the profile.</summary>
internal sealed class RenderedIndication(IndicationRules rules, Func<Citation, int> citationOf)
{
    /// <summary>The object up to the candidacy.</summary>
    public byte[] Head { get; } = Fragment.Begun(json =>
    {
        json.WriteString("indication", rules.Indication.Id);
        json.WriteString("title", rules.Indication.Title);
    });

    /// <summary>The object of the short form up to the candidacy.</summary>
    public byte[] ShortHead { get; } = Fragment.Begun(json => json.WriteString("indication", rules.Indication.Id));

    /// <summary>Its id, as a text.</summary>
    public byte[] Id { get; } = Fragment.Text(rules.Indication.Id);

    /// <summary>The object that says that it was ruled out.</summary>
    public byte[] RuledOut { get; } = Fragment.Whole(json =>
    {
        json.WriteString("indication", rules.Indication.Id);
        json.WriteString("because", rules.Indication.Absent);
    });

    /// <summary>Its name within a sentence.</summary>
    public byte[] Name { get; } = Fragment.Content(char.ToLowerInvariant(rules.Indication.Title[0]) + rules.Indication.Title[1..]);

    /// <summary>The evidence up to the place of its source, in the order of the indication's.</summary>
    public ImmutableArray<(byte[] Head, int Citation)> Evidence { get; } = [.. rules.Evidence.Select(use => (Fragment.UpToCitation(Fragment.Begun(json =>
    {
        json.WriteString("source", use.Evidence.Source);
        if (use.Evidence.Grade is { } grade)
        {
            json.WriteString("grade", grade);
        }

        json.WriteBoolean("effective", use.Evidence.Effective);
        json.WriteString("text", use.Evidence.Text);
    })), citationOf(use.Evidence.Citation)))];
}

/// <summary>What an answer says about a caveat.</summary>
internal sealed class RenderedCaveat(Caveat caveat, int citation)
{
    /// <summary>Its code, as a text.</summary>
    public byte[] Code { get; } = Fragment.Text(caveat.Code);

    /// <summary>The object up to the place of its source.</summary>
    public byte[] Head { get; } = Fragment.UpToCitation(Fragment.Begun(json =>
    {
        json.WriteString("code", caveat.Code);
        json.WriteString("severity", Codes.Of(caveat.Severity));
        json.WriteString("text", caveat.Text);
    }));

    /// <summary>The number of its source.</summary>
    public int Citation { get; } = citation;
}
