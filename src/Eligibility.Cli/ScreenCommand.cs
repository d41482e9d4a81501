using System.CommandLine;
using System.Globalization;
using Eligibility.Domain;
using Eligibility.Json.Screenings;

namespace Eligibility.Cli;

/// <summary><c>eligibility screen</c>: for whoever has more profiles than one would send over a network.</summary>
internal static class ScreenCommand
{
    private const string DayFormat = "yyyy-MM-dd";
    private const int MostJobs = 1024;

    private static readonly Option<string> Detail = new("--detail")
    {
        Description = $"How much is answered: {string.Join(" or ", Codes.All<Detail>())}.",
        DefaultValueFactory = _ => Codes.Of(Json.Screenings.Detail.Verdicts),
    };

    private static readonly Option<string> AsOf = new("--as-of")
    {
        Description = "The day whose editions apply, as YYYY-MM-DD. Name it where parts of a batch are screened apart.",
        DefaultValueFactory = _ => TimeProvider.System.GetUtcNow().ToString(DayFormat, CultureInfo.InvariantCulture),
    };

    private static readonly Option<int> Jobs = new("--jobs")
    {
        Description = "How many lines are screened at once, at most.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private static readonly Option<long> FirstLine = new("--first-line")
    {
        Description = "The number of the first line: where the input is part of a batch, what a refused line is called in the whole of it.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Summary = new("--summary")
    {
        Description = "The file that is told, once all is written, how many lines that were, and the SHA-256 of the answers. One that is there is replaced.",
    };

    /// <summary>Describes it.</summary>
    public static Command Create()
    {
        Detail.Validators.Add(value => Check(value, Codes.Find<Detail>(Sent(value)) is not null, $"--detail must be {string.Join(" or ", Codes.All<Detail>())}."));
        AsOf.Validators.Add(value => Check(value, DateOnly.TryParseExact(Sent(value), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "--as-of must be a day, as YYYY-MM-DD."));
        Jobs.Validators.Add(value => Check(value, IsIn(Sent(value), MostJobs), $"--jobs must be 1 to {MostJobs}."));
        FirstLine.Validators.Add(value => Check(value, IsIn(Sent(value), long.MaxValue / 2), "--first-line must be 1 or more."));
        var screen = new Command("screen", """
            Reads a profile a line from standard input and writes a line for each to standard output, in the same order: the screening, or what is
            wrong with the line. The answers are those of POST /v1/screenings/batch, byte by byte. Exit codes: 0 every line was read and answered, 1 the
            input could not be read or the answers not be written, 2 the command was not understood, 75 it was told to end (SIGTERM or SIGINT) and
            ended at a line end, with answers missing. Told a second time, it ends at once.
            """)
        {
            Detail, AsOf, Jobs, FirstLine, Summary,
        };
        screen.SetAction(async (command, _) =>
        {
            using var run = new ScreenRun(Settings(command), Console.Error);
            return await run.RunAsync();
        });
        return screen;
    }

    private static ScreenSettings Settings(ParseResult command) => new(
        Codes.Find<Detail>(command.GetRequiredValue(Detail))!.Value,
        DateOnly.ParseExact(command.GetRequiredValue(AsOf), DayFormat, CultureInfo.InvariantCulture),
        command.GetRequiredValue(Jobs),
        command.GetRequiredValue(FirstLine),
        command.GetValue(Summary));

    private static string Sent(System.CommandLine.Parsing.OptionResult value) => value.Tokens is [{ } token] ? token.Value : "";

    private static bool IsIn(string number, long most) => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked >= 1 && asked <= most;

    // A default has no tokens, and is right.
    private static void Check(System.CommandLine.Parsing.OptionResult value, bool isRight, string otherwise)
    {
        if (!value.Implicit && value.Tokens.Count > 0 && !isRight)
        {
            value.AddError(otherwise);
        }
    }
}
