using System.CommandLine;
using Eligibility.Cli;

var eligibility = new RootCommand("Screens profiles, checks rules and keeps API keys for Eligibility. Exit codes: 0 all is well, 1 something was found or failed, 2 the command was not understood, 75 it was told to end before it was done.")
{
    ScreenCommand.Create(),
    RulesCommand.Create(),
    KeysCommand.Create(),
};

var command = eligibility.Parse(args);
if (command.Errors.Count > 0)
{
    await command.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
    return 2;
}

// A screening that is told to end sees to that itself.
return await command.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
