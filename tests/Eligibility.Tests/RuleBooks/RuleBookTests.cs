using System.Globalization;
using Eligibility.Domain;
using Eligibility.Domain.Criteria;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Domain;

namespace Eligibility.Tests.RuleBooks;

public sealed class RuleBookTests
{
    private const string Interval = "safeguards/treatment-interval.json";

    public static TheoryData<string> Files => [.. RuleBook.ShippedFiles().Keys];

    [Fact]
    public void Rules_come_in_the_order_of_their_kind_and_indications_in_the_order_they_ask_for()
    {
        RuleBook.Shipped.Rules.Select(rule => rule.Kind).Should().BeInAscendingOrder();
        RuleBook.Shipped.Indications.Select(indication => indication.Order).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        RuleBook.Shipped.Indications[0].Id.Should().Be("chronic-migraine");
    }

    [Fact]
    public void A_rule_is_found_by_its_path_and_its_authority_is_the_folder()
    {
        var rule = RuleBook.Shipped.Find("fda-label/chronic-migraine")!;
        rule.Authority.Should().Be("fda-label");
        rule.Indication!.Id.Should().Be("chronic-migraine");
        RuleBook.Shipped.Find("fda-label/Chronic-Migraine").Should().BeNull();
    }

    [Fact]
    public void Every_rule_has_its_file_and_every_rule_file_its_rule() =>
        RuleBook.Shipped.Rules.Select(rule => $"{rule.Id}.json").Should().BeEquivalentTo(
            RuleBook.ShippedFiles().Keys.Where(name => name.Contains('/', StringComparison.Ordinal)
                && !name.StartsWith("indications/", StringComparison.Ordinal) && !name.EndsWith(".cases.json", StringComparison.Ordinal)));

    // A case cannot change an answer, so that adding one leaves the stamp on every answer as it is.
    [Theory]
    [MemberData(nameof(Files))]
    public void The_digest_follows_every_file_but_the_cases(string name)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(RuleBook.ShippedFiles());
        files[name] = (byte[])[.. files[name].Span, (byte)'\n'];
        (RuleBook.Open(files).Digest == RuleBook.Shipped.Digest).Should().Be(name.EndsWith(".cases.json", StringComparison.Ordinal));
    }

    [Fact]
    public void The_digest_does_not_depend_on_the_order_of_the_files()
    {
        var backwards = RuleBook.ShippedFiles().OrderByDescending(file => file.Key, StringComparer.Ordinal).ToDictionary();
        RuleBook.Open(backwards).Digest.Should().Be(RuleBook.Shipped.Digest).And.MatchRegex("^sha256:[0-9a-f]{64}$");
    }

    [Theory]
    [InlineData("0001-01-01", null)]
    [InlineData("1999-12-31", null)]
    [InlineData("2000-01-01", "2000-01-01")]
    [InlineData("2027-02-28", "2000-01-01")]
    [InlineData("2027-03-01", "2027-03-01")]
    [InlineData("9999-12-31", "2027-03-01")]
    public void The_newest_edition_that_has_begun_applies_and_none_before_the_first(string asOf, string? expected)
    {
        var book = new ChangedBook().Copy(Interval, "/editions/0", Interval, "/editions/-")
            .Replace(Interval, "/editions/1/effectiveFrom", "\"2027-03-01\"").Open();
        var edition = book.Find("safeguards/treatment-interval")!.InForce(Day(asOf));
        edition?.EffectiveFrom.Should().Be(expected is null ? null : Day(expected));
        (edition is null).Should().Be(expected is null);
    }

    [Fact]
    public void A_new_edition_changes_answers_from_its_first_day_on_and_no_earlier_one()
    {
        var book = new ChangedBook().Copy(Interval, "/editions/0", Interval, "/editions/-")
            .Replace(Interval, "/editions/1/effectiveFrom", "\"2027-03-01\"").Replace(Interval, "/editions/1/limits/days/value", "90").Open();
        var screener = new Screener(book);
        var profile = Some.Profile("""{ "painLocations": ["neck"], "daysSinceLastInjection": 89 }""");

        screener.Screen(profile, Day("2027-02-28")).Candidacy.Should().Be(Candidacy.Candidate);
        screener.Screen(profile, Day("2027-03-01")).Candidacy.Should().Be(Candidacy.Deferred);
    }

    [Fact]
    public void Every_source_says_what_where_and_when()
    {
        var editions = RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions).ToList();
        var ofLimits = editions.SelectMany(edition => edition.Leaves).SelectMany(leaf => leaf.Limits).Select(limit => limit.Citation);
        var ofTexts = editions.SelectMany(edition => edition.Leaves.Select(leaf => edition.TextOf(leaf).Citation));
        var ofCaveats = editions.SelectMany(edition => edition.Caveats).Select(use => use.Caveat.Citation);

        ofLimits.Concat(ofTexts).Concat(ofCaveats).Should().OnlyContain(citation => citation.Title.Length > 0 && citation.Section.Length > 0
            && citation.Year > 1980 && citation.Year < 2100 && citation.Url.IsAbsoluteUri);
    }

    [Fact]
    public void Every_text_has_its_numbers_filled_in()
    {
        foreach (var edition in RuleBook.Shipped.Rules.SelectMany(rule => rule.Editions))
        {
            foreach (var leaf in edition.Leaves)
            {
                var text = edition.TextOf(leaf);
                string.Concat(text.Text, text.NotMet, text.Note).Should().NotContainAny("{", "}");
                leaf.Limits.OfType<NumberLimit>().Where(limit => !text.Text.Contains(limit.Words, StringComparison.Ordinal)).Should().BeEmpty();
            }
        }
    }

    [Fact]
    public void Every_candidacy_has_a_sentence_of_its_own() =>
        Codes.All<Candidacy>().Select(code => RuleBook.Shipped.Summaries[code])
            .Should().OnlyHaveUniqueItems().And.OnlyContain(sentence => sentence.EndsWith('.'));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
