using System.Buffers;
using Eligibility.Domain;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>Writes one whole answer, in the shape that <see cref="Contract.Screening"/> describes, put together from what was rendered before.</summary>
internal ref partial struct AnswerWriter
{
    private static readonly byte[][] Candidacies = Fragment.ForEach<Candidacy>(candidacy => Fragment.Further(json => json.WriteString("candidacy", Codes.Of(candidacy))));
    private static readonly byte[][] LabelStatuses = Fragment.ForEach<LabelStatus>(status => Fragment.Further(json => json.WriteString("labelStatus", Codes.Of(status))));

    private readonly Screening _screening;
    private readonly RenderedBook _book;
    private CitationPlaces _citations;
    private CaveatList _caveats;
    private Utf8Out _out;

    /// <summary>Begins one.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="screening">The screening.</param>
    /// <param name="book">What goes with its editions.</param>
    /// <param name="places">Room for as many numbers as there are sources, twice.</param>
    /// <param name="caveats">Room for as many numbers as there are caveats, three times.</param>
    public AnswerWriter(IBufferWriter<byte> output, Screening screening, RenderedBook book, Span<short> places, Span<short> caveats)
    {
        _out = new Utf8Out(output);
        _screening = screening;
        _book = book;
        _citations = new CitationPlaces(places);
        _caveats = new CaveatList(caveats);
    }

    /// <summary>The candidacy as a member, by its number.</summary>
    public static byte[] Member(Candidacy candidacy) => Candidacies[(int)candidacy];

    /// <summary>The label status as a member, by its number.</summary>
    public static byte[] Member(LabelStatus status) => LabelStatuses[(int)status];

    /// <summary>Whether something is settled, as a member.</summary>
    public static ReadOnlySpan<byte> Settled(bool settled) => settled ? ",\"settled\":true"u8 : ",\"settled\":false"u8;

    /// <summary>Writes it.</summary>
    /// <param name="reference">The caller's own reference; null where there was none.</param>
    public void Write(string? reference)
    {
        Begin(ref _out, reference, _screening.Candidacy);
        _out.Write(Settled(_screening.Settled));
        WriteSummary();
        WriteIndications();
        _out.Write("],\"safeguards\":["u8);
        var separator = default(Separator);
        foreach (var rule in _screening.Rules.Safeguards)
        {
            separator.Write(ref _out);
            WriteRule(rule);
        }

        WriteRuledOut();
        WriteCaveats();
        WriteNeeds();
        WriteCitations();
        WriteAssumptions();
        _out.Write("],\"asOf\":\""u8);
        _out.Write(_screening.AsOf);
        _out.Write((byte)'"');
        _out.Write(_book.Stamp);
        _out.Write(_book.IntendedUse);
        _out.Write((byte)'}');
        _out.Flush();
    }

    /// <summary>Writes how every answer begins.</summary>
    public static void Begin(ref Utf8Out output, string? reference, Candidacy candidacy)
    {
        output.Write((byte)'{');
        if (reference is null)
        {
            output.Write(Member(candidacy).AsSpan(1));
            return;
        }

        // A reference has no character that would need an escape: the reader takes no other.
        output.Write("\"reference\":\""u8);
        output.WritePlain(reference);
        output.Write((byte)'"');
        output.Write(Member(candidacy));
    }

    private void WriteSummary()
    {
        var candidacy = (int)_screening.Candidacy;
        _out.Write(",\"summary\":\""u8);
        _out.Write(_book.Summaries[candidacy]);
        if (_book.NamesIndications[candidacy])
        {
            WriteNames();
            _out.Write(_book.SummaryEnds[candidacy]);
        }

        _out.Write("\",\"indications\":["u8);
    }

    // "a", "a and b", "a, b and c".
    private void WriteNames()
    {
        var left = 0;
        foreach (var rules in _screening.Rules.Indications)
        {
            left += IsNamed(rules) ? 1 : 0;
        }

        // Every indication was ruled out.
        _out.Write(left == 0 ? "the indications that were asked about"u8 : ""u8);
        foreach (var rules in _screening.Rules.Indications)
        {
            if (IsNamed(rules))
            {
                _out.Write(_book.Indications[rules.Place].Name);
                left--;
                _out.Write(left > 1 ? ", "u8 : left == 1 ? " and "u8 : ""u8);
            }
        }
    }

    private readonly bool IsNamed(IndicationRules rules) => _screening.IsShown(rules) && _screening.CandidacyOf(rules) == _screening.Candidacy;

    private void WriteRuledOut()
    {
        _out.Write("],\"ruledOut\":["u8);
        var separator = default(Separator);
        foreach (var rules in _screening.Rules.Indications)
        {
            if (_screening.IsRuledOut(rules))
            {
                separator.Write(ref _out);
                _out.Write(_book.Indications[rules.Place].RuledOut);
            }
        }
    }

    private void WriteCaveats()
    {
        foreach (var rule in _screening.Rules.Safeguards)
        {
            var numbers = _book.Rules[rule.Place].Caveats;
            for (var i = 0; i < numbers.Length; i++)
            {
                if (rule.Caveats[i].When.Holds(_screening, []))
                {
                    _caveats.AddToAll(numbers[i]);
                }
            }
        }

        _out.Write("],\"caveats\":["u8);
        var separator = default(Separator);
        foreach (var number in _caveats.All)
        {
            separator.Write(ref _out);
            _out.Write(_book.Caveats[number].Head);
            _out.Write(_citations.EndOf(_book.Caveats[number].Citation));
        }
    }

    private void WriteNeeds()
    {
        Span<short> shown = stackalloc short[_screening.Rules.All.Length];
        shown = shown[..PlacesShown(shown)];
        _out.Write("],\"needs\":["u8);
        var separator = default(Separator);
        foreach (var fact in _screening.Asked)
        {
            separator.Write(ref _out);
            _out.Write(RenderedFact.All[fact.Index].Need);
            WriteSettled(FactSet.Of(fact), shown);
        }

        _out.Write("],\"atMostMoreAnswers\":"u8);
        _out.Write(_screening.AtMostMoreAnswers);
    }

    private void WriteSettled(FactSet fact, scoped ReadOnlySpan<short> shown)
    {
        var isFirst = true;
        foreach (var place in shown)
        {
            if (!(_screening.OpenFactsOf(place) & fact).IsEmpty)
            {
                _out.Write(isFirst ? _book.Rules[place].Id : _book.Rules[place].FurtherId);
                isFirst = false;
            }
        }

        _out.Write("]}"u8);
    }

    // The places of the rules in the answer, in its order.
    private readonly int PlacesShown(Span<short> places)
    {
        var count = 0;
        foreach (var rules in _screening.Rules.Indications)
        {
            if (_screening.IsShown(rules))
            {
                foreach (var rule in rules.InPlay(_screening.Profile))
                {
                    places[count] = (short)rule.Place;
                    count += _screening.Scope.Shows(rule.Rule.Authority) ? 1 : 0;
                }
            }
        }

        foreach (var rule in _screening.Rules.Safeguards)
        {
            places[count++] = (short)rule.Place;
        }

        return count;
    }

    private void WriteCitations()
    {
        _out.Write(",\"citations\":["u8);
        var separator = default(Separator);
        foreach (var number in _citations.InOrder)
        {
            separator.Write(ref _out);
            _out.Write(_book.Citations[number]);
        }
    }

    private void WriteAssumptions()
    {
        _out.Write("],\"assumptions\":["u8);
        var separator = default(Separator);
        foreach (var fact in FactCatalogue.All)
        {
            if (_screening.AssumptionAbout(fact) is not null)
            {
                separator.Write(ref _out);
                _out.Write(fact.Assumed is null ? RenderedFact.All[fact.Index].StandIn : RenderedFact.All[fact.Index].Assumed);
            }
        }
    }
}
