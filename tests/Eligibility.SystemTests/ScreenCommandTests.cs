using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Eligibility.SystemTests;

/// <summary><c>eligibility screen</c> as a process: its bytes, its exit codes, and how it ends.</summary>
public sealed class ScreenCommandTests : IDisposable
{
    private const string Day = "2026-11-23";

    private static readonly string Batch = string.Concat(Enumerable.Range(1, 500).Select(line => line % 50 == 0 ? "[\n" : $$"""{"reference":"{{line}}","headacheDaysPerMonth":{{line % 31}}}""" + "\n"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eligibility-screen-");

    public ScreenCommandTests() => File.WriteAllText(InFolder("in"), Batch);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("verdicts")]
    [InlineData("full")]
    public async Task The_answers_and_the_summary_after_them_are_the_bytes_that_the_service_sends(string detail)
    {
        await using var service = await RunningService.StartAsync();
        using var body = new StringContent(Batch, Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await service.Client.PostAsync(
            new Uri($"/v1/screenings/batch?asOf={Day}&detail={detail}", UriKind.Relative), body, TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await RunAsync($"screen --as-of {Day} --detail {detail} --jobs 3 --summary summary < in > out && cat out summary");

        exitCode.Should().Be(0);
        errors.Should().BeEmpty();
        output.Should().Be(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        _folder.GetFiles().Select(file => file.Name).Should().BeEquivalentTo(["in", "out", "summary"], "nothing else is left");
    }

    [Fact]
    public async Task Commands_that_share_an_output_write_one_after_the_other()
    {
        var (exitCode, output, _) = await RunAsync("echo '[' > bad; { screen < bad; screen --first-line 7 < bad; echo end; } > out; cat out");

        exitCode.Should().Be(0);
        output.Split('\n').Select(line => line.Split(',')[0]).Should().Equal("{\"line\":1", "{\"line\":7", "end", "");
    }

    [Fact]
    public async Task Told_to_end_it_ends_at_a_line_end_with_75_and_a_summary_that_says_so()
    {
        using var process = ScreenCommand.StartAlone(_folder.FullName, "--summary summary");
        await process.StandardInput.WriteAsync("{}\n[\n{\"age");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var second = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        Terminate(process);
        var (exitCode, rest, errors) = await ScreenCommand.EndAsync(process);

        first.Should().StartWith("{\"candidacy\"");
        second.Should().StartWith("{\"line\":2,");
        rest.Should().BeEmpty("half a line is not answered");
        exitCode.Should().Be(75);
        errors.Should().BeEmpty();
        (await File.ReadAllTextAsync(InFolder("summary"), TestContext.Current.CancellationToken)).Should().StartWith("{\"summary\":{\"received\":2,").And.EndWith("\"interrupted\":true}}\n");
    }

    [Fact]
    public async Task Told_to_end_in_the_midst_of_much_it_leaves_whole_lines()
    {
        using var process = ScreenCommand.StartAlone(_folder.FullName, $"--as-of {Day} < <(yes '[') > out");
        while (!File.Exists(InFolder("out")) || new FileInfo(InFolder("out")).Length < 100_000)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Terminate(process);
        var (exitCode, _, _) = await ScreenCommand.EndAsync(process);

        exitCode.Should().Be(75);
        var lines = (await File.ReadAllTextAsync(InFolder("out"), TestContext.Current.CancellationToken)).Split('\n');
        lines[^1].Should().BeEmpty();
        lines[^2].Should().StartWith($"{{\"line\":{(lines.Length - 1).ToString(CultureInfo.InvariantCulture)},").And.EndWith("}");
    }

    [Fact]
    public async Task No_line_is_no_answer_and_all_is_well()
    {
        var (exitCode, output, errors) = await RunAsync("screen < /dev/null");

        exitCode.Should().Be(0);
        output.Should().BeEmpty();
        errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1, "The answers could not be written to standard output: ", "screen < in > /dev/full")]
    [InlineData(1, "The answers could not be written to standard output: ", "yes '[' | screen | head -n 1 > out; exit ${PIPESTATUS[1]}")]
    [InlineData(1, "Standard input could not be read: ", "screen < .")]
    [InlineData(1, "The summary could not be written: ", "screen --summary nowhere/summary < in")]
    [InlineData(1, "The summary could not be written: ", "screen --summary . < in")]
    [InlineData(2, "--detail must be full or verdicts.", "screen --detail short < in")]
    [InlineData(2, "--as-of must be a day", "screen --as-of 23.11.2026 < in")]
    [InlineData(2, "--jobs must be 1 to 1024.", "screen --jobs 0 < in")]
    [InlineData(2, "--first-line must be 1 or more.", "screen --first-line x < in")]
    [InlineData(2, "eligibility screen [options]", "screen in")]
    public async Task An_exit_code_and_a_sentence_say_how_it_ended(int expected, string says, string script)
    {
        var (exitCode, output, errors) = await RunAsync(script);

        exitCode.Should().Be(expected);
        output.Should().BeEmpty();
        errors.Should().Contain(says).And.NotContain("   at ", "whoever typed the command has no use for a stack trace");
    }

    [Fact]
    public async Task A_summary_of_an_earlier_run_is_not_taken_for_that_of_one_that_failed()
    {
        var (exitCode, _, _) = await RunAsync("echo earlier > summary; screen --summary summary < in > /dev/full");

        exitCode.Should().Be(1);
        _folder.GetFiles().Select(file => file.Name).Should().Equal("in");
    }

    [Fact]
    public async Task On_a_terminal_it_tells_how_far_it_is()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script is not installed: apt-get install bsdutils.");

        var (exitCode, output, _) = await RunAsync("{ declare -f screen; echo 'screen < in > out'; } > line; script --quiet --return --command 'bash line' /dev/null");

        exitCode.Should().Be(0);
        output.Should().Contain("\r500 lines, ").And.Contain(" a second, 0.00:00:00 left");
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_input()
    {
        // Lines that are no JSON are quick, and their answers as long as any refusal.
        using var process = ScreenCommand.StartAlone(_folder.FullName, "--jobs 2 < <(yes '[' | head -n 400000) > /dev/null");
        var most = 0L;
        while (!process.HasExited)
        {
            most = Math.Max(most, ScreenCommand.MostMemory(process));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        (await ScreenCommand.EndAsync(process)).ExitCode.Should().Be(0);
        most.Should().BeInRange(16L * 1024 * 1024, 512L * 1024 * 1024, "400,000 answers are far more than that would hold of them, and of what is made on the way; and less than a runtime holds was not measured");
    }

    private static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string script) => ScreenCommand.RunAsync(_folder.FullName, script);
}
