using System.Globalization;
using System.Security;
using System.Text;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Domain.Drawings;

/// <summary>A rule as a picture: one row a criterion, indented by what it is part of, its source in grey below. No script, no font, nothing from elsewhere.</summary>
public static class SvgDrawing
{
    private const int Width = 960;
    private const int Indent = 28;
    private const int RowHeight = 46;
    private const int LineHeight = 17;
    private const double LetterWidth = 7.2;

    /// <summary>Draws an edition of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="edition">One of its editions.</param>
    /// <returns>The picture.</returns>
    public static string Of(Rule rule, Edition edition)
    {
        var tree = RuleTree.Of(rule, edition);
        var body = new StringBuilder();
        var height = Draw(body, tree, depth: 0, top: 12);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Escape(tree.Label)}" font-family="sans-serif" font-size="14">
            <rect width="{Width}" height="{height}" fill="#ffffff"/>
            {body}</svg>

            """);
    }

    private static int Draw(StringBuilder body, RuleTree node, int depth, int top)
    {
        var left = 12 + (depth * Indent);
        var lines = Wrap(node.Label, Width - left - 28).ToList();
        var sources = node.Source is null ? [] : Wrap(node.Source, Width - left - 28).ToList();
        var height = Math.Max(RowHeight - 12, ((lines.Count + sources.Count) * LineHeight) + 14);
        var fill = node.Source is not null ? "#ffffff" : depth == 0 ? "#dbe7f5" : "#f1f4f8";
        body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{top}\" width=\"{Width - left - 12}\" height=\"{height}\" rx=\"6\" fill=\"{fill}\" stroke=\"#5b6b7d\"/>\n");
        var y = top + LineHeight + 4;
        foreach (var (line, isSource) in lines.Select(line => (line, false)).Concat(sources.Select(line => (line, true))))
        {
            body.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + 12}\" y=\"{y}\" fill=\"{(isSource ? "#4a5560" : "#10181f")}\"{(node.Source is null ? " font-weight=\"bold\"" : "")}>{Escape(line)}</text>\n");
            y += LineHeight;
        }

        var below = top + height + 10;
        foreach (var part in node.Parts)
        {
            body.Append(CultureInfo.InvariantCulture, $"<path d=\"M{left + 14} {top + height}V{below + 18}H{left + Indent}\" fill=\"none\" stroke=\"#5b6b7d\"/>\n");
            below = Draw(body, part, depth + 1, below);
        }

        return below;
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && (line.Length + word.Length + 1) * LetterWidth > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
