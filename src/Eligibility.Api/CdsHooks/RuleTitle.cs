using System.Runtime.CompilerServices;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Api.CdsHooks;

/// <summary>The title of a rule, taken apart: beside the title of its indication only whose it is has to be said.</summary>
/// <param name="About">What it is about; empty where that is its indication, or where the title does not say it apart.</param>
/// <param name="Name">Whose it is; the title as it stands where it does not say that apart.</param>
internal sealed record RuleTitle(string About, string Name)
{
    private const string Between = ": ";

    // A title does not change, and a rule that is no longer known takes its own with it.
    private static readonly ConditionalWeakTable<Rule, RuleTitle> Known = [];

    /// <summary>Both, for a place where what it is about is not said otherwise.</summary>
    public string Whole { get; } = About.Length == 0 ? Name : $"{About}{Between}{Name}";

    /// <summary>Takes a title apart. One of another form than "Chronic migraine: whose" or "Going on with it: whose" stays whole.</summary>
    /// <param name="rule">The rule; a safeguard has no indication, and its title stays whole.</param>
    public static RuleTitle Of(Rule rule) => Known.GetValue(rule, TakeApart);

    private static RuleTitle TakeApart(Rule rule)
    {
        if (rule.Indication is not { } indication)
        {
            return new RuleTitle("", rule.Title);
        }

        var own = indication.Title + Between;
        if (rule.Title.StartsWith(own, StringComparison.Ordinal))
        {
            return new RuleTitle("", rule.Title[own.Length..]);
        }

        return rule.Title.Split(Between) is [var about, var name] ? new RuleTitle(about, name) : new RuleTitle("", rule.Title);
    }
}
