namespace Eligibility.Cli;

/// <summary>What the command can do.</summary>
internal static class Usage
{
    /// <summary>Prints it.</summary>
    /// <returns>The exit code that was given.</returns>
    public static int Print(TextWriter output, int exitCode)
    {
        output.WriteLine("""
            eligibility rules check [FOLDER]

              Opens the rule files of FOLDER (default: the nearest folder named rules) as the service would, runs
              every case beside every rule, tries every kind of profile that a rule can tell apart, and prints
              what is wrong: the file, where in it, and what to do.

            eligibility rules diff OLD NEW

              Prints which kinds of profile change their verdict between the newest editions of two folders of
              rules, how many of how many, with the smallest example of each kind of change.

            Exit codes: 0 all is well, 1 something was found, 2 the command was not understood.
            """);
        return exitCode;
    }
}
