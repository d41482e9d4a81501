namespace Eligibility.Domain.Facts;

/// <summary>
/// One thing that can be known about a person. A fact is defined once, in <see cref="FactCatalogue"/>; the reader, the validator, the
/// published contract and the questionnaire are built from that definition.
/// </summary>
public abstract class Fact
{
    private protected Fact(string name, string question)
    {
        Name = name;
        Utf8Name = System.Text.Encoding.UTF8.GetBytes(name);
        Question = question;
    }

    /// <summary>The JSON member's name: camelCase, with the unit where there is one (<c>headacheDaysPerMonth</c>).</summary>
    public string Name { get; }

    /// <summary>The name as UTF-8.</summary>
    internal ReadOnlyMemory<byte> Utf8Name { get; }

    /// <summary>The question in plain words, as it may be put to the person.</summary>
    public string Question { get; }

    /// <summary>What the fact means beyond its question, or null where the question says it all.</summary>
    public string? Remark { get; init; }

    /// <summary>Whether the answer can be expected to change.</summary>
    public Changeability Changeability { get; init; } = Changeability.NeverSuggest;

    /// <summary>What a missing answer is taken for, where the fact is context and not evidence; otherwise null: missing is unknown.</summary>
    public Assumption? Assumed { get; init; }

    /// <summary>The fact that stands in for this one while it is missing. Null: none does.</summary>
    public Fact? StandIn { get; init; }

    /// <summary>The sentence of the answer's <c>assumptions</c> that says that another fact stands in for this one; null where none does.</summary>
    internal string? StandInSentence => field ??= StandIn is null ? null : $"While {Name} is missing, {StandIn.Name} stands in for it.";

    /// <summary>The place of the fact in the catalogue, and of its answer in a profile. Entry fields count within their list.</summary>
    internal int Index { get; set; } = -1;

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>What is taken for granted while a context fact is missing, and the sentence that says so in the answer.</summary>
/// <param name="Answer">The answer that is assumed.</param>
/// <param name="Sentence">The sentence of the answer's <c>assumptions</c>.</param>
public sealed record Assumption(Answer Answer, string Sentence);
