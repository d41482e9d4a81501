using System.Buffers;
using System.Collections.Immutable;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>
/// What an answer says about a rule as long as nothing that the rule reads was answered: the same for everybody, so it is ready, in one piece
/// for each source it refers to. Most rules of most answers are such.
/// </summary>
/// <param name="Parts">The text up to the place of each source, and the number of the source.</param>
/// <param name="End">The text after the last of them.</param>
internal sealed record UnansweredRule(ImmutableArray<(byte[] Text, int Citation)> Parts, byte[] End)
{
    /// <summary>Renders it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="head">The object up to the first criterion.</param>
    /// <param name="criteria">The criteria.</param>
    public static UnansweredRule Of(RuleInForce rule, byte[] head, ImmutableArray<RenderedCriterion> criteria)
    {
        var profile = SymptomProfile.Empty;
        return new UnansweredRule(
            [.. rule.Leaves.Select((leaf, i) => (Piece((ref output) =>
            {
                output.Write(i == 0 ? head : ","u8);
                RuleWriter.WriteCriterion(ref output, criteria[i], leaf.Judge(profile), leaf.Observe(profile));
            }), criteria[i].Citation))],
            Piece((ref output) =>
            {
                output.Write(rule.Leaves.IsEmpty ? head : []);
                // Nothing can be changed where nothing was answered.
                RuleWriter.WriteEnd(ref output, rule.OpenFacts(profile), []);
            }));
    }

    private delegate void Writing(ref Utf8Out output);

    private static byte[] Piece(Writing write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var output = new Utf8Out(buffer);
        write(ref output);
        output.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
