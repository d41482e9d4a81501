namespace Eligibility.Cli;

/// <summary>Rule files on disk.</summary>
internal static class RulesFolder
{
    private const string Name = "rules";

    /// <summary>The folder named rules here or in the nearest folder above; <c>rules</c> where there is none.</summary>
    public static string Nearest()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return Name;
    }

    /// <summary>The files of a folder by their path within it, as the rule book wants them.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static Dictionary<string, ReadOnlyMemory<byte>> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal))
            .ToDictionary(
                path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'),
                path => new ReadOnlyMemory<byte>(File.ReadAllBytes(path)));
}
