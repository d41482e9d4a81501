namespace Eligibility.Fuzz;

/// <summary>Runs a file through every target, to see what a finding is about.</summary>
internal static class Replay
{
    /// <summary>Runs a file and says what came of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="output">Where it is said. Of the file, only its name is.</param>
    /// <returns>Whether every promise held.</returns>
    public static bool Holds(string file, TextWriter output)
    {
        var sent = File.ReadAllBytes(file);
        var holds = true;
        foreach (var (name, target) in Targets.All)
        {
            var broken = Broken(() => target(sent));
            output.WriteLine($"{name}: {broken?.ToString() ?? "holds"}, {sent.Length} bytes, {Path.GetFileName(file)}");
            holds &= broken is null;
        }

        return holds;
    }

#pragma warning disable CA1031 // Whatever is thrown is the finding.
    private static Exception? Broken(Action run)
    {
        try
        {
            run();
            return null;
        }
        catch (Exception broken)
        {
            return broken;
        }
    }
#pragma warning restore CA1031
}
