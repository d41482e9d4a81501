using System.Text.Json.Nodes;
using Eligibility.Json.Profiles;
using static Eligibility.Tests.Fhir.Responses;

namespace Eligibility.Tests.Fhir;

/// <summary>What is out of the ordinary, or not for this service, and no fault.</summary>
public sealed class UnderstoodResponseTests
{
    private static JsonObject Class => Item("preventivesTried.class", Code("preventivesTried.class", "other"));

    public static TheoryData<string, string> Understood => new()
    {
        { With(Item("preventivesTried.any", Boolean(false))).ToJsonString(), """{"preventivesTried":[]}""" },
        { With(Item("preventivesTried.any", Boolean(true))).ToJsonString(), "{}" },
        { With(Item("preventivesTried.any", Boolean(true)), Group("preventivesTried", Item("preventivesTried.class"))).ToJsonString(), "{}" },
        { With(Item("preventivesTried.any", Boolean(false)), Group("preventivesTried", Item("preventivesTried.class"))).ToJsonString(), """{"preventivesTried":[]}""" },
        { With(Group("preventivesTried", Class)).ToJsonString(), """{"preventivesTried":[{"class":"other"}]}""" },
        { With(Item("painLocations", Code("painLocations", "none"))).ToJsonString(), """{"painLocations":[]}""" },
        { With(Item("painLocations")).ToJsonString(), "{}" },
        { With(new JsonObject { ["linkId"] = "painLocations", ["answer"] = null }).ToJsonString(), "{}" },
        { With(new JsonObject { ["linkId"] = "painLocations" }).ToJsonString(), "{}" },
        { With(Item("ageYears", new JsonObject { ["valueInteger"] = JsonNode.Parse("30.0") })).ToJsonString(), """{"ageYears":30}""" },
        // Hidden by enableWhen, and answered all the same.
        { With(Item("headacheDaysPerMonth", Decimal(0)), Item("headacheHoursPerDay", Decimal(2))).ToJsonString(), """{"headacheDaysPerMonth":0,"headacheHoursPerDay":2}""" },
        { Changed(response => response["questionnaire"] = Form), """{"ageYears":30}""" },
        { Changed(response => response["questionnaire"] = $"{Form}|1.7.0"), """{"ageYears":30}""" },
        { Changed(response => response["questionnaire"] = $"{Form}|1"), """{"ageYears":30}""" },
        { Changed(response => response["status"] = "in-progress"), """{"ageYears":30}""" },
        { Changed(response => response["subject"] = new JsonObject { ["reference"] = "Patient/1" }), """{"ageYears":30}""" },
        { ChangedItem(item => item["text"] = "How old?"), """{"ageYears":30}""" },
        { ChangedItem(item => item["answer"]![0]!["_valueInteger"] = new JsonObject { ["id"] = "a" }), """{"ageYears":30}""" },
    };

    [Theory]
    [MemberData(nameof(Understood))]
    public void What_can_be_understood_is(string response, string profile)
    {
        var reading = Read(JsonNode.Parse(response)!);

        reading.Issues.Should().BeEmpty();
        ProfileWriter.Write(reading.Profile!).Should().Be(profile);
    }

    [Fact]
    public void The_remark_of_a_question_may_come_along_where_it_is_not_answered()
    {
        var question = Item("headacheDaysPerMonth", Decimal(3));
        question["answer"]![0]!["item"] = new JsonArray(new JsonObject { ["linkId"] = "headacheDaysPerMonth.remark" });

        Read(With(question)).Issues.Should().BeEmpty();
        question["answer"]![0]!["item"]![0]!["answer"] = new JsonArray(Boolean(true));
        Read(With(question.DeepClone().AsObject())).Issues.Single().Details.Coding!.Single().Code.Should().Be("no-question");
    }
}
