using System.Globalization;
using System.Text;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Drawings;

/// <summary>A rule as a graph in the DOT language, for Graphviz and the tools that read it.</summary>
public static class DotDrawing
{
    /// <summary>Draws an edition of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="edition">One of its editions.</param>
    /// <returns>The graph.</returns>
    public static string Of(Rule rule, Edition edition)
    {
        var text = new StringBuilder("digraph rule {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        var next = 0;
        Draw(RuleTree.Of(rule, edition));
        return text.Append("}\n").ToString();

        int Draw(RuleTree node)
        {
            var me = next++;
            var label = node.Source is null ? Escape(node.Label) : $"{Escape(node.Label)}\\n{Escape(node.Source)}";
            text.Append(CultureInfo.InvariantCulture, $"  n{me} [label=\"{label}\"{(node.Source is null ? ", style=rounded" : "")}];\n");
            foreach (var part in node.Parts)
            {
                var child = Draw(part);
                text.Append(CultureInfo.InvariantCulture, $"  n{me} -> n{child};\n");
            }

            return me;
        }
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
