using System.Reflection;

namespace Eligibility.Tests.CdsHooks;

/// <summary>
/// The numbered requirements of CDS Hooks 2.0 whose actor is, or includes, the service: each is covered by a test, or does not apply and says
/// why. The numbers are those of the requirement list of Inferno's test kit, which is another's; the words here are ours.
/// </summary>
public sealed class RequirementTests
{
    private const string Schema = "SchemaTests.What_is_sent_is_valid_whatever_was_answered";
    private const string Discovered = "DiscoveryTests.One_service_is_offered_for_two_hooks";
    private const string Prefetched = "DiscoveryTests.What_is_prefetched_is_a_read_or_a_search_by_the_patient";
    private const string NoSuggestion = "no suggestion is sent: a professional decides, and nothing of the chart comes back that an action would need";
    private const string ClientsPart = "it says what a client may do";
    private const string NoIcon = "no icon is sent";
    private const string NoExtension = "no extension is sent";

    /// <summary>Number and test, or number and reason.</summary>
    private static readonly (int Number, string Answer)[] Table =
    [
        (1, "SituationTests.A_body_of_another_media_type_or_too_large_is_refused"),
        (2, "- TLS ends in front of the service: docs/operations.md"),
        (3, Schema),
        (4, Discovered), (5, Discovered), (6, Discovered), (7, Discovered), (8, Discovered), (9, Discovered), (10, Discovered),
        (11, Prefetched),
        (12, "DiscoveryTests.It_says_what_has_to_be_so_for_it_to_be_of_use"),
        (13, Discovered),
        (14, "DiscoveryTests.Another_method_is_not_allowed"),
        (16, Discovered),
        (27, "CardTests.An_answer_takes_far_less_than_half_a_second"),
        (28, "SituationTests.The_latest_answers_that_stand_are_the_ones_that_count"),
        (29, Prefetched),
        (34, "- it reads the prefetch alone and calls nobody: what it needs and does not get it asks for by 412"),
        (35, Prefetched), (36, Prefetched),
        (52, "SituationTests.Where_the_form_was_not_asked_for_or_the_query_failed_it_is_said_which_key_is_missing"),
        (54, "SituationTests.Where_the_form_was_not_asked_for_or_the_query_failed_it_is_said_which_key_is_missing"),
        (55, Prefetched), (56, Prefetched), (57, Prefetched), (58, Prefetched), (59, Prefetched),
        (60, "- it calls no FHIR server"), (61, "- it calls no FHIR server"),
        (74, Schema),
        (75, "- no system action is sent: what is done is for a professional to do"),
        (76, "SituationTests.What_is_no_request_to_this_service_is_refused"),
        (77, "SituationTests.Where_there_is_no_answered_form_a_chart_is_silent_and_an_order_is_not"),
        (78, $"- {ClientsPart}"),
        (80, "SituationTests.An_answer_is_not_kept_by_caches_and_its_card_has_the_id_of_the_request"),
        (81, Schema),
        (82, "SituationTests.An_answer_is_not_kept_by_caches_and_its_card_has_the_id_of_the_request"),
        (83, "CardTests.A_summary_is_cut_at_a_word_and_counted_in_code_points"),
        (84, Schema), (85, "CardTests.It_says_what_decided_and_who_says_so"),
        (87, Schema), (88, Schema), (89, $"- {ClientsPart}"), (90, Schema),
        (92, $"- {NoSuggestion}"), (93, $"- {NoSuggestion}"), (94, $"- {NoSuggestion}"), (95, $"- {NoSuggestion}"), (96, $"- {NoSuggestion}"),
        (98, Schema), (99, "CardTests.An_order_is_told_which_criterion_is_not_met_and_an_opened_chart_is_left_alone"), (100, Schema),
        (103, Schema), (104, Schema),
        (105, Schema), (106, $"- {ClientsPart}"), (107, Schema), (108, Schema),
        (109, "CardTests.The_address_of_a_source_is_the_published_one"), (110, "CardTests.The_sources_are_links_and_stand_in_the_links_of_the_card_too"),
        (111, $"- {NoIcon}"), (112, $"- {NoIcon}"), (113, $"- {NoIcon}"),
        (115, Schema), (116, Schema),
        (117, $"- {NoSuggestion}"), (118, $"- {NoSuggestion}"), (119, $"- {NoSuggestion}"), (120, $"- {NoSuggestion}"), (121, $"- {NoSuggestion}"), (122, $"- {NoSuggestion}"),
        (123, $"- {NoSuggestion}"), (124, $"- {NoSuggestion}"), (125, $"- {NoSuggestion}"), (127, $"- {NoSuggestion}"), (128, $"- {NoSuggestion}"), (129, $"- {NoSuggestion}"),
        (130, $"- {NoSuggestion}"), (131, $"- {NoSuggestion}"), (132, $"- {NoSuggestion}"), (133, $"- {NoSuggestion}"), (134, $"- {NoSuggestion}"), (135, $"- {NoSuggestion}"),
        (136, Schema),
        (138, Schema), (139, Schema), (140, Schema), (141, Schema), (142, Schema),
        (144, "- no link starts an app"), (145, "- no link starts an app"), (146, "- no link starts an app"), (147, Schema),
        (148, "FeedbackTests.It_is_counted_by_outcome_and_answered_without_a_word"),
        (168, "- TLS ends in front of the service: docs/operations.md"),
        (175, "- mutual TLS is for what ends TLS in front of the service"),
        (176, "CdsClientTests.A_call_that_is_signed_by_a_trusted_client_for_this_very_address_is_let_in"),
        (177, "CdsClientTests.Without_a_token_nobody_is_let_in"),
        (179, "- mutual TLS is for what ends TLS in front of the service"),
        (195, "CdsClientTests.A_token_with_anything_wrong_is_refused_without_a_word"),
        (199, "CdsClientTests.An_address_that_a_token_names_is_not_followed"),
        (200, "CdsClientTests.A_token_with_anything_wrong_is_refused_without_a_word"),
        (201, "CdsClientTests.A_token_with_anything_wrong_is_refused_without_a_word"),
        (203, "CdsClientTests.A_token_with_anything_wrong_is_refused_without_a_word"),
        (205, "CdsClientTests.A_call_that_is_signed_by_a_trusted_client_for_this_very_address_is_let_in"),
        (206, $"- {ClientsPart}"),
        (207, "CdsClientTests.A_token_with_anything_wrong_is_refused_without_a_word"),
        (208, "OriginTests.A_configured_page_may_call_and_no_other"),
        (210, Discovered), (211, Discovered), (212, $"- {ClientsPart}"),
        (213, "- it is agreed between whoever runs the service and the client: docs/ehr.md"),
        (214, $"- {NoExtension}"), (215, $"- {NoExtension}"),
        (216, Schema), (217, Schema), (218, Schema), (219, Schema), (220, Schema),
    ];

    [Fact]
    public void Every_requirement_is_covered_by_a_test_that_exists_or_says_why_it_does_not_apply()
    {
        Table.Select(row => row.Number).Should().OnlyHaveUniqueItems().And.HaveCount(120);
        foreach (var (number, answer) in Table.Where(row => !row.Answer.StartsWith("- ", StringComparison.Ordinal)))
        {
            var (type, method) = (answer.Split('.')[0], answer.Split('.')[1]);
            var test = typeof(RequirementTests).Assembly.GetType($"{typeof(RequirementTests).Namespace}.{type}")?.GetMethod(method);

            (test?.GetCustomAttributes<FactAttribute>().Any()).Should().BeTrue("{0} is to be covered by {1}", number, answer);
        }
    }

    [Fact]
    public void The_table_has_the_requirements_of_the_list_and_no_others()
    {
        Collected.Need();
        var list = File.ReadAllText(Path.Combine(Collected.Root!, "oracles", "cds-hooks-2.0-service-requirements.csv"));

        list.Split('\n').Where(line => line.StartsWith("cds-hooks_2.0,", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture))
            .Should().Equal(Table.Select(row => row.Number));
    }
}
