using Eligibility.Domain.RuleBooks;

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
}
