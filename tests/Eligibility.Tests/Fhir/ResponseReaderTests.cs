using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Eligibility.Api.Fhir;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Screenings;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Serialization;
using static Eligibility.Tests.Fhir.Responses;

namespace Eligibility.Tests.Fhir;

public sealed class ResponseReaderTests
{
    private const string First = "QuestionnaireResponse.item[0]";
    private const string FirstAnswer = $"{First}.answer[0]";
    private const string FirstValue = $"{FirstAnswer}.value";

    /// <summary>Every fault that can be made of the facts alone: a response with one, its code and its place.</summary>
    public static TheoryData<string, string, string> FaultsOfFacts
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var fact in FactCatalogue.All.Where(fact => fact is not EntryListFact))
            {
                Add(Item(fact.Name, new JsonObject { ["valueString"] = "kanarienvogel" }), "wrong-type", FirstValue);
                Add(Item(fact.Name, new JsonObject { ["extension"] = new JsonArray() }), "missing-member", FirstAnswer);
                Add(Item("kanarienvogel", Some(fact, fact.Name)), "unknown-question", First);
                Add(Group(PreventivesTried, Item(fact.Name, Some(fact, fact.Name)), Class), "misplaced-question", $"{First}.item[0]");
                if (fact is not CodeSetFact)
                {
                    Add(Item(fact.Name, Some(fact, fact.Name), Some(fact, fact.Name)), "second-answer", $"{First}.answer[1].value");
                }

                switch (fact)
                {
                    case NumberFact number:
                        var type = number.WholeNumbers ? "valueInteger" : "valueDecimal";
                        Add(Item(fact.Name, new JsonObject { [type] = number.Minimum - 1 }), "out-of-range", FirstValue);
                        Add(Item(fact.Name, new JsonObject { [type] = number.Maximum + 1 }), "out-of-range", FirstValue);
                        Add(Item(fact.Name, new JsonObject { [type] = "1" }), "wrong-type", FirstValue);
                        Add(Item(fact.Name, new JsonObject { [type] = new JsonObject() }), "wrong-type", FirstValue);
                        Add(Item(fact.Name, new JsonObject { [type] = 1.00000000001m }), "too-precise", FirstValue);
                        Add(Item(fact.Name, new JsonObject { [number.WholeNumbers ? "valueDecimal" : "valueInteger"] = 1 }), "wrong-type", FirstValue);
                        break;
                    case BooleanFact:
                        Add(Item(fact.Name, new JsonObject { ["valueBoolean"] = "true" }), "wrong-type", FirstValue);
                        break;
                    case CodedFact coded:
                        Add(Item(fact.Name, Code(fact.Name, "kanarienvogel")), "unknown-code", FirstValue);
                        Add(Item(fact.Name, Code(fact.Name, coded.Codes[0].ToUpperInvariant() + "X")), "unknown-code", FirstValue);
                        Add(Item(fact.Name, Code("kanarienvogel", coded.Codes[0])), "unknown-code", FirstValue);
                        Add(Item(fact.Name, new JsonObject { ["valueCoding"] = new JsonObject { ["code"] = coded.Codes[0] } }), "unknown-code", FirstValue);
                        Add(Item(fact.Name, new JsonObject { ["valueCoding"] = new JsonObject { ["system"] = $"urn:eligibility:codes:{fact.Name}" } }), "missing-member", FirstValue);
                        Add(Item(fact.Name, new JsonObject { ["valueCoding"] = coded.Codes[0] }), "missing-member", FirstValue);
                        Add(Item(fact.Name, Coding(fact.Name, null)), "missing-member", FirstValue);
                        Add(Item(fact.Name, Coding(fact.Name, coded.Codes[0], "kanarienvogel")), "unknown-member", FirstValue);
                        Add(Item(fact.Name, Coding(fact.Name, coded.Codes[0], "modifierExtension")), "modifier-extension", $"{FirstValue}.modifierExtension");
                        break;
                    default:
                        break;
                }

                if (fact is CodeSetFact set)
                {
                    Add(Item(fact.Name, Code(fact.Name, set.Codes[0]), Code(fact.Name, set.Codes[0])), "duplicate-code", $"{First}.answer[1].value");
                    Add(Item(fact.Name, Code(fact.Name, "none"), Code(fact.Name, set.Codes[0])), "exclusive-answer", FirstValue);
                    Add(Item(fact.Name, Code(fact.Name, set.Codes[0]), Code(fact.Name, "kanarienvogel")), "unknown-code", $"{First}.answer[1].value");
                }
            }

            return data;

            void Add(JsonObject item, string code, string expression) => data.Add(With(item).ToJsonString(), code, expression);
        }
    }

    private static string PreventivesTried => FactCatalogue.PreventivesTried.Name;

    private static JsonObject Absence() =>
        new() { ["extension"] = new JsonArray(new JsonObject { ["url"] = "http://hl7.org/fhir/StructureDefinition/data-absent-reason", ["valueCode"] = "unknown" }) };

    private static JsonObject Absent(string name, JsonNode value)
    {
        var answer = Code("painLocations", "neck");
        answer["valueCoding"]![name] = value;
        return answer;
    }

    private static JsonObject Class => Item($"{PreventivesTried}.class", Code($"{PreventivesTried}.class", "other"));

    [Fact]
    public void Whatever_a_profile_says_a_response_says() => RandomProfiles.Any.Sample(
        profile => ProfileWriter.Write(Read(Of(profile)).Profile!) == ProfileWriter.Write(profile), iter: 500);

    [Fact]
    public void A_response_without_answers_is_a_profile_of_which_nothing_is_known() =>
        ProfileWriter.Write(Read(With(FactCatalogue.All.Select(fact => fact is EntryListFact ? Group(fact.Name) : Item(fact.Name)))).Profile!).Should().Be("{}");

    [Theory]
    [MemberData(nameof(FaultsOfFacts))]
    public void A_fault_is_named_with_its_place_and_nothing_that_was_sent(string response, string code, string expression)
    {
        var reading = Read(JsonNode.Parse(response)!);

        reading.Profile.Should().BeNull();
        var issue = reading.Issues.Should().ContainSingle().Which;
        (issue.Severity, issue.Details.Coding!.Single().Code, issue.Expression!.Single()).Should().Be(("error", code, expression));
        JsonSerializer.Serialize(issue).Should().NotContainEquivalentOf("kanarienvogel");
    }

    public static TheoryData<string, string, string> FaultsOfTheWhole => new()
    {
        { """{"resourceType":"Patient"}""", "wrong-type", "QuestionnaireResponse" },
        { """{}""", "wrong-type", "QuestionnaireResponse" },
        { "[]", "wrong-type", "QuestionnaireResponse" },
        { "\"QuestionnaireResponse\"", "wrong-type", "QuestionnaireResponse" },
        { Changed(response => response.Remove("status")), "missing-member", "QuestionnaireResponse" },
        { Changed(response => response["status"] = 1), "missing-member", "QuestionnaireResponse" },
        { Changed(response => response["status"] = "entered-in-error"), "wrong-status", "QuestionnaireResponse.status" },
        { Changed(response => response["status"] = "finished"), "unknown-code", "QuestionnaireResponse.status" },
        { Changed(response => response.Remove("questionnaire")), "missing-member", "QuestionnaireResponse" },
        { Changed(response => response["questionnaire"] = "urn:eligibility:Questionnaire:other"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}|2.0.0"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}|1.0.0|x"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}|1.0.0#a"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}#a"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}|"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}|1."), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}|1.0.0-beta"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["questionnaire"] = $"{Form}s|1.0.0"), "wrong-questionnaire", "QuestionnaireResponse.questionnaire" },
        { Changed(response => response["implicitRules"] = "urn:x"), "modifier-extension", "QuestionnaireResponse.implicitRules" },
        { Changed(response => response["modifierExtension"] = new JsonArray(new JsonObject { ["url"] = "urn:x" })), "modifier-extension", "QuestionnaireResponse.modifierExtension" },
        { Changed(response => response["itme"] = new JsonArray()), "unknown-member", "QuestionnaireResponse" },
        { Changed(response => response["_item"] = new JsonArray()), "unknown-member", "QuestionnaireResponse" },
        { Changed(response => response["_contained"] = new JsonArray()), "unknown-member", "QuestionnaireResponse" },
        { Changed(response => response["_resourceType"] = new JsonObject()), "unknown-member", "QuestionnaireResponse" },
        { ChangedItem(item => item["_answer"] = new JsonArray()), "unknown-member", First },
        { ChangedItem(item => item["answer"]![0]!["_item"] = new JsonArray()), "unknown-member", FirstAnswer },
        { ChangedItem(item => item["answer"]![0]!["_valueCoding"] = new JsonObject()), "unknown-member", FirstAnswer },
        { ChangedItem(item => item["answer"]![0]!["_valueInteger"] = Absence()), "contradicting-answer", FirstValue },
        { ChangedItem(item => item["answer"]![0]!["extension"] = Absence()["extension"]!.DeepClone()), "contradicting-answer", FirstValue },
        { With(Item("painLocations", Absent("_code", Absence()))).ToJsonString(), "contradicting-answer", FirstValue },
        { With(Item("painLocations", Absent("extension", Absence()["extension"]!.DeepClone()))).ToJsonString(), "contradicting-answer", FirstValue },
        { Changed(response => response["item"] = new JsonObject()), "wrong-type", "QuestionnaireResponse.item" },
        { Changed(response => response["item"] = new JsonArray(1)), "wrong-type", First },
        { Changed(response => response["item"] = new JsonArray((JsonNode?)null)), "wrong-type", First },
        { ChangedItem(item => item.Remove("linkId")), "missing-member", First },
        { ChangedItem(item => item["linkId"] = 3), "missing-member", First },
        { ChangedItem(item => item["anwser"] = new JsonArray()), "unknown-member", First },
        { ChangedItem(item => item["modifierExtension"] = new JsonArray()), "modifier-extension", $"{First}.modifierExtension" },
        { ChangedItem(item => item["answer"]![0]!["modifierExtension"] = new JsonArray()), "modifier-extension", $"{FirstAnswer}.modifierExtension" },
        { ChangedItem(item => item["answer"]![0]!["valueDecimal"] = 3), "second-answer", FirstAnswer },
        { ChangedItem(item => item["answer"]![0]!["vlaue"] = 3), "unknown-member", FirstAnswer },
        { ChangedItem(item => item["answer"] = new JsonObject { ["valueInteger"] = 30 }), "wrong-type", $"{First}.answer" },
        { ChangedItem(item => item["answer"]!.AsArray().Add(null)), "wrong-type", $"{First}.answer[1]" },
        { ChangedItem(item => item["item"] = new JsonArray(Item("pregnant", Boolean(true)))), "misplaced-question", $"{First}.item[0]" },
        { ChangedItem(item => item["answer"]![0]!["item"] = new JsonArray(Item("pregnant", Boolean(true)))), "misplaced-question", $"{FirstAnswer}.item[0]" },
        { ChangedItem(item => item["answer"]![0]!["item"] = new JsonArray(Item("kanarienvogel"))), "unknown-question", $"{FirstAnswer}.item[0]" },
        { With(Item("pregnant", Boolean(true)), Item("pregnant", Boolean(true))).ToJsonString(), "duplicate-question", "QuestionnaireResponse.item[1]" },
        { With(new JsonObject { ["linkId"] = "preventivesTried", ["answer"] = new JsonArray(Boolean(true)) }).ToJsonString(), "no-question", First },
        { With(Item("headacheDaysPerMonth", Decimal(10)), Item("migraineDaysPerMonth", Decimal(12))).ToJsonString(), "exceeds-other", "QuestionnaireResponse.item[1].answer[0].value" },
        { With(Item("preventivesTried.any", Boolean(false)), Group("preventivesTried", Class)).ToJsonString(), "contradicting-answer", FirstValue },
        { With(Item("preventivesTried.any", Code("preventivesTried.any", "no"))).ToJsonString(), "wrong-type", FirstValue },
        { With(Item("preventivesTried.any", new JsonObject { ["valueBoolean"] = "no" })).ToJsonString(), "wrong-type", FirstValue },
        { With(Group("preventivesTried", Class), Group("preventivesTried", Item("preventivesTried.weeks", Decimal(4)))).ToJsonString(), "missing-member", "QuestionnaireResponse.item[1]" },
        { With(Group("preventivesTried", Item("preventivesTried.class"), Item("preventivesTried.weeks", Decimal(4)))).ToJsonString(), "missing-member", First },
        { With(Group("preventivesTried", Class), Group("preventivesTried", Class, Item("preventivesTried.weeks", Decimal(-4)))).ToJsonString(), "out-of-range", "QuestionnaireResponse.item[1].item[1].answer[0].value" },
        { With(Group("preventivesTried", Item("preventivesTried.class", Boolean(true)))).ToJsonString(), "wrong-type", $"{First}.item[0].answer[0].value" },
        { With(Group("preventivesTried", Item("kanarienvogel"))).ToJsonString(), "unknown-question", $"{First}.item[0]" },
        { With(new JsonObject { ["linkId"] = "headacheDaysPerMonth", ["item"] = new JsonArray(Group("headacheDaysPerMonth.remark", Item("pregnant", Boolean(true)))) }).ToJsonString(), "misplaced-question", $"{First}.item[0].item[0]" },
        { With(Group("preventivesTried", Class, Class)).ToJsonString(), "duplicate-question", $"{First}.item[1]" },
        { With(Enumerable.Range(0, 33).Select(_ => Group("preventivesTried", Class))).ToJsonString(), "too-many", "QuestionnaireResponse.item[32]" },
    };

    [Theory]
    [MemberData(nameof(FaultsOfTheWhole))]
    public void What_cannot_be_understood_as_a_whole_is_refused(string response, string code, string expression) =>
        A_fault_is_named_with_its_place_and_nothing_that_was_sent(response, code, expression);

    [Fact]
    public void What_stands_beside_a_primitive_and_takes_nothing_away_is_of_no_matter() =>
        Read(JsonNode.Parse(ChangedItem(item =>
        {
            item["_linkId"] = new JsonObject { ["id"] = "a" };
            item["_text"] = new JsonObject { ["id"] = "b" };
            item["answer"]![0]!["_valueInteger"] = new JsonObject { ["extension"] = new JsonArray(new JsonObject { ["url"] = "http://example.org/remark" }) };
        }))!).Issues.Should().BeEmpty();

    [Fact]
    public void Whoever_speaks_FHIRPath_finds_the_place_of_a_fault()
    {
        var found = 0;
        foreach (var (response, _, expression) in FaultsOfFacts.Concat(FaultsOfTheWhole).Select(row => row.Data).Where(row => row.Item1.StartsWith('{')))
        {
            // What is not FHIR at all has no element to be found.
            if (FhirJsonDeserializer.STRICT.TryDeserializeResource(response, out var resource, out var faults) && !faults.Any())
            {
                resource!.Select(expression).Should().ContainSingle(expression);
                found++;
            }
        }

        found.Should().BeGreaterThan(200);
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var response = With(
            Item("headacheDaysPerMonth", Decimal(40)),
            Item("headacheDaysPerMnoth", Decimal(3)),
            Item("painLocations", Code("painLocations", "nek"), Code("painLocations", "head")),
            Item("pregnant", Integer(1)));
        response["status"] = "entered-in-error";

        Read(response).Issues.Select(issue => $"{issue.Expression![0]} {issue.Code} {issue.Details.Coding![0].Code} {issue.Diagnostics}").Should().BeEquivalentTo(
            "QuestionnaireResponse.status business-rule wrong-status Allowed: in-progress, completed, amended, stopped.",
            "QuestionnaireResponse.item[0].answer[0].value value out-of-range ",
            "QuestionnaireResponse.item[1] not-found unknown-question Perhaps headacheDaysPerMonth was meant.",
            "QuestionnaireResponse.item[2].answer[0].value code-invalid unknown-code Allowed: head, face, jaw, neck, shoulder, upper-back, lower-back, arm, leg, none. Perhaps neck was meant.",
            "QuestionnaireResponse.item[3].answer[0].value structure wrong-type ");
    }

    [Fact]
    public void None_is_among_the_codes_that_are_allowed_and_that_may_have_been_meant() =>
        Read(With(Item("redFlags", Code("redFlags", "nonee")))).Issues.Single().Diagnostics.Should().EndWith(", cancer-history, none. Perhaps none was meant.");

    [Fact]
    public void More_faults_than_anybody_reads_are_counted()
    {
        var issues = Read(With(Enumerable.Range(0, 300).Select(_ => Item("x")))).Issues;

        issues.Should().HaveCount(ProfileReading.MostFaults + 1);
        issues[^1].Severity.Should().Be("information");
        issues[^1].Details.Text.Should().StartWith("44 more");
    }
}
