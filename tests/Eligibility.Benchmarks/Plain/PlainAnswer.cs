using System.Text.Json;

namespace Eligibility.Benchmarks.Plain;

/// <summary>An answer as a record, of any size that is asked for. It says nothing; what counts is what it takes to write it.</summary>
/// <param name="Candidacy">A code.</param>
/// <param name="Settled">A truth value.</param>
/// <param name="Criteria">As many as fill the answer.</param>
/// <param name="Rest">Letters that bring it to its size.</param>
internal sealed record PlainAnswer(string Candidacy, bool Settled, IReadOnlyList<PlainCriterion> Criteria, string Rest)
{
    /// <summary>Makes one.</summary>
    /// <param name="bytes">How many bytes of JSON it is to be, at least about a hundred.</param>
    /// <returns>An answer of that size.</returns>
    public static PlainAnswer OfSize(int bytes)
    {
        var empty = new PlainAnswer("candidate", true, [], "");
        // One more costs its own bytes and a comma, which the first does not need.
        var each = Size(empty with { Criteria = [PlainCriterion.Typical] }) - Size(empty) + 1;
        var answer = empty with { Criteria = [.. Enumerable.Repeat(PlainCriterion.Typical, Math.Max(0, bytes - Size(empty)) / each)] };
        return answer with { Rest = new string('x', Math.Max(0, bytes - Size(answer))) };
    }

    private static int Size(PlainAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, PlainJson.Default.PlainAnswer).Length;
}

/// <summary>A criterion of such an answer: short members beside a sentence, as in an answer of the service.</summary>
internal sealed record PlainCriterion(string Id, string Verdict, string Text, string Fact, decimal? Observed, string Required, int Citation)
{
    /// <summary>One of the usual kind.</summary>
    public static PlainCriterion Typical { get; } =
        new("headache-days", "met", "15 or more headache days a month", "headacheDaysPerMonth", 18, "at least 15", 0);
}

/// <summary>The smallest answer that is one: the verdict of each of a few rules.</summary>
internal sealed record PlainVerdict(string Candidacy, bool Settled, IReadOnlyList<string> Verdicts)
{
    /// <summary>One of the usual kind.</summary>
    public static PlainVerdict Typical { get; } = new("candidate", false, ["met", "not-met", "unknown"]);
}
