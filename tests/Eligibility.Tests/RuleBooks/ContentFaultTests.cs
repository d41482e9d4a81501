using System.Collections.Immutable;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.RuleBooks;

/// <summary>A wrong edit stops the start with a sentence that says where it is and what to do.</summary>
public sealed class ContentFaultTests
{
    private static readonly ImmutableArray<Slip> Slips = [.. RuleFileSlips.All, .. WholeBookSlips.All, .. UnnoticedSlips.All];

    public static IEnumerable<TheoryDataRow<string>> Names => Slips.Select(slip => new TheoryDataRow<string>(slip.Name) { Skip = slip.Pending });

    public static TheoryData<string> Noticed => [.. Slips.Where(slip => slip.Pending is null).Select(slip => slip.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_slip_is_named_with_its_file_and_its_remedy(string name)
    {
        var slip = Slips.Single(slip => slip.Name == name);
        var faults = slip.Make(Small()).Faults();

        faults.Should().Contain(fault => fault.File == slip.File && fault.Problem.Contains(slip.Problem, StringComparison.Ordinal)
            && fault.Remedy.Contains(slip.Remedy, StringComparison.Ordinal));
        faults.Length.Should().Be(slip.Alone ? 1 : faults.Length, "nothing else is wrong, but there is {0}", string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [MemberData(nameof(Noticed))]
    public void Every_fault_is_a_sentence_about_a_file_and_is_in_the_message(string name)
    {
        var changed = Slips.Single(slip => slip.Name == name).Make(Small());
        var exception = changed.Invoking(book => book.Open()).Should().Throw<RuleBookException>().Which;

        exception.Faults.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        exception.Faults.Select(fault => fault.File).Should().BeInAscendingOrder(StringComparer.Ordinal);
        foreach (var fault in exception.Faults)
        {
            exception.Message.Should().Contain($"{fault.File}: {fault.Problem} {fault.Remedy}");
            fault.Problem.Should().EndWith(".");
            fault.Remedy.Should().EndWith(".");
        }
    }

    // The author of a rule is a clinician.
    [Theory]
    [MemberData(nameof(Noticed))]
    public void No_fault_speaks_of_the_language_it_is_written_in(string name) =>
        string.Join('\n', Slips.Single(slip => slip.Name == name).Make(Small()).Faults()).Should().NotContainAny(".NET", "System.", "Eligibility.");

    [Fact]
    public void The_shipped_book_has_no_fault() => new ChangedBook().Faults().Should().BeEmpty();

    [Fact]
    public void Faults_of_several_files_and_of_one_are_all_reported_at_once()
    {
        string[] names =
        [
            "a number in quotes", "an effect that does not exist", "a criterion with an unknown source", "a note in words that this service never says",
            "no code at all", "a kind that does not exist", "a caveat that is nowhere defined", "a safeguard for an indication that has no file",
            "a case that is there twice in a file", "a file beside the folders", "a candidacy without a sentence",
        ];
        var slips = Slips.Where(slip => names.Contains(slip.Name)).ToList();
        var faults = slips.Aggregate(new ChangedBook(), (book, slip) => slip.Make(book)).Faults();

        slips.Should().HaveSameCount(names);
        foreach (var slip in slips)
        {
            faults.Where(fault => fault.File == slip.File && fault.Problem.Contains(slip.Problem, StringComparison.Ordinal))
                .Should().NotBeEmpty("of {0}", slip.Name);
        }
    }

    // Most slips are in the dose cap and its cases; the cases of the others are not needed to see them.
    private static ChangedBook Small() => new ChangedBook().WithCasesOf("safeguards/dose-cap");
}
