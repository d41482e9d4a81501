using System.Globalization;
using System.Security;
using System.Text;

namespace Eligibility.Benchmarks.Reporting;

/// <summary>A bar of a chart.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">How long it is.</param>
/// <param name="IsOurs">Whether it is Eligibility's, and not what it is compared with.</param>
internal sealed record Bar(string Label, double Value, bool IsOurs);

/// <summary>Numbers as bars, from zero on. No script, no font, nothing from elsewhere.</summary>
/// <param name="Title">What the numbers are.</param>
/// <param name="Bars">The bars, from top to bottom.</param>
internal sealed record BarChart(string Title, IReadOnlyList<Bar> Bars)
{
    private const int Width = 960;
    private const int RowHeight = 32;
    private const int BarsFrom = 390;
    private const int Longest = Width - BarsFrom - 110;

    /// <summary>Draws it.</summary>
    /// <returns>The picture.</returns>
    public string ToSvg()
    {
        var body = new StringBuilder();
        var most = Bars.Max(bar => bar.Value);
        var top = 44;
        foreach (var bar in Bars)
        {
            var length = Math.Max(1, Math.Round(Longest * bar.Value / most));
            body.Append(CultureInfo.InvariantCulture, $"""
                <text x="{BarsFrom - 10}" y="{top + 16}" text-anchor="end" fill="#10181f">{Escape(bar.Label)}</text>
                <rect x="{BarsFrom}" y="{top}" width="{length}" height="{RowHeight - 10}" fill="{(bar.IsOurs ? "#2f6db5" : "#b9c4d0")}"/>
                <text x="{BarsFrom + length + 8}" y="{top + 16}" fill="#10181f">{bar.Value:N0}</text>

                """);
            top += RowHeight;
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {top + 6}" width="{Width}" height="{top + 6}" role="img" aria-label="{Escape(Title)}" font-family="sans-serif" font-size="14">
            <rect width="{Width}" height="{top + 6}" fill="#ffffff"/>
            <text x="12" y="26" fill="#10181f" font-weight="bold">{Escape(Title)}</text>
            {body}</svg>

            """);
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
