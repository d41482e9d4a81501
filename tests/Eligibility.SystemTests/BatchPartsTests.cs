namespace Eligibility.SystemTests;

/// <summary>The scripts of <c>deploy/batch</c>, without a cluster: a stand-in for its command runs the parts one after the other.</summary>
public sealed class BatchPartsTests : IDisposable
{
    // What sbatch would do: an array runs part by part, another job runs as it is.
    private const string Scheduler = """
        #!/bin/bash
        array=; arguments=()
        for argument in "$@"; do
          case $argument in --array=*) array=${argument#--array=} ;; --*) ;; *) arguments+=("$argument") ;; esac
        done
        for task in ${array//,/ }; do SLURM_JOB_ID=7$task SLURM_ARRAY_TASK_ID=$task "${arguments[@]}" >> parts.log 2>&1; done
        if [ -z "$array" ]; then "${arguments[@]}" > join.log 2>&1; fi
        echo 7
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eligibility-parts-");

    public BatchPartsTests()
    {
        var bin = _folder.CreateSubdirectory("bin").FullName;
        Executable(Path.Combine(bin, "sbatch"), Scheduler);
        Executable(Path.Combine(bin, "scontrol"), "#!/bin/sh\nexit 1\n");
        Executable(Path.Combine(bin, "eligibility"), $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "eligibility.dll")}' \"$@\"\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "in"), string.Concat(Enumerable.Range(1, 50).Select(line => line % 7 == 0 ? "[\r\n" : "{}\n")) + "{}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Parts_put_together_are_the_bytes_of_one_run()
    {
        var (exitCode, output, errors) = await RunAsync($"{Submit("4")}; cat join.log && cmp one shared/answers.ndjson && cmp summary shared/summary.json && ls -A shared/out");

        exitCode.Should().Be(0, "of {0}{1}", output, errors);
        output.Should().Contain("4 parts, 51 lines, 44 screened, 7 refused.").And.EndWith("000003\n000003.summary\n").And.NotContain(".new");
    }

    [Fact]
    public async Task A_part_that_is_missing_or_changed_is_named_and_only_that_one_is_done_again()
    {
        var (exitCode, output, errors) = await RunAsync($"""
            {Submit("4")}; rm shared/answers.ndjson shared/summary.json parts.log
            rm shared/out/000001.summary; sed -i s/unknown/met/ shared/out/000002
            {Join}; cat join.log; ls shared
            rm shared/out/000002.summary
            {Submit("4")}; grep -c Attempt parts.log && cmp one shared/answers.ndjson
            """);

        exitCode.Should().Be(0, "of {0}{1}", output, errors);
        output.Should().Contain("Part 000001: was not screened;").And.Contain("Part 000002: its answers are not those that were written.").And.Contain("2 found.");
        output.Should().NotContain("answers.ndjson").And.EndWith("\n2\n", "two parts were attempted again");
    }

    [Fact]
    public async Task A_folder_of_another_input_is_refused()
    {
        var (exitCode, _, errors) = await RunAsync($"{Submit("2")}; echo >> in; {Submit("2")}");

        exitCode.Should().Be(1);
        errors.Should().Contain("holds the parts of another file");
    }

    private static string Join => $"'{Repository.Root}/deploy/batch/join' shared > join.log 2>&1";

    private static string Submit(string parts) => $"AS_OF=2026-11-23 '{Repository.Root}/deploy/batch/submit' in shared {parts} > /dev/null";

    private static void Executable(string path, string content)
    {
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string script) => ScreenCommand.RunAsync(
        _folder.FullName, $"export PATH=\"$PWD/bin:$PATH\"; screen --as-of 2026-11-23 --summary summary < in > one; {script}");
}
