using System.Globalization;
using System.Reflection;

namespace Eligibility.Api.Hosting;

/// <summary>One section of the configuration as a record. What cannot be read is said in words that name the setting and what it may be.</summary>
internal static class SettingsSection
{
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
        }

        return section.Get<T>() ?? new T();
    }

    private static string? Lacks(IConfigurationSection given, PropertyInfo setting) =>
        setting.PropertyType == typeof(int) && !int.TryParse(given.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? "a whole number"
        : setting.PropertyType == typeof(TimeSpan) && !TimeSpan.TryParse(given.Value, CultureInfo.InvariantCulture, out _) ? "a time span such as 00:00:05"
        : setting.PropertyType == typeof(IReadOnlyList<string>) && given.Value is { Length: > 0 } ? $"a list: write {given.Path}:0, or {given.Path.Replace(":", "__", StringComparison.Ordinal)}__0 in the environment"
        : null;
}
