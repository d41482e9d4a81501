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
              every case beside every rule, and prints what is wrong: the file, where in it, and what to do.

            Exit codes: 0 all is well, 1 something was found, 2 the command was not understood.
            """);
        return exitCode;
    }
}
