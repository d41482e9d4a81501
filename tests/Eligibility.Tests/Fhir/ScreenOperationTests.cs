using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Http;
using Eligibility.Tests.Screenings;
using static Eligibility.Tests.Fhir.Responses;

namespace Eligibility.Tests.Fhir;

/// <summary>The operation over HTTP. Whatever it answers is held against FHIR by <see cref="FhirJudge"/> on its way to the test.</summary>
public sealed class ScreenOperationTests(Service service)
{
    private static JsonObject ChronicMigraine => With(Item("headacheDaysPerMonth", Decimal(18)), Item("painLocations", Code("painLocations", "neck")));

    [Fact]
    public async Task A_response_is_answered_by_guidance()
    {
        var answer = await ScreenAsync(ChronicMigraine);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/fhir+json");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Contains("X-Request-Id").Should().BeTrue();
        var guidance = await Service.BodyAsync(answer);
        ((string?)guidance["resourceType"]).Should().Be("GuidanceResponse");
        ((string?)guidance["status"]).Should().Be("success");
        ((string?)guidance["moduleCanonical"]).Should().StartWith("urn:eligibility:rule-book|");
        ((string?)guidance["outputParameters"]!["reference"]).Should().Be($"#{guidance["contained"]![0]!["id"]}");
        Value(guidance, "candidacy").Should().Be("candidate");
    }

    [Fact]
    public async Task Where_too_little_was_answered_the_guidance_names_the_questions_that_are_open()
    {
        var guidance = await Service.BodyAsync(await ScreenAsync(With()));
        var native = await Service.BodyAsync(await service.ScreenAsync("{}"));

        ((string?)guidance["status"]).Should().Be("data-required");
        guidance["dataRequirement"]!.AsArray().Select(need => (string?)need!["extension"]![0]!["valueCoding"]!["code"])
            .Should().Equal(native["needs"]!.AsArray().Select(need => (string?)need!["fact"]));
    }

    [Fact]
    public async Task Where_nothing_is_open_nothing_is_asked_for() =>
        (await Service.BodyAsync(await ScreenAsync(With(FactCatalogue.All.OfType<CodeSetFact>().Select(set => Item(set.Name, Code(set.Name, "none")))
            .Append(Item("headacheDaysPerMonth", Decimal(0))).Append(Item("spasmHistory", Code("spasmHistory", "none")))))))
            ["dataRequirement"].Should().BeNull();

    [Fact]
    public async Task Both_doors_give_the_same_answer()
    {
        await RandomProfiles.Any.SampleAsync(async profile =>
        {
            var native = await Service.BodyAsync(await service.ScreenAsync(ProfileWriter.Write(profile), "?asOf=2026-11-23"));
            var guidance = await Service.BodyAsync(await ScreenAsync(InParameters(Of(profile), "2026-11-23")));

            Flat(guidance["contained"]![0]!["parameter"]!.AsArray()).Should().Equal(Flat(native, ""));
            ((string?)guidance["status"]).Should().Be((string?)native["candidacy"] == "undetermined" && guidance["dataRequirement"] is not null ? "data-required" : "success");
        }, iter: 40, threads: 1);
    }

