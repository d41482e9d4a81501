using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eligibility.Api.CdsHooks;
using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;
using Eligibility.Tests.Screenings;

namespace Eligibility.Tests.CdsHooks;

/// <summary>What the detail of a card asks, of which day its answers are, and what it names as its sources.</summary>
public sealed class CardDetailTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly Regex Named = new(@" \[(\d+)\]");
    private static readonly Regex Marks = new(@"( \[\d+\])+$");

    private static ProfileDraft Often => new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18);

    [Fact]
    public async Task What_is_to_confirm_is_a_question_and_is_among_what_is_still_to_ask()
    {
        var seen = 0;
        await Sample.ForEachAsync(RandomProfiles.Any, 60, async answers =>
        {
            var lines = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox))).Split('\n');
            var asked = Section(lines, "Still to ask");
            foreach (var line in Section(lines, "To confirm"))
            {
                var question = FactCatalogue.All.SingleOrDefault(fact => line.Contains($". {fact.Question}", StringComparison.Ordinal))?.Question;
                asked.Exists(ask => question is not null && ask.StartsWith(question, StringComparison.Ordinal))
                    .Should().Be(!line.EndsWith("The form does not ask about it.", StringComparison.Ordinal) && !IsAnswered(line), "{0}", line);
                seen++;
            }
        });
        seen.Should().BePositive();
    }

    // Nothing is left to ask where there is an answer, and it leaves the criterion open: another product, or shorter headaches under treatment.
    private static bool IsAnswered(string line) => line.Contains("; required: ", StringComparison.Ordinal);

    [Fact]
    public async Task Of_ways_to_meet_a_criterion_those_that_were_not_taken_are_no_reason()
    {
        var managed = Often.Set(FactCatalogue.MedicationOveruseManaged, new Answer(Codes: 2)).Set(FactCatalogue.AcuteMedicineMonths, 12)
            .Set(FactCatalogue.PreventivesTried, new Answer(Entries: []));

        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(managed), Botox)));

        Section(detail.Split('\n'), "What others find not met").Should().Contain(line => line.Contains("Scottish Medicines Consortium", StringComparison.Ordinal));
        detail.Should().NotContain("required: acute medicines taken this often");
    }

    [Fact]
    public Task Sources_are_numbered_in_the_order_in_which_they_are_named() => Sample.ForEachAsync(RandomProfiles.Any, 60, async answers =>
    {
        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox)));

        var named = NamedIn(detail);
        named.Should().Equal(Enumerable.Range(1, named.Count));
    });

    [Fact]
    public async Task Other_words_of_a_source_do_not_number_it_before_it_is_named()
    {
        var young = new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 10).Set(FactCatalogue.AgeYears, 12);

        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(young), Botox)));

        NamedIn(detail).Should().HaveCountGreaterThan(5).And.BeInAscendingOrder();
    }

    // The list of the sources stands behind all that names them, where there is any.
    private static List<int> NamedIn(string detail) =>
        [.. Named.Matches(detail.Split("\n1. [")[0]).Select(mark => int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct()];

    [Fact]
    public async Task A_question_has_its_unit_or_its_choices_once()
    {
        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Often), Botox)));

        detail.Should().Contain("- 18 years or older. How old is the person? (0 to 120 years) [").And.Contain("\n- How old is the person?\n")
            .And.Contain("- Which of these conditions were diagnosed? (any of: cervical dystonia, ").And.Contain("myofascial pain; or none of them)")
            .And.MatchRegex(@"- Which of these apply\? \(any of: .*CGRP antibody; or none of them\)");
    }

    [Fact]
    public async Task What_was_not_asked_of_red_flags_and_contraindications_is_asked_first()
    {
        var both = Section(Detail(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Often)))).Split('\n'), "Still to ask");
        var one = Section(Detail(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(Often.Set(FactCatalogue.RedFlags))))).Split('\n'), "Still to ask");

        both[0].Should().StartWith(FactCatalogue.RedFlags.Question);
        both[1].Should().StartWith(FactCatalogue.SafetyFactors.Question);
        one[0].Should().StartWith(FactCatalogue.SafetyFactors.Question);
        one.Should().NotContain(line => line.StartsWith(FactCatalogue.RedFlags.Question, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_label_is_not_named_beside_what_speaks_against_the_treatment()
    {
        (ProfileDraft Answers, string Heading)[] cases =
        [
            (Often.Set(FactCatalogue.AgeYears, 47), "**Chronic migraine: candidate** ("),
            (Often.Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity"), "**Chronic migraine: contraindicated**\n"),
            (Often.Set(FactCatalogue.RedFlags, "papilloedema"), "**Chronic migraine: refer urgently**\n"),
            (new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 3), "**Chronic migraine: a published criterion is not met**\n"),
        ];
        foreach (var (answers, heading) in cases)
        {
            Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox))).Should().Contain(heading);
        }
    }

    [Fact]
    public void Every_kind_of_question_can_be_asked()
    {
        foreach (var fact in FactCatalogue.All)
        {
            Question.Of(fact).Should().StartWith(fact.Question).And.MatchRegex(@" \(.+\)$").And.NotContain("<");
        }

        Question.Of(FactCatalogue.Pregnant).Should().Be("Is the person pregnant? (yes or no)");
        Question.Of(FactCatalogue.SpasmHistory).Should().EndWith("(one of: none, acute, chronic)");
    }

    [Theory]
    [InlineData("2026-11-20T23:30:00-05:00", "completed", "The answers are of 2026-11-20.\n")]
    [InlineData("2026-11", "amended", "The answers are of 2026-11.\n")]
    [InlineData("2026", "completed", "The answers are of 2026.\n")]
    [InlineData(Ehr.Canary, "completed", "The day of the answers is not known.\n")]
    [InlineData(null, "completed", "The day of the answers is not known.\n")]
    [InlineData("2026-11-20", "in-progress", "The answers are of 2026-11-20. The form is not complete: it is still being filled in.\n")]
    public async Task It_begins_with_the_day_of_the_answers_and_whether_they_are_all(string? authored, string status, string sentences)
    {
        var response = Ehr.Response(Often.ToProfile()).With("authored", authored).With("status", status);
        if (authored is null)
        {
            response.Remove("authored");
        }

        Detail(await service.Client.CardAsync(Ehr.PatientView(new JsonObject { ["intake"] = Ehr.Bundle(response) }))).Should().StartWith(sentences);
    }

    [Fact]
    public async Task No_source_is_listed_twice_and_no_two_links_have_one_name() => await Sample.ForEachAsync(RandomProfiles.Any, 60, async answers =>
    {
        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox));
        var sources = Detail(card).Split('\n').Where(line => Regex.IsMatch(line, @"^\d+\. \[")).Select(line => line[(line.IndexOf('.', StringComparison.Ordinal) + 1)..]).ToList();

        sources.Should().OnlyHaveUniqueItems();
        (card["links"]?.AsArray() ?? []).Select(link => (string)link!["label"]!).Should().OnlyHaveUniqueItems();
        (card["links"]?.AsArray() ?? []).Select(link => (string)link!["url"]!).Should().OnlyHaveUniqueItems();
    });

    [Fact]
    public async Task The_boxed_warning_is_there_once_however_many_indications_are_on_label_with_whom_it_is_for_and_its_source()
    {
        var answers = new ProfileDraft().Set(FactCatalogue.AgeYears, 47).Set(FactCatalogue.Conditions, "cervical-dystonia", "blepharospasm");

        var detail = Detail(await service.Client.CardAsync(Ehr.PatientView(Ehr.Intake(answers))));

        Regex.Count(detail, "boxed warning").Should().Be(1);
        Regex.Match(detail, @"- Warning: The label's boxed warning, which is for everybody who is treated: .* \[(\d+)\]\n").Groups[1].Value.Should().Be(
            Regex.Match(detail, @"(\d+)\. .*, Boxed warning: distant spread of toxin effect\n").Groups[1].Value).And.NotBeEmpty();
    }

    [Fact]
    public async Task What_several_authorities_say_in_the_same_words_is_said_once_with_the_sources_of_all()
    {
        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 2)), Botox)));

        Regex.Count(detail, "\\. There are fewer than 15 headache days a month\\. \\[").Should().Be(1);
        detail.Should().MatchRegex("- ICHD-3 diagnostic criteria, NICE technology appraisal 260, .* and a typical US payer: 2 headache days a month: does not meet 15 or more\\. .*( \\[\\d+\\]){5,}\n")
            .And.MatchRegex("- Not met: basic screening; FDA label of BOTOX; ICHD-3 diagnostic criteria; ");
    }

    [Fact]
    public async Task What_they_say_in_words_of_their_own_is_said_once_as_far_as_it_begins_alike()
    {
        var dysport = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0586");

        var lines = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Often), dysport))).Split('\n');

        Section(lines, "What others find not met").Should().ContainSingle().Which.Should()
            .StartWith("European Headache Federation guideline 2018, NICE technology appraisal 260, ")
            .And.Contain(" and a typical US payer: Ordered: abobotulinumtoxinA; required: the product is onabotulinumtoxinA. Another product is planned. The guideline is ")
            .And.MatchRegex(@"\. \[\d+\] NICE appraised .*\. \[\d+\] The advice ")
            .And.Match(line => Regex.Count(line, "Another product is planned") == 1);
    }

    [Fact]
    public async Task Where_something_comes_before_the_treatment_or_forbids_it_what_to_expect_of_it_is_left_out()
    {
        var cards = new List<string>();
        foreach (var answers in new[] { Often, Often.Set(FactCatalogue.RedFlags, "papilloedema"), Often.Set(FactCatalogue.SafetyFactors, "toxin-hypersensitivity") })
        {
            cards.Add(Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox))));
        }

        cards[0].Should().Contain("Good to know\n");
        cards.Skip(1).Should().OnlyContain(detail => !detail.Contains("Good to know") && detail.Contains("Before deciding\n\n- Warning: ") && detail.Length < cards[0].Length);
    }

    [Fact]
    public async Task No_sentence_ends_twice() => await Sample.ForEachAsync(RandomProfiles.Any, 60, async answers =>
        Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox))).Should().NotContain(".."));

    [Fact]
    public async Task A_stand_in_is_told_behind_what_is_not_met()
    {
        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Often.Set(FactCatalogue.HeadacheHoursPerDay, 2)), Botox)));

        detail.Should().Contain("Headache does not last 4 hours or longer on 15 or more days a month. The usual length of a headache day stands in");
    }

    [Fact]
    public async Task Of_several_red_flags_a_safeguard_names_its_own_alone()
    {
        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Often.Set(FactCatalogue.RedFlags, "papilloedema", "major-trauma")), Botox)));

        detail.Should().Contain("- Reported: papilloedema. A red flag for headache is reported.").And.Contain("- Reported: major trauma. A red flag for back pain is reported.");
    }

    [Fact]
    public async Task Units_that_are_too_many_already_are_not_written_as_if_they_were_few_enough()
    {
        var detail = Detail(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(Often.Set(FactCatalogue.PlannedUnits, 900)), Botox)));

        detail.Should().Contain("- Required: planned units of onabotulinumtoxinA and those of the last three months are 400 or fewer together. Planned units of onabotulinumtoxinA and those of the last three months exceed 400 together");
    }

    private static string Detail(JsonNode card) => (string)card["detail"]!;

    private static List<string> Section(string[] lines, string heading) => [.. lines.Select((line, place) => (line, place)).Where(pair => pair.line == heading)
        .SelectMany(pair => lines.Skip(pair.place + 2).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal))).Select(line => Marks.Replace(line[2..], ""))];
}
