using System.Globalization;
using System.Text;

namespace Eligibility.Load;

/// <summary>Holds the overload against what is promised: nine tenths of the capacity still served, in bounded time and memory, and nothing but 200, 429 and 503.</summary>
internal sealed class Report
{
    private const double LeastGoodput = 0.9;
    private const double MostMilliseconds = 1000;
    private const long MostMemory = 512L * 1024 * 1024;

    private static readonly string[] Allowed = ["200", "429", "503", "not sent"];

    private readonly string _text;

    public Report(Phase capacity, Phase overload, long memoryBefore, long memoryMost, bool stillReady)
    {
        var goodput = overload.GoodPerSecond / capacity.GoodPerSecond;
        var others = overload.Outcomes.Keys.Except(Allowed).ToList();
        Findings =
        [
            .. Find(goodput < LeastGoodput, $"goodput is {goodput:P0} of the capacity, less than {LeastGoodput:P0}"),
            .. Find(overload.Percentile(0.99) > MostMilliseconds, $"one good answer in a hundred took longer than {MostMilliseconds} ms"),
            .. Find(memoryMost > MostMemory, $"memory rose to {Megabytes(memoryMost)}, more than {Megabytes(MostMemory)}"),
            .. Find(others.Count > 0, $"there were other answers than 200, 429 and 503: {string.Join(", ", others)}"),
            .. Find(!overload.Outcomes.ContainsKey("503"), "nothing was refused, so it was no overload"),
            .. Find(!stillReady, "the service was not ready afterwards"),
        ];
        var text = new StringBuilder();
        text.AppendLine("| | capacity | overload |");
        text.AppendLine("|---|---|---|");
        Row(text, "good answers a second", capacity, overload, phase => $"{phase.GoodPerSecond:F0}");
        Row(text, "p50 of good answers, ms", capacity, overload, phase => $"{phase.Percentile(0.5):F1}");
        Row(text, "p99 of good answers, ms", capacity, overload, phase => $"{phase.Percentile(0.99):F1}");
        Row(text, "answers", capacity, overload, phase => string.Join(", ", phase.Outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Key}: {outcome.Value}")));
        text.AppendLine(CultureInfo.InvariantCulture, $"| memory | {Megabytes(memoryBefore)} | {Megabytes(memoryMost)} |");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Goodput under overload: {goodput:P0} of the capacity.");
        Findings.ForEach(finding => text.AppendLine(CultureInfo.InvariantCulture, $"Missed: {finding}."));
        _text = text.ToString();
    }

    /// <summary>What does not hold.</summary>
    public List<string> Findings { get; }

    public override string ToString() => _text;

    private static IEnumerable<string> Find(bool isMissed, FormattableString finding) => isMissed ? [finding.ToString(CultureInfo.InvariantCulture)] : [];

    private static IEnumerable<string> Find(bool isMissed, string finding) => isMissed ? [finding] : [];

    private static void Row(StringBuilder text, string what, Phase capacity, Phase overload, Func<Phase, string> value) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {value(capacity)} | {value(overload)} |");

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024 / 1024} MB");
}
