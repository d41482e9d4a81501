using System.CommandLine;

namespace Eligibility.Cli;

/// <summary><c>eligibility rules</c>: for authors and reviewers of rule files.</summary>
internal static class RulesCommand
{
    /// <summary>Describes it.</summary>
    public static Command Create() => new("rules", "For authors and reviewers of rule files.") { Check(), Diff() };

    private static Command Check()
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder that holds book.json; the nearest folder named rules where it is left out.",
            DefaultValueFactory = _ => RulesFolder.Nearest(),
        };
        var check = new Command("check", """
            Opens the rule files of FOLDER as the service would, runs every case beside every rule, tries every kind of profile that a rule can
            tell apart, and prints what is wrong: the file, where in it, and what to do.
            """)
        {
            folder,
        };
        check.SetAction(command => RulesCheck.Run(command.GetRequiredValue(folder), Console.Out, Console.Error));
        return check;
    }

    private static Command Diff()
    {
        var before = new Argument<string>("OLD") { Description = "The folder before the change." };
        var after = new Argument<string>("NEW") { Description = "The folder after it." };
        var diff = new Command("diff", """
            Prints which kinds of profile change their verdict between the newest editions of two folders of rules, how many of how many, with
            the smallest example of each kind of change.
            """)
        {
            before,
            after,
        };
        diff.SetAction(command => RulesDiff.Run(command.GetRequiredValue(before), command.GetRequiredValue(after), Console.Out, Console.Error));
        return diff;
    }
}
