using Eligibility.Cli;

return args switch
{
    ["rules", "check"] => RulesCheck.Run(RulesFolder.Nearest(), Console.Out, Console.Error),
    ["rules", "check", var folder] => RulesCheck.Run(folder, Console.Out, Console.Error),
    ["rules", "diff", var before, var after] => RulesDiff.Run(before, after, Console.Out, Console.Error),
    ["--help"] or ["-h"] => Usage.Print(Console.Out, exitCode: 0),
    _ => Usage.Print(Console.Error, exitCode: 2),
};
