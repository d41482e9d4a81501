using System.Collections.Immutable;
using Eligibility.Domain.Facts;

namespace Eligibility.Json.Screenings;

/// <summary>What an answer says about a fact whatever the profile, as bytes.</summary>
internal sealed class RenderedFact
{
    private RenderedFact(Fact fact)
    {
        Name = Fragment.Text(fact.Name);
        Member = Fragment.Further(json => json.WriteString("fact", fact.Name));
        Need = Fragment.List(json =>
        {
            json.WriteString("fact", fact.Name);
            json.WriteString("question", fact.Question);
        }, "settles");
        Assumed = fact.Assumed is null ? [] : Fragment.Text(fact.Assumed.Sentence);
        StandIn = fact.StandInSentence is null ? [] : Fragment.Text(fact.StandInSentence);
        Codes = fact is CodedFact coded ? [.. coded.Codes.Select(code => coded is BooleanFact ? System.Text.Encoding.UTF8.GetBytes(code) : Fragment.Text(code))] : [];
    }

    /// <summary>The facts, in the order of the catalogue.</summary>
    public static ImmutableArray<RenderedFact> All { get; } = [.. FactCatalogue.All.Select(fact => new RenderedFact(fact))];

    /// <summary>Its name, as a text.</summary>
    public byte[] Name { get; }

    /// <summary>The member that names it.</summary>
    public byte[] Member { get; }

    /// <summary>The object that asks for it, up to the first rule that it settles.</summary>
    public byte[] Need { get; }

    /// <summary>What is assumed while it is missing, as a text; empty where nothing is.</summary>
    public byte[] Assumed { get; }

    /// <summary>That another fact stands in for it, as a text; empty where none does.</summary>
    public byte[] StandIn { get; }

    /// <summary>Its codes as values, in the order of their bits.</summary>
    public ImmutableArray<byte[]> Codes { get; }
}
