using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Json.Screenings;

/// <summary>Everything that an answer says about a rule whatever the profile, as bytes.</summary>
internal sealed class RenderedRule
{
    private const string NoEdition = "No edition in force.";

    /// <summary>Renders it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="citationOf">The number of a source.</param>
    /// <param name="caveatOf">The number of a caveat.</param>
    public RenderedRule(RuleInForce rule, Func<Citation, int> citationOf, Func<Caveat, int> caveatOf)
    {
        Head = Fragment.Begun(json =>
        {
            json.WriteString("rule", rule.Rule.Id);
            json.WriteString("authority", rule.Rule.Authority);
            json.WriteString("title", rule.Rule.Title);
            json.WriteString("kind", Codes.Of(rule.Rule.Kind));
            json.WriteString("stage", Codes.Of(rule.Rule.Stage));
            if (rule.Rule.Safeguard is { } safeguard)
            {
                WriteReach(json, safeguard);
            }

            if (rule.Edition is { } edition)
            {
                json.WriteString("edition", edition.EffectiveFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
            else
            {
                json.WriteString("note", NoEdition);
            }
        });
        Verdicts = Fragment.ForEach<Verdict>(verdict => Fragment.Further(json => json.WriteString("verdict", Codes.Of(verdict))));
        Alone = Fragment.ForEach<Verdict>(verdict => Fragment.Further(json => json.WriteString(rule.Rule.Id, Codes.Of(verdict))));
        Id = Fragment.Text(rule.Rule.Id);
        Criteria = [.. rule.Leaves.Select(leaf => new RenderedCriterion(leaf, rule.Edition!.TextOf(leaf), citationOf))];
        Caveats = [.. rule.Caveats.Select(use => caveatOf(use.Caveat))];
    }

    /// <summary>Its id, as a text.</summary>
    public byte[] Id { get; }

    /// <summary>The object up to the verdict.</summary>
    public byte[] Head { get; }

    /// <summary>The verdict, by its number.</summary>
    public byte[][] Verdicts { get; }

    /// <summary>The verdict as the value of the rule's id, by its number.</summary>
    public byte[][] Alone { get; }

    /// <summary>The criteria, in the order of the leaves.</summary>
    public ImmutableArray<RenderedCriterion> Criteria { get; }

    /// <summary>The numbers of its caveats, in the order of the rule's.</summary>
    public ImmutableArray<int> Caveats { get; }

    private static void WriteReach(System.Text.Json.Utf8JsonWriter json, Safeguard safeguard)
    {
        json.WriteString("effect", Codes.Of(safeguard.Effect));
        if (!safeguard.Binds.IsEmpty)
        {
            json.WriteStartArray("binds");
            foreach (var indication in safeguard.Binds)
            {
                json.WriteStringValue(indication);
            }

            json.WriteEndArray();
        }
    }
}

/// <summary>Everything that an answer says about a criterion whatever the profile, as bytes.</summary>
internal sealed class RenderedCriterion
{
    /// <summary>Renders it.</summary>
    public RenderedCriterion(Leaf leaf, CriterionText text, Func<Citation, int> citationOf)
    {
        Heads = Fragment.ForEach<Verdict>(verdict => Fragment.Begun(json =>
        {
            json.WriteString("id", leaf.Id);
            json.WriteString("verdict", Codes.Of(verdict));
            json.WriteString("text", text.Text);
        }));
        NotMet = text.NotMet is null ? [] : Fragment.Further(json => json.WriteString("notMet", text.NotMet));
        Note = text.Note is null ? [] : Fragment.Further(json => json.WriteString("note", text.Note));
        Citation = citationOf(text.Citation);
    }

    /// <summary>The object up to what was observed, by the number of the verdict.</summary>
    public byte[][] Heads { get; }

    /// <summary>What it means that it is not met; empty where nothing is said.</summary>
    public byte[] NotMet { get; }

    /// <summary>What a reader should know where another fact stands in; empty where nothing is said.</summary>
    public byte[] Note { get; }

    /// <summary>The number of its source.</summary>
    public int Citation { get; }
}
