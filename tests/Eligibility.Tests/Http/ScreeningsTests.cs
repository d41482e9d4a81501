using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.Http;

public sealed class ScreeningsTests(Service service)
{
    private const string FourAnswers =
        """{"headacheDaysPerMonth":18,"painLocations":["neck"],"spasmHistory":"chronic","priorPhysicalTherapy":"none"}""";

    public static TheoryData<string> Cases => [.. RuleBook.Shipped.Rules.SelectMany(rule => rule.Cases).Select(example => example.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_case_is_answered_over_http_as_it_expects(string id)
    {
        var example = RuleBook.Shipped.Rules.SelectMany(rule => rule.Cases).Single(example => example.Id == id);

        var response = await service.ScreenAsync(example.Profile.GetRawText(), $"?asOf={example.AsOf:yyyy-MM-dd}");

        var body = await Service.BodyAsync(response);
        var expected = example.Expected;
        if (expected.Faults is { } faults)
        {
            response.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
            body["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Should().BeEquivalentTo(faults);
            return;
        }

        response.StatusCode.Should().Be(HttpStatusCode.OK, body.ToJsonString());
        var indications = body["indications"]!.AsArray().ToDictionary(node => (string)node!["indication"]!, node => node!);
        var verdicts = indications.Values.SelectMany(node => node["authorities"]!.AsArray()).Concat(body["safeguards"]!.AsArray())
            .ToDictionary(node => (string)node!["rule"]!, node => (string)node!["verdict"]!);
        foreach (var (indication, candidacy) in expected.Candidacy ?? [])
        {
            ((string?)indications[indication]["candidacy"]).Should().Be(candidacy);
        }

        foreach (var (indication, status) in expected.LabelStatus ?? [])
        {
            ((string?)indications[indication]["labelStatus"]).Should().Be(status);
        }

        foreach (var (rule, verdict) in expected.Verdicts ?? [])
        {
            verdicts[rule].Should().Be(verdict);
        }

        (expected.Caveats ?? []).Should().BeSubsetOf(body["caveats"]!.AsArray().Select(caveat => (string)caveat!["code"]!));
        ((string?)body["candidacy"]).Should().Be(expected.Overall ?? (string?)body["candidacy"]);
    }

    [Fact]
    public async Task The_four_answers_of_every_clinic_give_a_useful_answer()
    {
        var body = await Service.BodyAsync(await service.ScreenAsync(FourAnswers));

        ((string?)body["candidacy"]).Should().Be("candidate");
        ((bool?)body["settled"]).Should().BeFalse();
        body["indications"]!.AsArray().Where(node => (string?)node!["candidacy"] == "candidate").Select(node => $"{node!["indication"]} {node["labelStatus"]}")
            .Should().Equal("chronic-migraine undetermined", "neck-pain off-label", "muscle-spasm off-label");
        body["needs"]!.AsArray().Select(need => (string)need!["fact"]!).Should().Contain(["redFlags", "safetyFactors", "ageYears", "headacheHoursPerDay"]);
        body["caveats"]!.AsArray().Select(caveat => (string)caveat!["code"]!).Should().Contain("physical-therapy-not-tried");
        body["ruledOut"]!.AsArray().Select(node => (string)node!["indication"]!).Should().Equal("back-pain");
        body["assumptions"]!.AsArray().Should().HaveCount(2);
    }

    [Fact]
    public async Task The_same_profile_gives_the_same_bytes_and_a_reference_comes_back()
    {
        var first = await (await service.ScreenAsync($$"""{"reference":"visit-1",{{FourAnswers[1..]}}""")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var second = await (await service.ScreenAsync($$"""{{FourAnswers[..^1]}},"reference":"visit-1"}""")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        second.Should().Equal(first);
        ((string?)JsonNode.Parse(first)!["reference"]).Should().Be("visit-1");
    }

    [Fact]
    public async Task A_misspelt_member_is_refused_by_name_with_what_was_probably_meant()
    {
        var response = await service.ScreenAsync("""{"headacheDayPerMonth":18}""");

        response.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var error = (await Service.BodyAsync(response))["errors"]!.AsArray().Should().ContainSingle().Subject!;
        ((string?)error["pointer"]).Should().Be("#/headacheDayPerMonth");
        ((string?)error["code"]).Should().Be("unknown-member");
        ((string?)error["suggestion"]).Should().Be("headacheDaysPerMonth");
    }

    [Fact]
    public async Task A_day_before_the_first_edition_has_no_edition_in_force()
    {
        var body = await Service.BodyAsync(await service.ScreenAsync(FourAnswers, "?asOf=2001-01-01"));

        ((string?)body["candidacy"]).Should().Be("undetermined");
        var rule = body["indications"]![0]!["authorities"]![0]!.AsObject();
        rule.Should().NotContainKey("edition");
        ((string?)rule["note"]).Should().Be("No edition in force.");
        ((string?)rule["verdict"]).Should().Be("unknown");
    }

    [Theory]
    [InlineData("?asOf=2026-13-01", "asOf")]
    [InlineData("?asOf=23.11.2026", "asOf")]
    [InlineData("?asOf=", "asOf")]
    [InlineData("?asOf=2026-01-01&asOf=2026-01-02", "asOf")]
    [InlineData("?asof=2026-01-01", null)]
    [InlineData("?canary=1", null)]
    [InlineData("?authority=canary", "authority")]
    [InlineData("?indication=canary", "indication")]
    [InlineData("?authority=general&authority=", "authority")]
    public async Task A_query_that_is_not_understood_is_refused(string query, string? parameter)
    {
        var response = await service.ScreenAsync("{}", query);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var body = await Service.BodyAsync(response);
        ((string?)body["type"]).Should().Be("urn:eligibility:problem:invalid-parameter");
        ((string?)body["parameter"]).Should().Be(parameter);
        body.ToJsonString().Should().NotContain("canary");
    }

    [Fact]
    public async Task An_answer_can_be_asked_for_in_part()
    {
        var whole = await Service.BodyAsync(await service.ScreenAsync(FourAnswers));
        var part = await Service.BodyAsync(await service.ScreenAsync(FourAnswers, "?indication=neck-pain&indication=chronic-migraine&authority=fda-label"));

        part["indications"]!.AsArray().Select(node => (string)node!["indication"]!).Should().Equal("chronic-migraine", "neck-pain");
        part["indications"]!.AsArray().SelectMany(node => node!["authorities"]!.AsArray()).Select(node => (string)node!["authority"]!).Should().Equal("fda-label");
        part["indications"]!.AsArray().Select(node => (string)node!["candidacy"]!)
            .Should().Equal(whole["indications"]!.AsArray().Take(2).Select(node => (string)node!["candidacy"]!), "what is shown does not decide");
        part["ruledOut"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task A_red_flag_is_told_whatever_part_is_asked_for()
    {
        var body = await Service.BodyAsync(await service.ScreenAsync("""{"painLocations":["neck"],"redFlags":["thunderclap-onset"]}""", "?indication=neck-pain&asOf=2005-01-01"));

        ((string?)body["candidacy"]).Should().Be("refer-urgently");
    }

    [Fact]
    public async Task A_contraindication_stands_whatever_is_ruled_out()
    {
        var body = await Service.BodyAsync(await service.ScreenAsync(
            """{"safetyFactors":["toxin-hypersensitivity"],"redFlags":[],"headacheDaysPerMonth":0,"painLocations":[],"spasmHistory":"none","conditions":[]}"""));

        ((string?)body["candidacy"]).Should().Be("contraindicated");
        ((bool?)body["settled"]).Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"ageYears\":18}x")]
    [InlineData("{\"ageYears\":018}")]
    [InlineData("// c\n{}")]
    public async Task What_is_not_json_is_a_400_with_line_and_column(string body)
    {
        var response = await service.ScreenAsync(body);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await Service.BodyAsync(response);
        ((string?)problem["type"]).Should().Be("urn:eligibility:problem:malformed-json");
        ((int?)problem["line"]).Should().BePositive();
        ((int?)problem["column"]).Should().BePositive();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/vnd.x+json")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=utf-8; charset=utf-16")]
    [InlineData("application/json; charset*=utf-8''utf-16")]
    public async Task Another_media_type_or_charset_is_a_415(string mediaType)
    {
        using var content = Service.Bytes("{}"u8.ToArray(), mediaType);

        var response = await service.Client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), content, TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task A_compressed_body_is_a_415()
    {
        using var content = Service.Json("{}");
        content.Headers.ContentEncoding.Add("gzip");

        var response = await service.Client.PostAsync(new Uri("/v1/screenings", UriKind.Relative), content, TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/*;q=0.5, text/html", HttpStatusCode.OK)]
    [InlineData("text/html, application/json;q=0", HttpStatusCode.NotAcceptable)]
    [InlineData("application/xml", HttpStatusCode.NotAcceptable)]
    public async Task What_the_client_accepts_is_heeded(string accept, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/screenings") { Content = Service.Json("{}") };
        request.Headers.Accept.ParseAdd(accept);

        var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(status);
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_a_413_and_one_of_exactly_64_KiB_is_read()
    {
        var whole = "{}" + new string(' ', (64 * 1024) - 2);

        (await service.ScreenAsync(whole)).StatusCode.Should().Be(HttpStatusCode.OK);
        var response = await service.ScreenAsync(whole + " ");
        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        ((int?)(await Service.BodyAsync(response))["limitBytes"]).Should().Be(64 * 1024);
    }

    [Fact]
    public async Task More_faults_than_are_listed_are_counted()
    {
        var body = new StringBuilder("{\"painLocations\":[0");
        body.Insert(body.Length, ",0", 299).Append("]}");

        var problem = await Service.BodyAsync(await service.ScreenAsync(body.ToString()));

        problem["errors"]!.AsArray().Should().HaveCount(256);
        ((string?)problem["detail"]).Should().StartWith("300 faults");
    }
}
