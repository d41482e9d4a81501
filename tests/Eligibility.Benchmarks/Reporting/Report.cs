using System.Globalization;
using System.Text;

namespace Eligibility.Benchmarks.Reporting;

/// <summary>A report in Markdown: printed, and kept in the reports folder.</summary>
/// <param name="name">The file's name without its ending.</param>
/// <param name="title">The heading.</param>
internal sealed class Report(string name, string title)
{
    private readonly StringBuilder _text = new($"# {title}\n");

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">The paragraph.</param>
    /// <returns>This report.</returns>
    public Report Say(FormattableString text) => Say(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">The paragraph.</param>
    /// <returns>This report.</returns>
    public Report Say(string text)
    {
        _text.Append('\n').Append(text).Append('\n');
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="heads">The heads of its columns; the first column holds words, the others numbers.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>This report.</returns>
    public Report Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<FormattableString>> rows)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n| {string.Join(" | ", heads)} |\n|---|{string.Concat(Enumerable.Repeat("--:|", heads.Count - 1))}\n");
        foreach (var row in rows)
        {
            _text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(cell => cell.ToString(CultureInfo.InvariantCulture)))} |\n");
        }

        return this;
    }

    /// <summary>Prints it and writes it down, with its picture beside it.</summary>
    /// <param name="chart">The picture; null: none.</param>
    /// <returns>When it is written.</returns>
    public async Task WriteAsync(BarChart? chart = null)
    {
        Directory.CreateDirectory(Checkout.Reports);
        if (chart is not null)
        {
            Say($"![{chart.Title}]({name}.svg)");
            await File.WriteAllTextAsync(Path.Combine(Checkout.Reports, $"{name}.svg"), chart.ToSvg());
        }

        await File.WriteAllTextAsync(Path.Combine(Checkout.Reports, $"{name}.md"), _text.ToString());
        await Console.Out.WriteLineAsync(_text.ToString());
    }
}
