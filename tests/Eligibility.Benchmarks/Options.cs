using System.Globalization;

namespace Eligibility.Benchmarks;

/// <summary>The numbers that a command was given, by name.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, int> _given = [];

    private Options()
    {
    }

    /// <summary>Reads pairs of a name and a number.</summary>
    /// <param name="words">The words after the command.</param>
    /// <param name="names">The names that the command knows.</param>
    /// <returns>The options; null where a name is unknown or a number is none that is positive.</returns>
    public static Options? Read(string[] words, params string[] names)
    {
        var options = new Options();
        foreach (var pair in words.Chunk(2))
        {
            if (pair is not [var name, var text] || !names.Contains(name)
                || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                return null;
            }

            options._given[name] = number;
        }

        return options;
    }

    /// <summary>The number of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="otherwise">The number where it was left out.</param>
    /// <returns>The number.</returns>
    public int Number(string name, int otherwise) => _given.GetValueOrDefault(name, otherwise);
}
