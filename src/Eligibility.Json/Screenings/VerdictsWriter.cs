using System.Buffers;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>Writes what a screening decided, in the shape that <see cref="Contract.ScreeningVerdicts"/> describes.</summary>
internal static class VerdictsWriter
{
    /// <summary>Writes one.</summary>
    public static void Write(IBufferWriter<byte> output, Screening screening, RenderedBook book, string? reference)
    {
        var text = new Utf8Out(output);
        AnswerWriter.Begin(ref text, reference, screening.Candidacy);
        text.Write(AnswerWriter.Settled(screening.Settled));
        text.Write(",\"indications\":["u8);
        var separator = default(Separator);
        foreach (var rules in screening.Rules.Indications)
        {
            if (screening.IsShown(rules))
            {
                separator.Write(ref text);
                WriteIndication(ref text, screening, rules, book);
            }
        }

        text.Write("],\"safeguards\":{"u8);
        var first = 1;
        foreach (var rule in screening.Rules.Safeguards)
        {
            text.Write(book.Rules[rule.Place].Alone[(int)screening.VerdictOf(rule)].AsSpan(first));
            first = 0;
        }

        text.Write("},\"ruledOut\":["u8);
        separator = default;
        foreach (var rules in screening.Rules.Indications)
        {
            if (screening.IsRuledOut(rules))
            {
                separator.Write(ref text);
                text.Write(book.Indications[rules.Place].Id);
            }
        }

        text.Write("],\"asOf\":\""u8);
        text.Write(screening.AsOf);
        text.Write((byte)'"');
        text.Write(book.Stamp);
        text.Write((byte)'}');
        text.Flush();
    }

    private static void WriteIndication(ref Utf8Out text, Screening screening, IndicationRules rules, RenderedBook book)
    {
        text.Write(book.Indications[rules.Place].ShortHead);
        text.Write(AnswerWriter.Member(screening.CandidacyOf(rules)));
        text.Write(AnswerWriter.Settled(screening.IsSettled(rules)));
        text.Write(AnswerWriter.Member(screening.LabelStatusOf(rules)));
        text.Write(",\"verdicts\":{"u8);
        var first = 1;
        foreach (var rule in rules.InPlay(screening.Profile))
        {
            if (screening.Scope.Shows(rule.Rule.Authority))
            {
                text.Write(book.Rules[rule.Place].Alone[(int)screening.VerdictOf(rule)].AsSpan(first));
                first = 0;
            }
        }

        text.Write("}}"u8);
    }
}