    [Fact]
    public async Task A_day_that_is_named_is_the_day_whose_editions_apply()
    {
        var guidance = await Service.BodyAsync(await ScreenAsync(InParameters(ChronicMigraine, "2020-02-29")));

        Value(guidance, "asOf").Should().Be("2020-02-29");
        // When it was made, and not of which day it speaks.
        ((string?)guidance["occurrenceDateTime"]).Should().Be(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Where_no_answer_helps_none_is_required()
    {
        var guidance = await Service.BodyAsync(await ScreenAsync(InParameters(ChronicMigraine, "1999-01-01")));

        Value(guidance, "candidacy").Should().Be("undetermined");
        ((string?)guidance["status"]).Should().Be("success");
        guidance["dataRequirement"].Should().BeNull();
    }

    public static TheoryData<string, string, string> RefusedParameters => new()
    {
        { """{"resourceType":"Parameters"}""", "missing-member", "Parameters" },
        { """{"resourceType":"Parameters","parameter":[{"name":"questionnaire-response"}]}""", "missing-member", "Parameters.parameter[0]" },
        { """{"resourceType":"Parameters","parameter":[{"name":"questionnaire-response","valueString":"kanarienvogel"}]}""", "unknown-member", "Parameters.parameter[0].value" },
        { """{"resourceType":"Parameters","parameter":{"name":"questionnaire-response"}}""", "wrong-type", "Parameters.parameter" },
        { InParameters(With(), "2026-11").ToJsonString(), "wrong-type", "Parameters.parameter[1].value" },
        { InParameters(With(), "kanarienvogel").ToJsonString(), "wrong-type", "Parameters.parameter[1].value" },
        { Parameters(Response(With()), Day("valueDateTime", "2026-11-23")).ToJsonString(), "unknown-member", "Parameters.parameter[1].value" },
        { Parameters(Response(With()), new JsonObject { ["name"] = "asOf" }).ToJsonString(), "missing-member", "Parameters.parameter[1]" },
        { And(Parameters(Response(With())), "_parameter", new JsonArray()).ToJsonString(), "unknown-member", "Parameters" },
        { Parameters(And(Response(With()), "_resource", new JsonObject())).ToJsonString(), "unknown-member", "Parameters.parameter[0]" },
        { Parameters(Response(With()), And(Day("valueDate", "2026-11-23"), "valueString", "kanarienvogel")).ToJsonString(), "unknown-member", "Parameters.parameter[1].value" },
        { Parameters(Response(With()), And(Day("valueDate", "2026-11-23"), "resource", With())).ToJsonString(), "unknown-member", "Parameters.parameter[1].resource" },
        { Parameters(Response(With()), And(Day("valueDate", "2026-11-23"), "part", new JsonArray())).ToJsonString(), "unknown-member", "Parameters.parameter[1].part" },
        { Parameters(Response(With()), And(Day("valueDate", "2026-11-23"), "kanarienvogel", 1)).ToJsonString(), "unknown-member", "Parameters.parameter[1]" },
        { Parameters(Response(With()), And(Day("valueDate", "2026-11-23"), "modifierExtension", new JsonArray())).ToJsonString(), "modifier-extension", "Parameters.parameter[1].modifierExtension" },
        { Parameters(And(Response(With()), "valueDate", "2026-11-23")).ToJsonString(), "unknown-member", "Parameters.parameter[0].value" },
        { Parameters(And(Response(With()), "part", new JsonArray(Response(With())))).ToJsonString(), "unknown-member", "Parameters.parameter[0].part" },
        { And(Parameters(Response(With())), "kanarienvogel", 1).ToJsonString(), "unknown-member", "Parameters" },
        { And(Parameters(Response(With())), "implicitRules", "urn:x").ToJsonString(), "modifier-extension", "Parameters.implicitRules" },
        { InParameters(With(Item("kanarienvogel")), "2026-11-23").ToJsonString(), "unknown-question", "Parameters.parameter[0].resource.item[0]" },
        { Parameters(Response(With()), new JsonObject { ["name"] = "kanarienvogel" }).ToJsonString(), "unknown-member", "Parameters.parameter[1]" },
        { Parameters(Response(With()), Response(With())).ToJsonString(), "duplicate-member", "Parameters.parameter[1]" },
        { Parameters(Response(new JsonObject { ["resourceType"] = "Patient" })).ToJsonString(), "wrong-type", "Parameters.parameter[0].resource" },
        { """{"resourceType":"Bundle"}""", "wrong-type", "QuestionnaireResponse" },
    };

    [Theory]
    [MemberData(nameof(RefusedParameters))]
    public async Task What_cannot_be_screened_is_refused_with_the_place_of_its_fault(string body, string code, string expression)
    {
        var answer = await PostAsync(body);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var outcome = await Service.BodyAsync(answer);
        outcome["issue"]!.AsArray().Should().ContainSingle();
        ((string?)outcome["issue"]![0]!["details"]!["coding"]![0]!["code"]).Should().Be(code);
        ((string?)outcome["issue"]![0]!["expression"]![0]).Should().Be(expression);
        outcome.ToJsonString().Should().NotContain("kanarienvogel");
    }

    [Fact]
    public async Task What_every_parameter_refuses_is_not_among_what_is_read()
    {
        var answer = await PostAsync(Parameters(And(Response(With()), "kanarienvogel", 1)).ToJsonString());

        ((string?)(await Service.BodyAsync(answer))["issue"]![0]!["diagnostics"]).Should().Be("Read: extension, id, name, resource, value.");
    }

    public static TheoryData<string> NoJson =>
    [
        "", "{", "kanarienvogel", "[1,]", """{"resourceType":"QuestionnaireResponse","resourceType":"QuestionnaireResponse"}""", """{"a":"\ud800"}""", """{"\ud800":1}""",
        string.Concat(Enumerable.Repeat("[", 70)),
    ];

    [Theory]
    [MemberData(nameof(NoJson))]
    public async Task What_is_no_JSON_beyond_doubt_is_refused(string body)
    {
        var answer = await PostAsync(body);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var issue = (await Service.BodyAsync(answer))["issue"]![0]!;
        ((string?)issue["details"]!["coding"]![0]!["code"]).Should().Be("malformed-json");
        ((string?)issue["diagnostics"]).Should().Contain("Line 1").And.NotContain("kanarienvogel");
    }

    [Theory]
    [InlineData("{\"item\":[{\"linkId\":\"a\",\n  \"text\":\"b\", \"linkId\":\"c\"}]}", "Line 2, byte 15.")]
    [InlineData("{\"a\":{\"b\":1},\"c\":{\"b\":1},\"\\u0061\":2}", "Line 1, byte 26.")]
    [InlineData("{\n\"a\": \"\\ud800\"}", "Line 2, byte 6.")]
    public async Task It_is_said_where_a_member_is_there_twice_or_a_text_is_none(string body, string place) =>
        (await (await PostAsync(body)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain(place);

    [Fact]
    public async Task What_is_not_UTF_8_is_refused()
    {
        using var content = new ByteArrayContent([(byte)'"', 0xff, (byte)'"']);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");

        (await service.Client.PostAsync(Operation, content, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("application/fhir+json", HttpStatusCode.OK)]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/fhir+json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/fhir+json; fhirVersion=4.0", HttpStatusCode.OK)]
    [InlineData("application/fhir+json; fhirVersion=5.0", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/fhir+json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/fhir+xml", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_is_read_where_it_is_announced_as_FHIR_R4_in_JSON(string mediaType, HttpStatusCode status) =>
        (await PostAsync(ChronicMigraine.ToJsonString(), mediaType)).StatusCode.Should().Be(status);

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var answer = await PostAsync($$"""{"resourceType":"QuestionnaireResponse","language":"{{new string('x', 65536)}}"}""");

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Nothing_that_says_who_it_is_about_comes_back()
    {
        var response = ChronicMigraine;
        response["id"] = "kanarienvogel";
        response["subject"] = new JsonObject { ["reference"] = "Patient/kanarienvogel" };
        response["author"] = new JsonObject { ["display"] = "kanarienvogel" };
        response["identifier"] = new JsonObject { ["value"] = "kanarienvogel" };

        (await (await ScreenAsync(response)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("candidate").And.NotContain("kanarienvogel");
    }

    private static Uri Operation { get; } = new("/fhir/QuestionnaireResponse/$screen", UriKind.Relative);

    private static JsonObject InParameters(JsonObject response, string asOf) => Parameters(Response(response), Day("valueDate", asOf));

    private static JsonObject Day(string type, string day) => new() { ["name"] = "asOf", [type] = day };

    private static JsonObject And(JsonObject element, string name, JsonNode more)
    {
        element[name] = more;
        return element;
    }

    private static JsonObject Response(JsonObject response) => new() { ["name"] = "questionnaire-response", ["resource"] = response };

    private static JsonObject Parameters(params JsonObject[] parameters) => new() { ["resourceType"] = "Parameters", ["parameter"] = new JsonArray([.. parameters]) };

    private static string? Value(JsonNode guidance, string name)
    {
        var parameter = guidance["contained"]![0]!["parameter"]!.AsArray().Single(parameter => (string?)parameter!["name"] == name)!.AsObject();
        return parameter.Single(member => member.Key.StartsWith("value", StringComparison.Ordinal)).Value!.ToString();
    }

    // Both answers as lists of paths and values: the same lists are the same answers.
    private static IEnumerable<string> Flat(JsonArray parameters, string path = "") => parameters.SelectMany(parameter => parameter!["part"] is JsonArray parts
        ? Flat(parts, $"{path}/{parameter["name"]}")
        : [$"{path}/{parameter["name"]}={parameter.AsObject().Single(member => member.Key.StartsWith("value", StringComparison.Ordinal)).Value}"]);

    private static IEnumerable<string> Flat(JsonNode? value, string path) => value switch
    {
        JsonObject members => members.SelectMany(member => Flat(member.Value, $"{path}/{member.Key}")),
        JsonArray { Count: 0 } when path.EndsWith("/observed", StringComparison.Ordinal) => [$"{path}=none"],
        JsonArray entries => entries.SelectMany(entry => entry is JsonArray ? Flat(entry, $"{path}/{path.Split('/')[^1]}") : Flat(entry, path)),
        _ => [$"{path}={value}"],
    };

    private Task<HttpResponseMessage> ScreenAsync(JsonNode body) => PostAsync(body.ToJsonString());

    private Task<HttpResponseMessage> PostAsync(string body, string mediaType = "application/fhir+json") =>
        service.Client.PostAsync(Operation, Service.Bytes(Encoding.UTF8.GetBytes(body), mediaType), TestContext.Current.CancellationToken);
}
