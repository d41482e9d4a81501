using Eligibility.Domain.RuleBooks;
using Microsoft.Extensions.Options;

namespace Eligibility.Api.Hosting;

/// <summary>What has to be in order before there is a service at all.</summary>
internal static class Startup
{
    /// <summary>Opens the rule book that ships with the service.</summary>
    /// <param name="errors">Where to say what is wrong with it.</param>
    /// <returns>The rule book, or null where it cannot be opened.</returns>
    public static RuleBook? OpenRuleBook(TextWriter errors)
    {
        try
        {
            return RuleBook.Shipped;
        }
        catch (RuleBookException fault)
        {
            errors.WriteLine(fault.Message);
            return null;
        }
    }

    /// <summary>Runs the service until it is told to stop.</summary>
    /// <param name="app">The service.</param>
    /// <param name="errors">Where to say why it cannot listen, or which setting it cannot use.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Run(WebApplication app, TextWriter errors)
    {
        try
        {
            app.Run();
            return 0;
        }
        catch (IOException fault)
        {
            errors.WriteLine($"{fault.Message} Name another address with --urls, such as --urls http://127.0.0.1:5081.");
            return 1;
        }
        catch (OptionsValidationException fault)
        {
            errors.WriteLine(fault.Message);
            return 1;
        }
    }
}
