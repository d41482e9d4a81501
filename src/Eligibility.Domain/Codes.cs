using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Eligibility.Domain;

/// <summary>The codes by which the contract and the rule files name the members of a closed list: kebab-case, matched exactly.</summary>
public static class Codes
{
    /// <summary>The code of a member.</summary>
    /// <typeparam name="T">The closed list.</typeparam>
    /// <param name="member">A defined member.</param>
    /// <returns>Its code, such as <c>not-met</c>.</returns>
    public static string Of<T>(T member)
        where T : struct, Enum => Table<T>.ByMember[member];

    /// <summary>The member of a code.</summary>
    /// <typeparam name="T">The closed list.</typeparam>
    /// <param name="code">The code.</param>
    /// <returns>The member, or null where there is no such code.</returns>
    public static T? Find<T>(string code)
        where T : struct, Enum => Table<T>.ByCode.TryGetValue(code, out var member) ? member : null;

    /// <summary>Every code of a closed list, in the order of its members.</summary>
    /// <typeparam name="T">The closed list.</typeparam>
    /// <returns>The codes.</returns>
    public static ImmutableArray<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>A name as a code: kebab-case.</summary>
    /// <param name="name">A name in camelCase or PascalCase.</param>
    /// <returns>The code.</returns>
    internal static string Kebab(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByMember =
            Enum.GetValues<T>().ToFrozenDictionary(member => member, member => Kebab(member.ToString()));

        public static readonly FrozenDictionary<string, T> ByCode =
            ByMember.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
