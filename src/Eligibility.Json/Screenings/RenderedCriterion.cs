using System.Collections.Immutable;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Json.Screenings;

/// <summary>
/// Everything that an answer says about a criterion but for what was observed, as bytes. It depends on the verdict and on the fact that
/// decides, of which there are few: each is rendered when it is first needed. Safe for use by many threads.
/// </summary>
/// <param name="leaf">The criterion.</param>
/// <param name="text">Its texts.</param>
/// <param name="citation">The number of its source.</param>
internal sealed class RenderedCriterion(Leaf leaf, CriterionText text, int citation)
{
    private readonly ImmutableArray<RenderedVerdict>[] _byVerdict = [[], [], []];

    /// <summary>The number of its source.</summary>
    public int Citation { get; } = citation;

    /// <summary>What is said of it.</summary>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="observation">What it saw.</param>
    public RenderedVerdict Of(Verdict verdict, in Observation observation)
    {
        foreach (var known in _byVerdict[(int)verdict])
        {
            if (known.Fact == observation.Fact && known.IsNoted == observation.IsNoted && known.Required == observation.Required)
            {
                return known;
            }
        }

        // Where two threads find it missing at once, one of them renders it again another time.
        var rendered = Render(verdict, observation.Fact, observation.Required, observation.IsNoted);
        _byVerdict[(int)verdict] = _byVerdict[(int)verdict].Add(rendered);
        return rendered;
    }

    private RenderedVerdict Render(Verdict verdict, Fact? fact, string required, bool isNoted) => new(
        fact,
        required,
        isNoted,
        Fragment.Begun(json =>
        {
            json.WriteString("id", leaf.Id);
            json.WriteString("verdict", Codes.Of(verdict));
            json.WriteString("text", text.Text);
            if (fact is not null)
            {
                json.WriteString("fact", fact.Name);
            }
        }),
        Fragment.UpToCitation(Fragment.Further(json =>
        {
            json.WriteString("required", required);
            if (verdict == Verdict.NotMet && text.NotMet is { } notMet)
            {
                json.WriteString("notMet", notMet);
            }

            if (isNoted && text.Note is { } note)
            {
                json.WriteString("note", note);
            }
        })));
}

/// <summary>What is said of a criterion with a verdict that one fact decides.</summary>
internal sealed class RenderedVerdict(Fact? fact, string required, bool isNoted, byte[] head, byte[] tail)
{
    /// <summary>The fact that decides, or is missing.</summary>
    public Fact? Fact { get; } = fact;

    /// <summary>What is required.</summary>
    public string Required { get; } = required;

    /// <summary>Whether the note of the criterion is said.</summary>
    public bool IsNoted { get; } = isNoted;

    /// <summary>The object up to what was observed.</summary>
    public byte[] Head { get; } = head;

    /// <summary>What comes after that, up to the number of the source.</summary>
    public byte[] Tail { get; } = tail;

    /// <summary>Both, where nothing was observed.</summary>
    public byte[] Whole { get; } = [.. head, .. tail];
}
