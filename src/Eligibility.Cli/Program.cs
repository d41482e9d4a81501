using System.CommandLine;
using Eligibility.Cli;

var eligibility = new RootCommand("Checks rules and keeps API keys for Eligibility. Exit codes: 0 all is well, 1 something was found, 2 the command was not understood.")
{
    RulesCommand.Create(),
    KeysCommand.Create(),
};

var command = eligibility.Parse(args);
if (command.Errors.Count > 0)
{
    await command.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
    return 2;
}

return await command.InvokeAsync();
