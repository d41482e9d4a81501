using Eligibility.Domain.RuleBooks;
using Eligibility.Tests.RuleBooks;

namespace Eligibility.Tests.Cli;

/// <summary><c>eligibility rules check</c>, on the rules of the repository and on copies with something changed.</summary>
public sealed class RulesCheckTests : IDisposable
{
    private const string Dose = "safeguards/dose-cap.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eligibility-rules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_rules_of_the_repository_are_well_and_are_the_ones_that_ship()
    {
        var (exitCode, output, errors) = await Command.RunAsync(Repository.Root, "rules", "check");
        errors.Should().BeEmpty();
        exitCode.Should().Be(0);
        output.Should().Contain(RuleBook.Shipped.Digest).And.Contain($"{RuleBook.Shipped.Rules.Length} rules, ").And.Contain(" 0 findings.");
    }

    [Fact]
    public async Task The_nearest_folder_named_rules_is_checked_and_a_schema_for_editors_is_no_rule()
    {
        var rules = Write(Small(), "rules");
        await File.WriteAllTextAsync(Path.Combine(rules, "rule.schema.json"), "{}", TestContext.Current.CancellationToken);
        var below = Directory.CreateDirectory(Path.Combine(rules, "safeguards", "below")).FullName;

        var (exitCode, _, errors) = await Command.RunAsync(below, "rules", "check");
        errors.Should().BeEmpty();
        exitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_number_that_slipped_is_noticed_by_name_of_its_cases()
    {
        var rules = Write(Small().Replace(Dose, "/editions/0/limits/units/value", "401"));
        var (exitCode, output, errors) = await Command.RunAsync(rules, "rules", "check", rules);
        exitCode.Should().Be(1);
        errors.Should().Contain("safeguards/dose-cap.cases.json: case 'safeguards-dose-cap-").And.Contain("expected deferred, but is candidate.");
        output.Should().NotContain(" 0 findings.");
    }

    [Fact]
    public async Task Every_fault_is_printed_with_its_file_and_what_to_do()
    {
        var changed = Small().Set(Dose, "", "{ \"title\": ").Remove("book.json", "/summaries/deferred");
        var rules = Write(changed);
        var (exitCode, output, errors) = await Command.RunAsync(rules, "rules", "check", ".");
        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        errors.Should().ContainAll(changed.Faults().Select(fault => $"{fault.File}: {fault.Problem} {fault.Remedy}"));
        errors.Should().NotContain("   at ", "an author has no use for a stack trace");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_in_a_sentence()
    {
        var nowhere = Path.Combine(_folder.FullName, "nowhere");
        var (exitCode, _, errors) = await Command.RunAsync(_folder.FullName, "rules", "check", nowhere);
        exitCode.Should().Be(1);
        errors.Trim().Should().Be($"There is no folder {nowhere}. Name the folder that holds book.json.");
    }

    [Fact]
    public async Task An_empty_folder_says_what_is_missing()
    {
        var (exitCode, _, errors) = await Command.RunAsync(_folder.FullName, "rules", "check", _folder.FullName);
        exitCode.Should().Be(1);
        errors.Should().Contain("book.json: is missing. Put it beside the folders of the authorities.");
    }

    [Theory]
    [InlineData(2, "rules  ")]
    [InlineData(2, "check <FOLDER>", "rules")]
    [InlineData(2, "check <FOLDER>", "rules", "chek")]
    [InlineData(2, "rules check [<FOLDER>]", "rules", "check", "one", "two")]
    [InlineData(2, "keys  ", "RULES", "CHECK")]
    [InlineData(0, "Exit codes: 0", "--help")]
    [InlineData(0, "keys  ", "-h")]
    public async Task A_command_that_is_not_understood_prints_how_it_is_used(int expected, string says, params string[] arguments)
    {
        var (exitCode, output, errors) = await Command.RunAsync(_folder.FullName, arguments);
        exitCode.Should().Be(expected);
        (expected == 0 ? output : errors).Should().Contain(says);
        (expected == 0 ? errors : output).Should().BeEmpty();
    }

    // The cases of one rule are enough to fail, and quick.
    private static ChangedBook Small() => RuleBook.ShippedFiles().Keys
        .Where(name => name.EndsWith(".cases.json", StringComparison.Ordinal) && name != "safeguards/dose-cap.cases.json")
        .Aggregate(new ChangedBook(), (book, name) => book.Set(name, "", """{ "cases": [] }"""));

    private string Write(ChangedBook book, string name = "copy")
    {
        var root = _folder.CreateSubdirectory(name).FullName;
        foreach (var (file, content) in book.Files)
        {
            var path = Path.Combine(root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content.Span);
        }

        return root;
    }
}
