namespace Eligibility.Tests.CdsHooks;

/// <summary>Requests, feedback and schemas of other makers, where they lie beside the repository. They belong to others and are no part of it.</summary>
internal static class Collected
{
    /// <summary>The folder; null where there is none.</summary>
    public static string? Root { get; } = Directory.Exists(Interop.Folder()) ? Interop.Folder() : null;

    /// <summary>The files of a folder whose names have a part; none where the folder is not there.</summary>
    public static IEnumerable<string> Files(string folder, string part = "") => Root is null ? [] : Directory.EnumerateFiles(Path.Combine(Root, folder), "*.json")
        .Where(file => Path.GetFileName(file).Contains(part, StringComparison.Ordinal) && !file.EndsWith(".expected.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Passes over a test, saying so, where the files are not there.</summary>
    public static void Need() => Assert.SkipWhen(Root is null, "The collected files of other makers are not there: ../shared/interop.");
}
