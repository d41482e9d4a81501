using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>Writes what is said of one rule, but for the places of its sources, which hang on the rest of the answer.</summary>
internal static class RuleWriter
{
    /// <summary>Writes a criterion, up to the place of its source.</summary>
    public static void WriteCriterion(ref Utf8Out output, RenderedCriterion rendered, Verdict verdict, in Observation observation)
    {
        var said = rendered.Of(verdict, observation);
        if (observation is not { Fact: { } fact, Observed: { } observed })
        {
            output.Write(said.Whole);
            return;
        }

        output.Write(said.Head);
        output.Write(",\"observed\":"u8);
        WriteObserved(ref output, fact, observed);
        output.Write(said.Tail);
    }

    /// <summary>Writes what comes after the criteria.</summary>
    public static void WriteEnd(ref Utf8Out output, FactSet needs, ImmutableArray<ImmutableArray<Change>> changes)
    {
        output.Write("],\"needs\":["u8);
        var separator = default(Separator);
        for (var facts = needs; !facts.IsEmpty; facts = facts.WithoutFirst())
        {
            separator.Write(ref output);
            output.Write(RenderedFact.All[facts.First].Name);
        }

        output.Write("],\"changes\":["u8);
        separator = default;
        foreach (var set in changes)
        {
            separator.Write(ref output);
            output.Write((byte)'[');
            var within = default(Separator);
            foreach (var change in set)
            {
                within.Write(ref output);
                WriteChange(ref output, change);
            }

            output.Write((byte)']');
        }

        output.Write("]}"u8);
    }

    private static void WriteObserved(ref Utf8Out output, Fact fact, Answer observed)
    {
        var rendered = RenderedFact.All[fact.Index];
        if (fact is CodeSetFact)
        {
            output.Write((byte)'[');
            var separator = default(Separator);
            for (var codes = observed.Codes; codes != 0; codes &= codes - 1)
            {
                separator.Write(ref output);
                output.Write(rendered.Codes[BitOperations.TrailingZeroCount(codes)]);
            }

            output.Write((byte)']');
        }
        else if (fact is CodedFact)
        {
            output.Write(rendered.Codes[BitOperations.TrailingZeroCount(observed.Codes)]);
        }
        else
        {
            output.Write(observed.Number);
        }
    }

    private static void WriteChange(ref Utf8Out output, Change change)
    {
        output.Write((byte)'{');
        output.Write(RenderedFact.All[change.Fact.Index].Member.AsSpan(1));
        output.Write(",\"required\":\""u8);
        output.WritePlain(change.Required);
        output.Write((byte)'"');
        if (change.By is { } by)
        {
            output.Write(",\"by\":"u8);
            output.Write(by);
        }

        if (change.Reached is { } reached)
        {
            output.Write(",\"reached\":\""u8);
            output.Write(reached);
            output.Write((byte)'"');
        }

        output.Write((byte)'}');
    }
}
