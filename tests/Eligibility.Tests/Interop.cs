namespace Eligibility.Tests;

/// <summary>Material of other makers for trying interfaces out. It lies beside the repository, in <c>shared/interop</c>, and is not part of it.</summary>
internal static class Interop
{
    /// <summary>A folder of it. It need not be there: tests that read it are skipped where it is not.</summary>
    /// <param name="parts">The folder's path within the material.</param>
    public static string Folder(params string[] parts)
    {
        // A second working tree of the repository lies one folder deeper.
        string[] roots = [Path.Combine(Repository.Root, "..", "shared", "interop"), Path.Combine(Repository.Root, "..", "..", "shared", "interop")];
        return Path.Combine([Array.Find(roots, Directory.Exists) ?? roots[0], .. parts]);
    }
}
