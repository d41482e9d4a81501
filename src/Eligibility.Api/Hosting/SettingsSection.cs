using System.Globalization;
using System.Reflection;
using Eligibility.Json.Profiles;

namespace Eligibility.Api.Hosting;

/// <summary>One section of the configuration as a record. What cannot be read is said in words that name the setting and what it may be.</summary>
internal static class SettingsSection
{
    private static readonly Type List = typeof(IReadOnlyList<string>);

    /// <summary>Looks for a section whose name is that of one of ours but for a slip. Other sections are the platform's, or another program's environment.</summary>
    /// <exception cref="SettingsException">There is one.</exception>
    public static void RefuseMisspelt(IConfiguration configuration, IReadOnlyCollection<string> sections)
    {
        foreach (var given in configuration.GetChildren().Where(given => given.GetChildren().Any() && !sections.Contains(given.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (DidYouMean.Nearest(given.Key, sections) is { } meant)
            {
                throw new SettingsException($"{given.Path} is no section of settings, and would be passed over. Perhaps {meant} was meant.");
            }
        }
    }

    /// <summary>Reads a section.</summary>
    /// <typeparam name="T">The record, a property a setting.</typeparam>
    /// <exception cref="SettingsException">It has a name that is not known, or a value that is of another kind.</exception>
    public static T Read<T>(IConfiguration configuration, string name)
        where T : new()
    {
        var section = configuration.GetSection(name);
        var settings = typeof(T).GetProperties().Where(property => property.SetMethod is { IsPublic: true }).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var given in section.GetChildren())
        {
            if (!settings.TryGetValue(given.Key, out var setting))
            {
                throw new SettingsException($"{given.Path} is not a setting. {name} has: {string.Join(", ", settings.Keys)}.");
            }

            if (Lacks(given, setting) is { } lack)
            {
                throw new SettingsException($"{given.Path} must be {lack}.");
            }

            if (setting.PropertyType == List && given.GetChildren().FirstOrDefault(entry => !IsEntry(entry)) is { } other)
            {
                throw new SettingsException($"{other.Path} is no entry of a list, and would be passed over: {given.Path} takes a value at each of {given.Path}:0, {given.Path}:1 and so on.");
            }
        }

        return section.Get<T>() ?? new T();
    }

    private static string? Lacks(IConfigurationSection given, PropertyInfo setting) =>
        setting.PropertyType == typeof(int) && !int.TryParse(given.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? "a whole number"
        : setting.PropertyType == typeof(TimeSpan) && !TimeSpan.TryParse(given.Value, CultureInfo.InvariantCulture, out _) ? "a time span such as 00:00:05"
        : setting.PropertyType == List && given.Value is { Length: > 0 } ? $"a list: write {given.Path}:0, or {given.Path.Replace(":", "__", StringComparison.Ordinal)}__0 in the environment"
        : setting.PropertyType != List && given.GetChildren().Any() ? "one value, and not a list or a section"
        : null;

    private static bool IsEntry(IConfigurationSection entry) => entry.Key.All(char.IsAsciiDigit) && !string.IsNullOrWhiteSpace(entry.Value) && !entry.GetChildren().Any();
}
