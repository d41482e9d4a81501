using System.Collections.Immutable;
using System.Globalization;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.Facts;
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
        Heads = Fragment.ForEach<Verdict>(verdict => Fragment.List(json =>
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

            json.WriteString("verdict", Codes.Of(verdict));
        }, "criteria"));
        Alone = Fragment.ForEach<Verdict>(verdict => Fragment.Further(json => json.WriteString(rule.Rule.Id, Codes.Of(verdict))));
        Id = Fragment.Text(rule.Rule.Id);
        FurtherId = [(byte)',', .. Id];
        Criteria = [.. rule.Leaves.Select(leaf => Render(leaf, rule.Edition!.TextOf(leaf), citationOf))];
        Unanswered = UnansweredRule.Of(rule, Heads[(int)rule.Judge(SymptomProfile.Empty)], Criteria);
        Caveats = [.. rule.Caveats.Select(use => caveatOf(use.Caveat))];
    }

    /// <summary>Its id, as a text.</summary>
    public byte[] Id { get; }

    /// <summary>Its id, as a text after another.</summary>
    public byte[] FurtherId { get; }

    /// <summary>The object up to the first criterion, by the number of the verdict.</summary>
    public byte[][] Heads { get; }

    /// <summary>The verdict as the value of the rule's id, by its number.</summary>
    public byte[][] Alone { get; }

    /// <summary>The criteria, in the order of the leaves.</summary>
    public ImmutableArray<RenderedCriterion> Criteria { get; }

    /// <summary>All of it, as long as nothing that it reads was answered.</summary>
    public UnansweredRule Unanswered { get; }

    /// <summary>The numbers of its caveats, in the order of the rule's.</summary>
    public ImmutableArray<int> Caveats { get; }

    private static RenderedCriterion Render(Leaf leaf, CriterionText text, Func<Citation, int> citationOf) => new(leaf, text, citationOf(text.Citation));

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
