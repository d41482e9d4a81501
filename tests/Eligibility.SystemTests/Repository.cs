namespace Eligibility.SystemTests;

/// <summary>Where the files of the repository are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Eligibility.sln, found from where the tests run upwards.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests do not run within the repository.")
        : File.Exists(Path.Combine(folder.FullName, "Eligibility.sln")) ? folder.FullName
        : Find(folder.Parent);
}
